"""Over a real sshd: a connection that is cut in the middle of a checklist costs nothing but a new login."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models.bills.standing import STEPS
from models.ledger.progress import Step
from tests.e2e.conftest import FIRST, NOW
from tests.e2e.sshd import App, Sshd
from tests.e2e.terminal import PATIENCE, Terminal
from tests.e2e.test_repaying import (
    assert_repaid_once,
    complete,
    go_on,
    home,
    ledger,
    press_to_amount,
    press_to_completion,
    quit_,
)
from tests.e2e.test_terminals import assert_given_back
from tui.run.language import language_of


@pytest.fixture(scope="module")
def sshd() -> Iterator[Sshd]:
    with tempfile.TemporaryDirectory(prefix="fenqi-sshd-") as folder, Sshd(Path(folder)) as running:
        running.check()
        yield running


@pytest.fixture
def app(tmp_path: Path) -> App:
    """The app at the other end, in a home of its own and a Chinese locale."""
    kept = {name: os.environ[name] for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TZ")}
    return App(tmp_path, {**kept, "LANG": "zh_CN.UTF-8"})


def cut_line(sshd: Sshd, app: App, db: Path, go_through: Callable[[Terminal], None]) -> None:
    """Log in, begin the checklist, and lose the connection."""
    line = sshd.line()
    with sshd.login(line, app, "--db", db, "--now", NOW) as terminal:
        go_through(terminal)
        line.cut()
        assert os.waitstatus_to_exitcode(terminal.wait_for_end()) == 255
    app.wait_for_end()


def kill_client(sshd: Sshd, app: App, db: Path, go_through: Callable[[Terminal], None]) -> None:
    """Log in, begin the checklist, and lose the client."""
    with sshd.login(sshd.line(), app, "--db", db, "--now", NOW) as terminal:
        go_through(terminal)
        terminal.kill(signal.SIGKILL)
    app.wait_for_end()


@pytest.mark.parametrize("lose", [cut_line, kill_client])
def test_a_checklist_goes_on_at_the_next_login_and_is_recorded_once(
    sshd: Sshd, app: App, db: Path, bills: Callable[[], dict[str, Any]], lose: Callable[..., None]
) -> None:
    words = language_of("zh_CN")

    def to_half_an_amount(terminal: Terminal) -> None:
        press_to_amount(terminal, words)
        terminal.press([*"23"])
        terminal.wait_for("23")

    lose(sshd, app, db, to_half_an_amount)
    assert [done.step for done in ledger(db).checklists[FIRST].done] == [Step.PLATFORM, Step.ENTRY]

    def to_the_payment(terminal: Terminal) -> None:
        go_on(terminal, Step.AMOUNT, words)
        press_to_completion(terminal, words)

    lose(sshd, app, db, to_the_payment)
    assert [done.step for done in ledger(db).checklists[FIRST].done] == list(STEPS[:4])
    assert not ledger(db).repayments

    with sshd.login(sshd.line(), app, "--db", db, "--now", NOW) as terminal:
        go_on(terminal, Step.COMPLETE, words)
        complete(terminal, words, db)
        quit_(terminal, words)
        assert_given_back(terminal)
    assert_repaid_once(db, bills)


def test_a_connection_that_is_cut_after_the_last_answer_has_nothing_to_repeat(
    sshd: Sshd, app: App, db: Path, bills: Callable[[], dict[str, Any]]
) -> None:
    words = language_of("zh_CN")

    def to_the_end(terminal: Terminal) -> None:
        press_to_amount(terminal, words)
        press_to_completion(terminal, words)
        complete(terminal, words, db)

    cut_line(sshd, app, db, to_the_end)
    with sshd.login(sshd.line(), app, "--db", db, "--now", NOW, term="screen-256color") as terminal:
        home(terminal, words)
        quit_(terminal, words)
        assert words.t("go on there") not in terminal.output.decode()
    assert_repaid_once(db, bills)


def test_without_a_terminal_it_says_how_to_log_in(sshd: Sshd, app: App, db: Path) -> None:
    command = sshd.command(sshd.port, app.remote(["--lang", "en", "--db", db]), tty=False)
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", timeout=PATIENCE)
    assert done.returncode == 1
    assert "ssh -t" in done.stderr
