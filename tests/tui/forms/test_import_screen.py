"""Importing inside the app: no path that is typed makes it wait."""

import os
from pathlib import Path

import pytest

from models.exchange.merge import ImportPlan
from tests.tui.cli.shell import ORDERS, Shell
from tui.app import FenqiApp
from tui.forms.import_orders import ImportScreen
from tui.run.session import open_session
from tui.widgets.lines import Lines


async def said(shell: Shell, path: str) -> str:
    """What the screen says when that path is typed."""
    app = FenqiApp(open_session(db=shell.db, now=shell.now, language="en"))
    async with app.run_test(size=(100, 30)) as pilot:
        screen = ImportScreen(app.session)
        await app.push_screen(screen)
        await pilot.pause()
        await pilot.press(*path, "enter")
        await pilot.pause()
        lines = screen.query_one(Lines)
        return " ".join(" ".join(lines.render_line(y).text for y in range(lines.size.height)).split())


@pytest.mark.parametrize("kind", ["a pipe", "a directory", "/dev/zero"])
async def test_what_is_no_file_is_refused_at_once(shell: Shell, tmp_path: Path, kind: str) -> None:
    os.mkfifo(tmp_path / "p")
    path = {"a pipe": str(tmp_path / "p"), "a directory": str(tmp_path)}.get(kind, kind)
    assert "not a regular file" in await said(shell, path)


async def test_standard_input_is_the_keyboard_and_no_file(shell: Shell) -> None:
    assert "there is no such file" in await said(shell, "-")
    keyboard, terminal = os.openpty()
    try:
        assert "not a regular file" in await said(shell, os.ttyname(terminal))
    finally:
        os.close(keyboard)
        os.close(terminal)


async def test_a_file_is_previewed(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "o.csv"
    file.write_text(ORDERS.replace("101,", "109,"), "utf-8")
    assert "new orders: 1" in await said(shell, str(file))


async def test_a_whole_ledger_can_be_imported_into_an_empty_one(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "o.json"
    file.write_text(shell("export", "json").out, "utf-8")
    before, shell.db = shell.ledger, tmp_path / "e.json"
    app = FenqiApp(open_session(db=shell.db, now=shell.now, language="en"))
    plans: list[ImportPlan | None] = []
    async with app.run_test(size=(100, 30)) as pilot:
        await app.push_screen(ImportScreen(app.session), plans.append)
        await pilot.pause()
        await pilot.press(*str(file), "enter", "enter")
        await pilot.pause()
    assert [plan and plan.whole for plan in plans] == [before]
