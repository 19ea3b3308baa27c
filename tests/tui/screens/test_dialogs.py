"""Dialogs: in the middle of the screen that they are about, which stays to be seen, in one ink."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import msgspec
import pytest
from rich.segment import Segment
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen

import tui.forms
from models.store import Store
from screenshots import make
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.tour import resized
from tui.run.config import THEMES
from tui.run.session import Session
from tui.widgets.dialog import AnswerList, Box, Dialog

SIZES = ((80, 24), (100, 30), (120, 36), (160, 48))
ASKS = {"whether to delete": "d", "what was refunded": "r"}


def box(pilot: Pilot[str]) -> Region:
    """Where the dialog stands."""
    return pilot.app.screen.query_one(Box).region


def strips(pilot: Pilot[str]) -> list[list[tuple[str, int]]]:
    """The characters of each line with their columns."""
    found = []
    for strip in pilot.app.screen._compositor.render_strips():
        x, line = 0, []
        for segment in strip:
            for character in segment.text:
                line.append((character, x))
                x += Segment(character).cell_length
        found.append(line)
    return found


def in_the_dialog(pilot: Pilot[str]) -> str:
    """All that can be read in it, without spaces: words that go on in the next line stand together."""
    hole = box(pilot).shrink((1, 1, 1, 1))
    lines = ("".join(text for text, x in line if hole.contains(x, y)) for y, line in enumerate(strips(pilot)))
    return "".join("".join(lines).replace("▸", "").split())


def is_asked(words: str, pilot: Pilot[str]) -> bool:
    """Whether the dialog says these words, in however many lines."""
    return "".join(words.split()) in in_the_dialog(pilot)


@pytest.mark.parametrize("key", ASKS.values(), ids=ASKS.keys())
async def test_it_stands_in_the_middle_of_what_it_is_about(spoken: Session, key: str) -> None:
    async with opened(spoken, SIZES[0]) as (pilot, _screen):
        for size in SIZES:
            await resized(pilot, size)
            await is_in_the_middle(pilot, key, size)


async def is_in_the_middle(pilot: Pilot[str], key: str, size: tuple[int, int]) -> None:
    """Open it with the key, and leave it."""
    before = strips(pilot)
    await pilot.press(key)
    await pilot.pause()
    hole = box(pilot)
    assert abs(hole.x - (size[0] - hole.right)) <= 1 and abs(hole.y - (size[1] - hole.bottom)) <= 1
    assert hole.width <= 62
    assert Region(0, 0, *size).contains_region(hole)
    whole = hole.grow((0, 1, 0, 1))  # a Chinese character that the frame cuts is drawn as a space
    there = [[each for each in line if not whole.contains(each[1], y)] for y, line in enumerate(strips(pilot))]
    assert there == [[each for each in line if not whole.contains(each[1], y)] for y, line in enumerate(before)]
    await pilot.press("escape")
    await pilot.pause()
    assert strips(pilot) == before


@pytest.mark.parametrize("theme", THEMES)
async def test_what_is_below_has_one_ink_that_is_seen(theme: str) -> None:
    with make.session("en") as session:
        async with opened(msgspec.structs.replace(session, theme=theme)) as (pilot, _screen):
            await pilot.press("d")
            await pilot.pause()
            hole = box(pilot)
            inks = set()
            for y, strip in enumerate(pilot.app.screen._compositor.render_strips()):
                x = 0
                for segment in strip:
                    if segment.text.strip() and not hole.contains(x, y):
                        inks.add(segment.style)
                    x += segment.cell_length
            (ink,) = inks
            assert ink is not None and (ink.color != ink.bgcolor or ink.dim) and not ink.bold


async def test_every_word_of_the_first_question_is_on_the_screen(spoken: Session) -> None:
    bare = msgspec.structs.replace(spoken, store=Store(Path("/nonexistent/fenqi/ledger.json")), demo=False)
    async with opened(bare, (46, 20)) as (pilot, _screen):
        for size in ((46, 20), *SIZES):
            await resized(pilot, size)
            for words in pilot.app.screen.query_one(AnswerList).labels:
                assert is_asked(words, pilot), size


def test_every_question_over_a_screen_is_such_a_dialog() -> None:
    for each in iter_modules(tui.forms.__path__, "tui.forms."):
        import_module(each.name)
    modal = {each for each in _heirs(ModalScreen) if each.__module__.startswith("tui.")}
    assert modal and all(issubclass(each, Dialog) for each in modal)


def _heirs(kind: type) -> set[type]:
    return {heir for each in kind.__subclasses__() for heir in (each, *_heirs(each))}
