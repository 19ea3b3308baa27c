"""A tour of every screen in every size, so that whatever holds for all of them is checked on the way."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual._compositor import Compositor
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from models.channels.builtin import builtin
from models.store import Store
from models.values.message import Message, Words
from screenshots import make
from tests.tui.at_rest import rest
from tests.tui.screens.stations import KEYED, STATIONS, Station, routes
from tests.tui.screens.test_main_screen import opened
from tui.run.language import Language
from tui.run.session import Session
from tui.screens.main import MainScreen
from tui.terminal import cells
from tui.words.present import STATUS_WORDS

LIMIT = 120
"""Seconds in which a station comes to rest in all sizes."""
PROSE = 13
"""Cells of a sentence, at least: a label may stand beside each of several things."""


class Heard(Language):
    """Remembers what it said."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.said: set[str] = set()
        named = [STATUS_WORDS[each] for each in STATUS_WORDS]
        self._names = {super(Heard, self).say(each) for each in named}
        for channel in builtin().values():
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


class Cut(NamedTuple):
    """A text that had no room, and what was left of it."""

    text: str
    left: str


class Sight(NamedTuple):
    """What stands on the terminal at a station, in a size. `cuts`: what was cut since the app was opened."""

    station: Station
    size: tuple[int, int]
    pilot: Pilot[str]
    main: MainScreen
    heard: Heard
    cuts: set[Cut]
    strips: Sequence[Strip]

    @property
    def screen(self) -> Screen[object]:
        return self.pilot.app.screen

    @property
    def rows(self) -> list[str]:
        """The rows of the terminal as they read."""
        return [strip.text for strip in self.strips]


Check = Callable[[Sight], Iterable[str]]
"""The faults that are found in what stands there."""


@contextmanager
def listening(language: str, *, new: bool = False) -> Iterator[tuple[Session, Heard]]:
    """A session on sample data, or, where it is `new`, before there is a ledger; and what it says."""
    heard = Heard(language)
    with make.session(language) as session:
        store = Store(session.store.path.with_name("new.json")) if new else session.store
        yield replace(session, language=heard, store=store), heard


@contextmanager
def recording() -> Iterator[set[Cut]]:
    """The cuts that are made meanwhile, all of which go through one function."""
    cuts, shortened = set[Cut](), cells.shortened

    def recorded(text: str, width: int) -> str:
        left = shortened(text, width)
        cuts.add(Cut(text, left))
        return left

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells, "shortened", recorded)
        yield cuts


async def stands(pilot: Pilot[str], main: MainScreen) -> None:
    """Wait until what follows from a key is shown: what stands beside the list does when the cursor rests, and a
    command that asks something has its question on the screen."""
    await rest(pilot)
    while pilot.app.screen is main and any(each.is_running for each in main.workers):
        await rest(pilot)


def unpainted(self: Compositor, **_: object) -> None:
    """In place of painting: nobody reads what is sent while one looks at what stands there."""
    self._dirty_regions.clear()


async def resized(pilot: Pilot[str], size: tuple[int, int]) -> None:
    """The terminal in another size, and all that follows from it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_update", unpainted)
        await pilot.resize_terminal(*size)
        await rest(pilot)
        assert pilot.app.screen._compositor.size == size


async def go_to(title: str, pilot: Pilot[str], main: MainScreen) -> None:
    """The cursor moved down to an order."""
    for _ in main.listing.lines:
        if main.detail.order is not None and main.detail.order.title == title:
            return
        await pilot.press("j")
        await stands(pilot, main)
    raise AssertionError(f"{title} is not in the list")


def tour(language: str, checks: Mapping[str, Check], stations: Iterable[Station] = STATIONS) -> dict[str, list[str]]:
    """Every check made at every station in every size; the faults that each found, with where it was."""
    return asyncio.run(_tour(language, checks, stations))


async def _tour(language: str, checks: Mapping[str, Check], stations: Iterable[Station]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in checks}
    for route in routes(stations):
        with listening(language, new=route[0].new) as (session, heard), recording() as cuts:
            async with opened(session, KEYED) as (pilot, main):
                if route[0].title:
                    await go_to(route[0].title, pilot, main)
                gone = 0
                for station in route:
                    with waiting_at(station, pilot, main):
                        async with asyncio.timeout(LIMIT):
                            await pilot.press(*station.keys[gone:])
                            await stands(pilot, main)
                            gone = len(station.keys)
                            async for sight in _in_every_size(station, pilot, main, heard, cuts):
                                where = f"{station.name}, {sight.size[0]}x{sight.size[1]}"
                                for name, check in checks.items():
                                    found[name] += [f"{where}: {fault}" for fault in check(sight)]
    return found


@contextmanager
def waiting_at(station: Station, pilot: Pilot[str], main: MainScreen) -> Iterator[None]:
    """Name the station that does not come to rest, and what may be waited for."""
    try:
        yield
    except TimeoutError:
        at_work = [each.name for each in main.workers if each.is_running]
        sizes = (pilot.app.size, pilot.app.screen._compositor.size)
        said = f"cursor: {main._resting}, at work: {at_work}, sizes: {sizes}, {pilot.app.screen}"
        raise AssertionError(f"{station.name} does not come to rest; {said}") from None


def seen_by(pilot: Pilot[str], main: MainScreen) -> Sight:
    """What stands on the terminal now, of an app that was not opened for a tour."""
    size = (pilot.app.size.width, pilot.app.size.height)
    strips = pilot.app.screen._compositor.render_strips()
    return Sight(Station("here"), size, pilot, main, Heard(main.session.language.code), set(), strips)


async def _in_every_size(
    station: Station, pilot: Pilot[str], main: MainScreen, heard: Heard, cuts: set[Cut]
) -> AsyncIterator[Sight]:
    for size in station.sizes:
        await resized(pilot, size)
        yield Sight(station, size, pilot, main, heard, cuts, pilot.app.screen._compositor.render_strips())
