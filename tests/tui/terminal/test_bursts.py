"""Cursor keys that wait for each other are one move, and what is held back is painted before it is felt."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import ComposeResult
from textual.widgets import Input

from tests.often import tried
from tests.tui.screens.test_main_screen import opened as main_screen
from tui.run.session import Session
from tui.screens.palette import FoundList
from tui.terminal.held import DEADLINE
from tui.terminal.paced import Paced
from tui.terminal.typed import Typed
from tui.widgets.lines import Lines

LINES = 300
KEYS = {
    "\x1b[B": "down",
    "j": "j",
    "\x1b[A": "up",
    "k": "k",
    "\x1b[6~": "pagedown",
    "\x1b[5~": "pageup",
    "\x1b[H": "home",
    "G": "G",
    "g": "g",
    "\x04": "ctrl+d",
}


class Hall(Paced):
    """A list or a text of 300 lines; `.` opens a line to type in. It keeps where the cursor came to stand."""

    CSS = "Lines { height: 1fr; }"
    BINDINGS = [("full_stop", "write")]  # noqa: RUF012  # Textual's own declaration

    def __init__(self, *, cursor: bool = True) -> None:
        super().__init__()
        self.stood: list[int] = []
        self.shown: list[int] = []
        self._cursor = cursor
        self.paints = 0

    def compose(self) -> ComposeResult:
        yield Lines(cursor=self._cursor)
        yield Input()

    def on_mount(self) -> None:
        self.lines.show(LINES, lambda index, _width: ((f"line {index}", ""),))
        self.lines.focus()

    @property
    def lines(self) -> Lines:
        return self.query_one(Lines)

    def on_lines_moved(self, event: Lines.Moved) -> None:
        self.stood.append(event.index)

    def action_write(self) -> None:
        self.query_one(Input).focus()

    def post_display_hook(self) -> None:
        self.paints += 1

    def top(self) -> str:
        """The first line that is seen."""
        return self.lines.render_line(0).text.strip(" ▴▾▸")


@asynccontextmanager
async def opened(*, cursor: bool = True) -> AsyncIterator[Hall]:
    hall = Hall(cursor=cursor)
    async with hall.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        hall.typed = Typed(asyncio.get_running_loop(), hall.post_message)
        hall.stood.clear()
        yield hall


async def type_(hall: Hall, packet: str) -> None:
    """All that came in one packet, and wait until the last of it was handled."""
    last, handled = events.Event(), asyncio.Event()
    typed = hall.typed = Typed(
        asyncio.get_running_loop(), lambda each: handled.set() if each is last else hall.post_message(each)
    )
    for event in XTermParser().feed(packet):
        assert isinstance(event, events.Key)
        typed.take(event.set_sender(hall))
    typed.take(last)
    await handled.wait()


async def test_two_hundred_downs_are_one_move() -> None:
    async with opened() as hall:
        before = hall.paints
        await type_(hall, "\x1b[B" * 200)
        assert hall.stood[-1] == hall.lines.cursor == 200
        assert len(hall.stood) <= 2
        async with asyncio.timeout(60):
            while hall.paints == before:
                await asyncio.sleep(0)
        assert hall.paints - before <= 3


async def test_in_a_text_two_hundred_downs_are_one_scroll() -> None:
    async with opened(cursor=False) as hall:
        before = hall.paints
        await type_(hall, "\x1b[B" * 200)
        assert hall.top() == "line 200"
        async with asyncio.timeout(60):
            while hall.paints == before:
                await asyncio.sleep(0)
        assert hall.paints - before <= 3


async def test_what_is_typed_behind_another_key_is_not_part_of_the_move() -> None:
    async with opened() as hall:
        await type_(hall, "jj.jjk")
        assert hall.lines.cursor == 2
        assert hall.query_one(Input).value == "jjk"


def line_reached(keys: Iterable[str], page: int) -> int:
    """Where somebody comes to stand who presses one key after the other."""
    at, last = 0, LINES - 1
    for key in keys:
        by = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": page, "pageup": -page, "ctrl+d": page}
        to = {"home": 0, "g": 0, "G": last}
        at = max(0, min(to[key] if key in to else at + by[key], last))
    return at


@tried(0.5)
@given(st.lists(st.sampled_from(sorted(KEYS)), max_size=40))
def test_a_burst_leads_where_its_keys_lead_one_by_one(sequences: list[str]) -> None:
    async def run() -> tuple[int, int]:
        async with opened() as hall:
            await type_(hall, "".join(sequences))
            return hall.lines.cursor, hall.lines.size.height - 1

    cursor, page = asyncio.run(run())
    assert cursor == line_reached((KEYS[each] for each in sequences), page)


async def test_a_hold_that_is_renewed_again_and_again_ends_at_its_deadline_and_something_is_painted() -> None:
    async with opened() as hall:
        before, start = hall.paints, asyncio.get_running_loop().time()
        async with asyncio.timeout(60):
            while hall.paints == before:
                hall.held.hold(60)
                hall.lines.refresh()
                await asyncio.sleep(0)
        assert asyncio.get_running_loop().time() - start >= DEADLINE / 2, "it was held"


async def test_a_hold_ends_although_the_queue_of_messages_never_empties() -> None:
    async with opened() as hall:
        ended: list[bool] = []

        async def again() -> None:
            await asyncio.sleep(0)
            if not ended:
                hall.screen.call_later(again)

        await again()
        hall.held.hold(0.01)
        hall.held.after(lambda: ended.append(True))
        async with asyncio.timeout(60):
            while not ended:
                await asyncio.sleep(0)


@pytest.mark.parametrize("keys", [["down"] * 5, ["down", "down", "up", "down", "down", "down", "up"]])
async def test_in_the_palette_a_burst_leads_where_its_keys_lead_one_by_one(sample: Session, keys: list[str]) -> None:
    stood = []
    for burst in (False, True):
        async with main_screen(sample) as (pilot, screen):
            await pilot.press("ctrl+p")
            commands = screen.app.screen.query_one(FoundList)
            if burst:
                screen.app.typed = Typed(asyncio.get_running_loop(), screen.app.post_message)
                for key in keys:
                    screen.app.typed.take(events.Key(key, None).set_sender(screen.app))
                async with asyncio.timeout(60):
                    while screen.app.typed.waiting:
                        await asyncio.sleep(0)
            else:
                await pilot.press(*keys)
            await pilot.pause()
            stood.append(commands.cursor)
    assert stood[0] == stood[1]
