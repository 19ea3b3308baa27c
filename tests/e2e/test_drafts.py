"""A half-filled form outlives the app: killed, or its line cut, it is there at the next start."""

import signal
import stat
from pathlib import Path

import pytest

from models.store.drafts import path_of
from tests.e2e.conftest import NOW, fenqi
from tests.e2e.terminal import Terminal

HERE, ANYWHERE = "2026-12-05 12:00, not saved yet", "2026-12-0"
"""When a draft was kept: a restricted session forgets the zone that the other end says, and has the machine's."""


def opened(db: Path, *options: str) -> Terminal:
    return Terminal("--db", db, "--lang", "en", "--now", NOW, *options, env={"TZ": "Asia/Shanghai"})


def half_filled(terminal: Terminal, db: Path) -> None:
    """A new order of which the title is typed, and the keyboard has gone on."""
    terminal.wait_for("p repay")
    terminal.press(["a"])
    terminal.wait_for("New order", "what was bought")
    terminal.press([*"Mi Band 9", "tab"])
    terminal.wait_until(lambda: path_of(db).exists(), "the file of the drafts")


@pytest.mark.parametrize(
    ("options", "end", "when"),
    [((), signal.SIGKILL, HERE), (("--restricted",), signal.SIGHUP, ANYWHERE)],
    ids=["killed", "restricted, cut"],
)
def test_a_half_filled_order_is_there_after_the_app_was_ended(
    db: Path, options: tuple[str, ...], end: signal.Signals, when: str
) -> None:
    before = db.read_bytes()
    with opened(db, *options) as terminal:
        half_filled(terminal, db)
        terminal.kill(end)
    assert db.read_bytes() == before
    assert stat.S_IMODE(path_of(db).stat().st_mode) == 0o600
    assert "Mi Band" not in fenqi("--db", db, "--now", NOW, "export", "json")
    with opened(db, *options) as terminal:
        terminal.wait_for("p repay")
        terminal.press(["a"])
        terminal.wait_for("Mi Band 9", f"draft of {when}", "drop the draft")
        terminal.press(["\x07"])
        terminal.wait_for(f"Drop the draft of {when[:16]}")
        terminal.press(["up", "enter"])
        terminal.wait_until(lambda: not path_of(db).exists(), "the end of the draft")
        terminal.wait_until(lambda: "Mi Band 9" not in terminal.text, "the empty form")
        terminal.press(["escape"])
        terminal.wait_for("p repay")


def test_two_terminals_at_a_new_order_each_do_not_get_in_each_others_way(db: Path) -> None:
    with opened(db) as one, opened(db) as two:
        half_filled(one, db)
        two.wait_for("p repay")
        two.press(["a"])
        two.wait_for("what was bought")
        assert "Mi Band 9" not in two.text
        two.press([*"Watch S4", "tab"])
        two.wait_until(lambda: b"Watch S4" in path_of(db).read_bytes(), "the second draft")
        assert b"Mi Band 9" in path_of(db).read_bytes()
        two.press(["escape"])
        two.wait_for("Leave without saving")
        two.press(["up", "enter"])
        two.wait_for("p repay")
        two.wait_until(lambda: b"Watch S4" not in path_of(db).read_bytes(), "its end")
        one.kill(signal.SIGKILL)
        two.press(["a"])
        two.wait_for("Mi Band 9", f"draft of {HERE}")
