"""What travels: a message costs its own lines, and a burst of cursor keys a few repaints."""

import re
from pathlib import Path

import pytest

from tests.e2e.conftest import NOW
from tests.e2e.terminal import Terminal

LINE, SCREENFUL = 700, 20_000
"""Bytes that a line of 120 columns in full colour takes at most, and that a screen takes at least."""


def written(terminal: Terminal) -> int:
    """How much was written when a fifth of a second went by without anything."""
    seen = -1
    while seen != len(terminal.output):
        seen = len(terminal.output)
        terminal.read(0.2)
    return seen


def test_a_message_comes_and_goes_for_a_line(db: Path) -> None:
    with Terminal("--db", db, "--lang", "en", "--now", NOW) as terminal:
        terminal.wait_for("p repay", "5 pay, record")
        before = written(terminal)
        terminal.press(["\x12"])  # ctrl+r
        terminal.wait_for("there is nothing to redo")
        came = written(terminal)
        assert came - before <= LINE
        assert "p repay" in terminal.text
        terminal.press(["\x12"])
        terminal.press(["g"])  # a key that does nothing here
        terminal.wait_until(lambda: "there is nothing to redo" not in terminal.text, "the rule after another key")
        assert written(terminal) - came <= 2 * LINE


@pytest.mark.parametrize("key", [b"j", b"\x1b[B"], ids=["j", "down"])
def test_two_hundred_cursor_keys_are_a_few_repaints(many: Path, key: bytes) -> None:
    with Terminal("--db", many, "--lang", "en", "--now", NOW) as terminal:
        terminal.wait_for("p repay", "5 pay, record")
        before = len(terminal.output)
        terminal.send(key * 200)
        terminal.wait_until(lambda: re.search(r"▸ +├ No\d+[^│]*▾", terminal.text), "the cursor far down")
        assert len(terminal.output) - before < SCREENFUL
        terminal.send(b"\x1b[A" * 150 + b"2" + b"\x1b[B" * 150 + b"1jq")
        assert terminal.wait_for_end() == 0


OVER = 10_000
"""Bytes that a screen of 120 columns takes at most when a dialog opens over it: all around it has one ink."""


def test_a_dialog_dims_the_screen_once_and_a_key_in_it_costs_its_own_lines(db: Path) -> None:
    with Terminal("--db", db, "--lang", "en", "--now", NOW) as terminal:
        terminal.wait_for("p repay", "5 pay, record")
        before = written(terminal)
        terminal.press(["d"])
        terminal.wait_for("Delete", "1 yes")
        opened = written(terminal)
        assert opened - before <= OVER
        terminal.press(["k"])
        terminal.wait_until(lambda: "▸ 1 yes" in terminal.text, "the other answer")
        assert written(terminal) - opened <= LINE
