"""The terminal of these tests outlives a line that is cut within a sequence."""

from tests.e2e.terminal import Terminal


def test_a_line_that_was_cut_within_a_sequence_is_read_to_its_end() -> None:
    # The `c` of the next words ends the sequence, as a report that takes one number and gets five.
    cut = r"before\033[38;2;1;2;3client_loop: sent\nafter\n"
    with Terminal(command=["printf", cut]) as terminal:
        assert terminal.wait_for_end() == 0
        assert "before" in terminal.text
