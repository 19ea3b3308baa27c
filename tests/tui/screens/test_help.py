"""The help page: every command with its keys; of the one under the cursor all there is to say, and why it cannot be."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.screen import ModalScreen

from models.values.message import msg
from screenshots import make
from tests.tui.screens.test_main_screen import opened
from tui.commands import COMMANDS
from tui.commands.command import hindered, key_on_screen
from tui.run.session import Session
from tui.screens.help import COLUMNS, HelpScreen
from tui.screens.help_lines import KEYS, HelpLine, columns, sections
from tui.screens.main import MainScreen
from tui.terminal.cells import Cells
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.stops import Stops

NARROW = 40
"""Cells of a line of the page in the least terminal in which the list is shown."""


def read(line: Cells) -> str:
    return "".join(text for text, _ in line)


def in_one_column(session: Session, width: int = 76, *, why: str = "") -> list[HelpLine]:
    """The page in one column, of a start at which nothing that is named in `why` can be done."""
    cannot = {each.id: each.help for each in COMMANDS if each.id == why}
    return columns([*sections(session, cannot)], width, 24, two=False)[0]


@asynccontextmanager
async def help_page(
    language: str, size: tuple[int, int], *before: str
) -> AsyncIterator[tuple[Session, Pilot[str], HelpScreen, MainScreen]]:
    with make.session(language) as session:
        async with opened(session, size) as (pilot, screen):
            await pilot.press(*before, "question_mark")
            await pilot.pause()
            page = pilot.app.screen
            assert isinstance(page, HelpScreen)
            yield session, pilot, page, screen


def said(page: HelpScreen) -> str:
    """What is said of the entry under the cursor."""
    below = page.query_one("#entry", Lines)
    return " ".join(below.render_line(y).text.strip() for y in range(below.size.height)).strip()


@pytest.mark.parametrize("language", make.LANGUAGES)
def test_each_command_has_its_keys_and_its_whole_sentence_and_nothing_is_cut(language: str) -> None:
    with make.session(language) as session:
        for width in (NARROW, 76):
            lines = in_one_column(session, width)
            assert all(cell_len(read(line.cells)) <= width and "…" not in read(line.cells) for line in lines)
        entries = [line.entry for line in lines if line.entry]
        keys = Counter(key for entry in entries for key in read(entry.keys).split())
        whole = "\n".join(entry.said for entry in entries)
        for command in COMMANDS:
            assert keys[key_on_screen(session.config.keymap.get(command.id, command.keys))] >= 1, command.id
            assert session.language.say(command.help).rstrip(".。") in whole, command.id


@pytest.mark.parametrize("language", make.LANGUAGES)
def test_with_its_longest_lines_the_page_has_room_at_100x30(language: str) -> None:
    with make.session(language) as session:
        longest = msgspec.structs.replace(session, elsewhere="fenqi --db ledger.json", scene=msg("what is tried here"))
        for each in columns([*sections(longest, {})], 46, 24, two=True):
            assert len(each) <= 24


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_at_100x30_it_is_one_page_in_two_columns(language: str) -> None:
    async with help_page(language, (100, 30)) as (_session, _pilot, page, _screen):
        both = [page.query_one(f"#{each}", Stops) for each in COLUMNS]
        assert all(each.display and each.count <= each.size.height for each in both)
        assert {each.region.y for each in both} == {1}
        assert not said(page), "the line under the cursor says all there is to say"


async def test_in_fewer_columns_it_is_one_and_scrolls_and_a_larger_terminal_has_two_again() -> None:
    async with help_page("en", (80, 24)) as (_session, pilot, page, _screen):
        left, right = (page.query_one(f"#{each}", Stops) for each in COLUMNS)
        assert left.display and not right.display and left.count > left.size.height
        await pilot.press("G")
        assert "thrown away when you quit" in said(page)
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        await pilot.press("tab", "g")
        assert right.display and right.has_focus
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert left.has_focus
        await pilot.press("escape")
        assert pilot.app.screen is not page


async def test_it_is_searched_and_escape_takes_that_off_before_it_closes_the_page() -> None:
    async with help_page("en", (100, 30)) as (_session, pilot, page, screen):
        left = page.query_one(f"#{COLUMNS[0]}", Stops)
        whole = left.count
        await pilot.press("slash", *"settle")
        await pilot.pause()
        assert left.count < whole
        assert "What settling the order now would cost" in said(page)
        assert "settle" in page.query_one("#filter").render_line(0).text
        await pilot.press(*"qqq")
        await pilot.pause()
        assert "no line of the help has that" in said(page)
        await pilot.press("escape")
        await pilot.pause()
        assert left.count == whole and left.has_focus
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen


def test_what_goes_on_hangs_under_its_words() -> None:
    with make.session("en") as session:
        text = [read(line.cells) for line in in_one_column(session, NARROW - 8)]
        at = next(index for index, line in enumerate(text) if line.startswith("p "))
        assert text[at][KEYS - 1 :].startswith(" go")
        assert text[at + 1][:KEYS].isspace() and not text[at + 1][KEYS].isspace()


def test_what_cannot_be_done_now_is_grey_and_says_why_there_where_that_has_room_and_whole_below() -> None:
    with make.session("en") as session:
        said_of_it = {each.id: each.help.template for each in COMMANDS}
        for width, there in ((160, True), (NARROW, False)):
            line = next(each for each in in_one_column(session, width, why="happened") if read(each.cells)[:2] == "l ")
            assert {ink for text, ink in line.cells if text.strip()} == {"dim"}
            assert (said_of_it["happened"] in read(line.cells)) is there
            assert line.entry is not None and line.entry.said.endswith(f" — {said_of_it['happened']}")
        # Of two keys on one line only that which cannot be is grey.
        line = next(each for each in in_one_column(session, why="redo") if "^R" in read(each.cells))
        assert {text: ink for text, ink in line.cells if text in {"u", "^R"}} == {"u": "key", "^R": "dim"}


async def test_the_reasons_are_those_of_now() -> None:
    async with help_page("en", (80, 24)) as (_session, pilot, page, screen):
        assert hindered(COMMANDS, screen)["redo"].template == "there is nothing to redo"
        left = page.query_one(f"#{COLUMNS[0]}", Stops)
        while "Redo" not in said(page):
            at = left.cursor
            await pilot.press("j")
            assert left.cursor != at
        assert "what another terminal undid — there is nothing to redo" in said(page)


async def test_over_a_page_its_own_keys_come_first_and_its_key_bar_says_that_there_is_help() -> None:
    async with help_page("en", (80, 24)) as (_session, pilot, _page, screen):
        await pilot.press("escape")
        for key in "OoLKhyR":
            await pilot.press(key)
            await pilot.pause()
            while isinstance(pilot.app.screen, ModalScreen):
                await pilot.press("escape")
                await pilot.pause()
            over = pilot.app.screen
            keys = dict(over.query_one(KeyBar).shown)
            assert keys.pop("?") == "help", key
            await pilot.press("question_mark")
            await pilot.pause()
            page = pilot.app.screen
            assert isinstance(page, HelpScreen)
            section = page._sections[0]
            assert section.heading == "This page"
            assert {read(each.keys): each.words for each in section.entries} == keys, key
            await pilot.press("escape", "escape")
            await pilot.pause()
            assert pilot.app.screen is screen
