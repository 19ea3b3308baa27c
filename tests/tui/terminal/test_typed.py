"""Keys reach the app one after the other, each when the one before it has done what it does."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.events import Event, Key, Paste
from textual.screen import ModalScreen
from textual.widgets import Input

from tests.often import tried
from tui.terminal.typed import MOST, PATIENCE, Typed


class Asks(ModalScreen[str]):
    """Takes a line."""

    def compose(self) -> ComposeResult:
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)


class Keyboard(App[None]):
    """A field whose lines are kept; ctrl+r asks for another in a worker, ctrl+t takes its time, ctrl+o quits."""

    BINDINGS = [("ctrl+r", "ask"), ("ctrl+t", "dawdle"), ("ctrl+o", "quit")]  # noqa: RUF012  # Textual's own declaration

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def compose(self) -> ComposeResult:
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.lines.append(event.value)
        event.input.value = ""

    def action_ask(self) -> None:
        self.run_worker(self._ask())

    async def _ask(self) -> None:
        self.lines.append(f"asked: {await self.push_screen_wait(Asks())}")

    async def action_dawdle(self) -> None:
        for _ in range(50):
            await asyncio.sleep(0)
        self.query_one(Input).insert_text_at_cursor(".")


class Unseen:
    """An event loop that does not show what is left to run: asyncio's own, seen through its public names."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.call_soon = loop.call_soon


class Emptied(Unseen):
    """One whose list is no longer what it was: it names nothing that is left to run."""

    _ready: tuple[object, ...] = ()


async def sent(*packets: str, through: Callable[[Any], Any] = lambda loop: loop) -> Keyboard:
    """The app after all of that came at once, and the last of it was handled."""
    app, last, handled = Keyboard(), Event(), asyncio.Event()
    async with app.run_test() as pilot:
        await pilot.pause()
        typed = Typed(
            through(asyncio.get_running_loop()), lambda each: handled.set() if each is last else app.post_message(each)
        )
        parser = XTermParser()
        for packet in packets:
            for event in parser.feed(packet):
                assert isinstance(event, Key | Paste)
                typed.take(event.set_sender(app))
        typed.take(last)
        await handled.wait()
    return app


@pytest.mark.parametrize("through", [lambda loop: loop, Unseen, Emptied], ids=["asyncio", "unseen", "emptied"])
@pytest.mark.parametrize(
    ("packet", "lines"),
    [
        ("12\x7f3\r", ["13"]),
        ("1\r2\r\r3\r", ["1", "2", "", "3"]),
        ("a\x14b\r", ["a.b"]),
        ("\x12name\x7f\ra\r", ["asked: nam", "a"]),
        ("a\x1b[200~b c\x1b[201~d\x7f\r", ["ab c"]),
        ("a\r\x0fb\rc\r", ["a"]),
    ],
    ids=["a correction", "lines", "a slow action", "a question in a worker", "a paste", "the end of the app"],
)
async def test_what_comes_in_one_packet_is_what_was_typed(
    packet: str, lines: list[str], through: Callable[[Any], Any]
) -> None:
    assert (await sent(packet, through=through)).lines == lines


KEYS = st.sampled_from(("1", "2", "小", "\x7f", "\x7f", "\r", "\x1b[D", "\x1b[F"))


def typed_on(keys: list[str]) -> list[str]:
    """The lines that somebody makes of these keys on paper."""
    lines, text, at = [], "", 0
    for key in keys:
        match key:
            case "\r":
                lines.append(text)
                text, at = "", 0
            case "\x7f":
                text, at = text[: max(0, at - 1)] + text[at:], max(0, at - 1)
            case "\x1b[D":
                at = max(0, at - 1)
            case "\x1b[F":
                at = len(text)
            case _:
                text, at = text[:at] + key + text[at:], at + 1
    return lines


@tried(0.5)
@given(st.lists(KEYS, max_size=30))
def test_whatever_is_typed_comes_out_as_on_paper(keys: list[str]) -> None:
    assert asyncio.run(sent("".join((*keys, "\r")))).lines == typed_on([*keys, "\r"])


async def test_a_burst_of_a_held_key_arrives_whole() -> None:
    assert (await sent("j" * 200, "\x7f" * 50 + "\r")).lines == ["j" * 150]


class Hands:
    """What was handed over; `all_here` once that is as much as was expected."""

    def __init__(self, expected: int, through: Callable[[Any], Any] = lambda loop: loop) -> None:
        self.came: list[Event] = []
        self.expected, self.all_here = expected, asyncio.Event()
        self.typed = Typed(through(asyncio.get_running_loop()), self.take)

    def take(self, event: Event) -> None:
        self.came.append(event)
        if len(self.came) == self.expected:
            self.all_here.set()


async def test_a_key_waits_for_nothing_where_nothing_is_going_on_and_for_its_turn_where_something_is() -> None:
    hands, one, two = Hands(2), Event(), Event()
    await asyncio.sleep(0)
    hands.typed.take(one)
    assert hands.came == [one], "at once"
    asyncio.get_running_loop().call_soon(lambda: None)
    hands.typed.take(two)
    assert hands.came == [one], "not while something is left to run"
    await hands.all_here.wait()
    assert hands.came == [one, two]
    assert hands.typed.sees_rest and not hands.typed.hurried(one) and not hands.typed.hurried(two)


async def test_what_was_dropped_never_comes_and_what_follows_does() -> None:
    hands, kept, last = Hands(2), Event(), Event()
    asyncio.get_running_loop().call_soon(lambda: None)
    hands.typed.take(Event())
    hands.typed.drop()
    hands.typed.take(kept)
    hands.typed.take(last)
    await hands.all_here.wait()
    assert hands.came == [kept, last]


async def test_a_loop_that_never_rests_does_not_lock_the_keyboard() -> None:
    hands, one, two = Hands(2), Event(), Event()
    hands.typed.take(one)
    hands.typed.take(two)
    while not hands.all_here.is_set():
        await asyncio.sleep(0)
    assert hands.came == [one, two]
    assert hands.typed.sees_rest and hands.typed.hurried(one) and hands.typed.hurried(two)


@pytest.mark.parametrize("through", [Unseen, Emptied])
async def test_where_it_is_not_known_whether_the_loop_rests_each_key_waits_as_if_it_did_not(
    through: Callable[[Any], Any],
) -> None:
    hands, one, two = Hands(2, through), Event(), Event()
    assert not hands.typed.sees_rest
    await asyncio.sleep(0)
    turns = []
    for event in (one, two):
        hands.typed.take(event)
        turns.append(0)
        while event not in hands.came:
            turns[-1] += 1
            await asyncio.sleep(0)
    assert min(turns) >= PATIENCE
    assert hands.typed.hurried(one) and hands.typed.hurried(two)


async def test_the_turns_of_a_key_that_was_dropped_are_not_those_of_the_next() -> None:
    hands, kept = Hands(1, Unseen), Event()
    hands.typed.take(Event())
    for _ in range(PATIENCE // 2):
        await asyncio.sleep(0)
    hands.typed.drop()
    for _ in range(2):
        await asyncio.sleep(0)
    hands.typed.take(kept)
    for _ in range(PATIENCE - 1):
        await asyncio.sleep(0)
    assert hands.came == []
    await hands.all_here.wait()


async def test_where_much_more_comes_than_is_handled_no_more_is_read_until_there_is_room() -> None:
    hands = Hands(MOST)
    for _ in range(MOST - 1):
        hands.typed.read(Key("a", "a"))
    assert not hands.typed.full, "what the loop has not seen yet counts, too"
    hands.typed.read(Key("a", "a"))
    assert hands.typed.full
    await hands.all_here.wait()
    assert not hands.typed.full
    assert len(hands.came) == MOST
