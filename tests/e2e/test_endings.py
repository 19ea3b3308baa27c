"""A hang-up and a request to stop end the app within two seconds, whatever it is at, and give the terminal back."""

import os
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import NOW
from tests.e2e.terminal import PATIENCE, Terminal
from tests.e2e.test_terminals import assert_given_back
from tests.often import is_long

STUCK = {
    "code that never ends": "while True: pass",
    "a call that never returns": "import signal; signal.pause()",
    "a queue of messages that never empties": "def again(): self.call_later(again)\n    again()",
    "a picture that the terminal does not read": "self.app._driver.write('x' * 2_000_000 + '\\x1b[3')",
    "pictures that the terminal does not read": "[self.app._driver.write('x' * 200_000) for _ in range(99)]",
}
PROGRAM = """
from pathlib import Path
from tui.screens.main import MainScreen
def stuck(self, ident):
    Path({mark!r}).touch()
    {code}
MainScreen.action_command = stuck
from tui.__main__ import main
main()
"""
ASKED = [
    (stuck, number)
    for at, stuck in enumerate(STUCK)
    for number in (signal.SIGTERM, signal.SIGHUP)
    if is_long() or number is signal.SIGTERM or at in {0, 3}
]
"""A request to stop whatever it is at, a hang-up where it is busy and where it is not read; `make soak` tries both."""


def ends_within(seconds: float, terminal: Terminal) -> bool:
    """Whether the app has ended by then; nothing that it wrote is read."""
    process = os.pidfd_open(terminal.pid)
    ended, _, _ = select.select([process], [], [], seconds)
    os.close(process)
    return bool(ended)


@pytest.mark.soak
@pytest.mark.parametrize(("stuck", "number"), ASKED)
def test_a_stuck_app_ends_when_it_is_asked_to(db: Path, tmp_path: Path, stuck: str, number: signal.Signals) -> None:
    mark, code = tmp_path / "mark", STUCK[stuck]
    command = [sys.executable, "-c", PROGRAM.format(mark=str(mark), code=code)]
    with Terminal("--db", db, "--lang", "en", "--now", NOW, command=command) as terminal:
        terminal.wait_for("p repay")
        before = db.read_bytes()
        terminal.press(["p"])
        deadline = time.monotonic() + PATIENCE
        while not mark.exists():
            assert time.monotonic() < deadline
            assert not ends_within(0.01, terminal)
        os.kill(terminal.pid, number)
        assert ends_within(2, terminal)
        assert os.waitstatus_to_exitcode(terminal.wait_for_end()) == 128 + number
        assert_given_back(terminal)
        assert db.read_bytes() == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT])
def test_an_interrupt_from_outside_gives_the_terminal_back(db: Path, number: signal.Signals) -> None:
    with Terminal("--db", db, "--lang", "en", "--now", NOW) as terminal:
        terminal.wait_for("p repay")
        assert os.waitstatus_to_exitcode(terminal.kill(number)) == 128 + number
        assert_given_back(terminal)


def test_a_second_signal_changes_nothing(db: Path) -> None:
    with Terminal("--db", db, "--lang", "en", "--now", NOW) as terminal:
        terminal.wait_for("p repay")
        os.kill(terminal.pid, signal.SIGHUP)
        assert os.waitstatus_to_exitcode(terminal.kill(signal.SIGTERM)) in {128 + signal.SIGHUP, 128 + signal.SIGTERM}
        assert_given_back(terminal)
