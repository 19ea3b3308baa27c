"""How long fenqi takes, and what it sends: `python -m tests.bench`."""
