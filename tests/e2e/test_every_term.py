"""Whatever the terminal is called and however large it is, the first screen is painted and keys and signals count."""

import fcntl
import os
import signal
import struct
import sys
import termios
from pathlib import Path

import pytest

from tests.e2e.conftest import NOW
from tests.e2e.terminal import Terminal
from tests.e2e.test_terminals import assert_given_back, quit_

SIZES = [(20, 5), (80, 24), (100, 30), (200, 60)]
TERMS = ["xterm", "xterm-256color", "screen", "tmux-256color", "linux", "vt100", "ansi", "", "no-such-terminal"]
BARE = ["dumb", "unknown", "DUMB"]
"""What Rich takes for 80x25 whatever it is: the first of them is tried in all sizes, the others in one."""
MATRIX = [
    *((term, SIZES[at % len(SIZES)]) for at, term in enumerate(TERMS)),
    *((BARE[0], size) for size in SIZES),
    *((term, SIZES[at]) for at, term in enumerate(BARE[1:], 2)),
]


def start(db: Path, term: str | None, size: tuple[int, int]) -> Terminal:
    """The app on such a terminal; None is one without a name."""
    columns, rows = size
    unset = ["env", "-u", "TERM", sys.executable, "-m", "tui"] if term is None else None
    env = {} if term is None else {"TERM": term}
    return Terminal("--db", db, "--lang", "en", "--now", NOW, columns=columns, rows=rows, env=env, command=unset)


@pytest.mark.parametrize(("term", "size"), [*MATRIX, (None, (80, 24))])
def test_every_terminal_of_every_size_shows_the_first_screen_and_quits(
    db: Path, term: str | None, size: tuple[int, int]
) -> None:
    with start(db, term, size) as terminal:
        terminal.wait_for("p repay" if size >= (46, 20) else "needs 46x20")
        quit_(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_app_on_a_dumb_terminal(db: Path, number: signal.Signals) -> None:
    with start(db, "dumb", (80, 24)) as terminal:
        terminal.wait_for("p repay")
        assert os.waitstatus_to_exitcode(terminal.kill(number)) == 128 + number
        assert_given_back(terminal)


def test_a_size_that_changes_while_the_app_starts_is_taken(db: Path) -> None:
    with start(db, "xterm-256color", (120, 36)) as terminal:
        terminal.wait_until(lambda: 1049 in terminal.modes, "the other screen")
        for columns, rows in ((65535, 65535), *((60, 15), (120, 36), (61, 16), (90, 20)) * 3):
            fcntl.ioctl(terminal.handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        terminal.wait_for("p repay")
        terminal.wait_until(lambda: b"\x1b[20;1H" in terminal.output, "the key bar in the twentieth row")
        quit_(terminal)


RESIZED_WHILE_READ = """
import fcntl, signal, struct, termios
from textual.drivers.linux_driver import LinuxDriver
from tui.__main__ import main

read, becomes = LinuxDriver._get_terminal_size, {(120, 36): (61, 16), (70, 25): (90, 20)}

def read_too_early(driver):
    found = read(driver)
    if callable(signal.getsignal(signal.SIGWINCH)) and (size := becomes.pop(found, None)):
        fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", *reversed(size), 0, 0))
    return found

LinuxDriver._get_terminal_size = read_too_early
main()
"""
"""The app on a terminal that gets another size between the reading of one and its handing over, twice."""


def test_a_size_that_changes_while_the_one_before_is_handed_over_is_taken(db: Path) -> None:
    command = [sys.executable, "-c", RESIZED_WHILE_READ]
    with Terminal("--db", db, "--lang", "en", "--now", NOW, columns=120, rows=36, command=command) as terminal:
        terminal.wait_for("needs 46x20")
        fcntl.ioctl(terminal.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 25, 70, 0, 0))
        terminal.wait_until(lambda: b"\x1b[20;1H" in terminal.output, "the key bar in the twentieth row")
        quit_(terminal)
