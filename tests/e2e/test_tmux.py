"""In tmux: detach in the middle of a checklist, attach again, from another terminal, and go on."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models.ledger.progress import Step
from tests.e2e.conftest import NOW
from tests.e2e.terminal import PATIENCE, Terminal
from tests.e2e.test_repaying import (
    assert_repaid_once,
    at_step,
    complete,
    home,
    ledger,
    press_to_amount,
    press_to_completion,
)
from tests.e2e.test_terminals import COMMIT, assert_given_back, retitle, save
from tui.run.language import language_of

CONFIG = """\
set -g default-terminal {term}
set -g status off
set -s escape-time 10
set -g default-shell /bin/sh
"""


class Tmux:
    """A tmux server of its own, whose sessions have this TERM."""

    def __init__(self, folder: Path, term: str) -> None:
        config = folder / "tmux.conf"
        config.write_text(CONFIG.format(term=term), "utf-8")
        self._base = ["tmux", "-u", "-L", "fenqi", "-f", str(config)]
        self._env = {"TMUX_TMPDIR": str(folder), "TMUX": ""}

    def start(self, *arguments: str | Path) -> Terminal:
        """A terminal in which tmux starts with the app."""
        app = shlex.join([sys.executable, "-m", "tui", *map(str, arguments)])
        return self._terminal(["new-session", "-s", "app", app], columns=80, rows=24)

    def attach(self, columns: int, rows: int) -> Terminal:
        """Another terminal, which attaches to it."""
        return self._terminal(["attach-session", "-t", "app"], columns, rows)

    def run(self, *command: str) -> None:
        """Run a command of tmux."""
        env = {**os.environ, **self._env}
        subprocess.run([*self._base, *command], env=env, check=False, capture_output=True, timeout=PATIENCE)

    def _terminal(self, command: list[str], columns: int, rows: int) -> Terminal:
        return Terminal(command=[*self._base, *command], columns=columns, rows=rows, env=self._env, replies=False)


@pytest.fixture(params=["tmux-256color", "screen-256color"])
def tmux(request: pytest.FixtureRequest) -> Iterator[Tmux]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    with tempfile.TemporaryDirectory(prefix="fenqi-tmux-") as folder:  # short: a socket's path may not be long
        server = Tmux(Path(folder), request.param)
        yield server
        server.run("kill-server")


def test_a_checklist_goes_on_where_it_was_when_tmux_is_attached_again(
    tmux: Tmux, db: Path, bills: Callable[[], dict[str, Any]]
) -> None:
    words = language_of("zh_CN")
    with tmux.start("--db", db, "--now", NOW, "--lang", "zh_CN") as terminal:
        press_to_amount(terminal, words)
        terminal.press(["2", "3"])
        terminal.wait_for("23")
        tmux.run("detach-client", "-s", "app")
        assert terminal.wait_for_end() == 0
        assert_given_back(terminal)
    assert not ledger(db).repayments
    with tmux.attach(120, 36) as terminal:
        at_step(terminal, Step.AMOUNT, words)
        terminal.wait_for("    23  ")
        terminal.press(["backspace", "backspace"])
        terminal.wait_until(lambda: "    23  " not in terminal.text, "an empty answer")
        press_to_completion(terminal, words)
        complete(terminal, words, db)
        home(terminal, words)
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
        assert_given_back(terminal)
    assert_repaid_once(db, bills)


def test_chinese_and_pastes_arrive_whole_through_tmux(tmux: Tmux, db: Path) -> None:
    with tmux.start("--db", db, "--now", NOW) as terminal:
        terminal.wait_for("Redmi K70")
        retitle(terminal, COMMIT.encode())
        save(terminal, db, COMMIT)
        terminal.press(["e"])
        terminal.wait_for("2026-08-12 20:05")
        terminal.send("\x1b[200~，两台\n又一台\x1b[201~".encode())
        save(terminal, db, f"{COMMIT}，两台 又一台")
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
