"""The help page: every command with its keys, whole; what cannot be done now is there with its reason."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len

from screenshots import make
from tests.tui.screens.test_main_screen import opened
from tui.commands import COMMANDS
from tui.run.session import Session
from tui.screens.help import KEYS, MARGIN, HelpScreen
from tui.terminal.cells import Cells
from tui.widgets.lines import Lines

SIZES = ((46, 20), (80, 24), (100, 30), (120, 36), (160, 48))


@asynccontextmanager
async def help_page(language: str, size: tuple[int, int], *before: str) -> AsyncIterator[tuple[Session, list[Cells]]]:
    """The lines of the page, as they stand in a terminal of that size."""
    with make.session(language) as session:
        async with opened(session, size) as (pilot, _screen):
            await pilot.press(*before, "question_mark")
            await pilot.pause()
            page = pilot.app.screen
            assert isinstance(page, HelpScreen)
            yield session, page.lines(page.query_one(Lines).room)


def read(line: Cells) -> str:
    return "".join(text for text, _ in line)


@pytest.mark.parametrize("language", make.LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_nothing_of_it_is_cut(language: str, size: tuple[int, int]) -> None:
    async with help_page(language, size) as (session, lines):
        assert all(cell_len(read(line)) < size[0] for line in lines)
        assert not [line for line in lines if "…" in read(line)]
        there = Counter("".join(map(read, lines)))
        for command in COMMANDS:
            there.subtract("".join(session.language.say(command.help).rstrip(".。").split()))
            assert all(count >= 0 for count in there.values()), command.id


async def test_two_columns_stand_side_by_side_where_there_is_room_and_one_where_not() -> None:
    for size, side_by_side in (((80, 24), 1), ((100, 30), 2), ((160, 48), 2)):
        async with help_page("en", size) as (_session, lines):
            heads = [sum(ink == "bold" for _, ink in line) for line in lines]
            assert max(heads) == side_by_side, size
            assert len(lines) < (90 if side_by_side == 2 else 120)


async def test_what_goes_on_hangs_under_its_words() -> None:
    async with help_page("en", (80, 24)) as (_session, lines):
        text = [read(line) for line in lines]
        at = next(index for index, line in enumerate(text) if line.startswith(f"{' ' * MARGIN}p "))
        assert text[at][MARGIN + KEYS - 1 :].startswith(" Go through the checklist")
        assert text[at + 1][: MARGIN + KEYS].isspace() and not text[at + 1][MARGIN + KEYS].isspace()


async def test_what_cannot_be_done_now_is_grey_and_says_why() -> None:
    async with help_page("en", (80, 24)) as (_session, lines):
        line = next(line for line in lines if "Redo what was undone" in read(line))
        assert read(line).endswith("Redo what was undone — there is nothing to redo")
        assert {ink for text, ink in line if text.strip()} == {"dim"}
    async with help_page("en", (80, 24), "G", "enter", "G", "z", "u") as (_session, lines):
        line = next(line for line in lines if "Redo what was undone" in read(line))
        assert "dim" not in {ink for _, ink in line}
