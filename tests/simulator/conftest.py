"""The shell, as the simulator asks it."""

import pytest

from tests.simulator.beside import Answered, Ask
from tests.tui.cli.shell import Shell


@pytest.fixture
def ask(empty_shell: Shell) -> Ask:
    """Ask the real program, on a ledger that is not there yet."""

    def asked(now: str, words: object) -> Answered:
        empty_shell.now = now
        answer = empty_shell(*words)  # type: ignore[misc]
        return Answered(answer.code, answer.out, answer.err)

    return asked
