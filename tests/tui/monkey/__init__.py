"""Random keys, clicks, pastes and sizes, while another process writes: `python -m tests.tui.monkey ACTS [SEED]`.

Each run has a ledger, a home, a language and a size of its own, and does what a `Trace` says, act by act, on the real
app. The app may be quit by that, and is opened again. It must not die: no exception, no wait without an end; and what
it leaves must be a ledger in which `doctor` finds nothing wrong, of which all can be undone and redone, and whose
repayments went where they were said to go. A trace is data, and `replay` needs nothing else:
`python -m tests.tui.monkey FILE` does again what is in a file. Of a death, `shrunk` leaves the acts that matter, and it
is printed as such a file and as a test has it.
"""
