"""Nothing is said twice on one screen: whatever bill is shown, at whatever step its checklist is."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual.pilot import Pilot

from models.channels.builtin import builtin
from models.values.message import Message, Words
from screenshots import make
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import LAPTOP, MOP, TV, go_to
from tui.run.language import Language
from tui.run.session import Session
from tui.screens.main import MainScreen
from tui.widgets.lines import Lines
from tui.words.present import STATUS_WORDS

SIZES = ((80, 24), (100, 30), (120, 36), (160, 48))
PROSE = 12
"""Cells of a sentence, at least: a label may stand beside each of several things."""
WALKED = {
    MOP: ((), ("p",), ("enter",), ("enter",), (*"449.90", "enter"), ("enter", *"1190.96", "enter"), ("enter",), ("2",)),
    TV: (("p",), ("enter",), ("enter",), (*"700", "enter")),
    LAPTOP: (("p",),),
}
"""The keys from each step of a checklist to the next, by the order whose bill it is for."""


class Heard(Language):
    """Remembers what it said."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.said: set[str] = set()
        channels = builtin().values()
        named = [STATUS_WORDS[each] for each in STATUS_WORDS]
        self._names = {super(Heard, self).say(each) for each in named}
        for channel in channels:
            names = (channel.name, channel.short, *(each.name for each in (*channel.apps, *channel.methods)))
            self._names |= {super(Heard, self).words(each) for each in names}

    def say(self, message: Message) -> str:
        text = super().say(message)
        self.said.add(text)
        return text

    def words(self, words: Words) -> str:
        text = super().words(words)
        self.said.add(text)
        return text

    def sentences(self) -> Iterator[str]:
        """What it said but for names and labels, without spaces."""
        for text in self.said - self._names:
            prose = "".join(char for char in text if char.isalpha())
            if cell_len(prose) >= PROSE:
                yield "".join(text.split())


def read(screen: MainScreen) -> str:
    """What the panes read, without spaces: so it is the same however it is wrapped."""
    shown = [each for each in screen.query(Lines) if each.is_on_screen and each.size]
    rows = (each.render_line(y).text for each in shown for y in each.in_sight)
    return "".join("".join(rows).split())


def twice(screen: MainScreen, heard: Heard) -> list[str]:
    """The sentences that stand on the screen twice."""
    text = read(screen)
    return [each for each in heard.sentences() if text.count(each) > 1]


@contextmanager
def listening(language: str) -> Iterator[tuple[Session, Heard]]:
    heard = Heard(language)
    with make.session(language) as session:
        yield replace(session, language=heard), heard


async def at_every_size(pilot: Pilot[str], screen: MainScreen, heard: Heard) -> None:
    for size in SIZES:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert twice(screen, heard) == [], size


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_of_no_bill_is_a_sentence_said_twice(language: str) -> None:
    with listening(language) as (session, heard):
        async with opened(session, SIZES[-1]) as (pilot, screen):
            for size in SIZES:
                await pilot.resize_terminal(*size)
                await pilot.press("home")
                for _ in screen.listing.lines:
                    await pilot.pause()
                    order = screen.detail.order
                    assert twice(screen, heard) == [], (size, order and order.title)
                    await pilot.press("j")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("title", WALKED)
async def test_at_no_step_of_a_checklist_is_a_sentence_said_twice(title: str, language: str) -> None:
    with listening(language) as (session, heard):
        async with opened(session, SIZES[0]) as (pilot, screen):
            await go_to(title, pilot, screen)
            for keys in WALKED[title]:
                await pilot.press(*keys)
                await pilot.pause()
                await at_every_size(pilot, screen, heard)
