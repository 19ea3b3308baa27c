"""What comes in one read, more than hands type, goes into a field at once, and elsewhere is key by key as before."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.app import ComposeResult
from textual.events import Event, Key
from textual.widgets import Input, Label

from tests.often import tried
from tui.terminal.ahead import Ahead, Asking, Care, Press, Responder
from tui.terminal.paced import Paced
from tui.terminal.pastes import HANDS, ROOM
from tui.terminal.runs import SEQUENCE, Run, Runs
from tui.terminal.typed import Typed
from tui.widgets.figure import Figure
from tui.widgets.typed_line import TypedLine

TEXT = st.text("a小 \x1b[\r\x7f\u200b", max_size=40) | st.text("ab1小", min_size=HANDS + 1, max_size=4 * HANDS)


def as_keys(parts: list[str | Run]) -> list[tuple[str, str | None]]:
    """The keys that these parts are, one by one."""
    parser, keys = XTermParser(), list[tuple[str, str | None]]()
    for part in parts:
        if isinstance(part, Run):
            while part:
                key = part.pop()
                keys.append((key.key, key.character))
        else:
            keys += [(each.key, each.character) for each in parser.feed(part) if isinstance(each, Key)]
    return keys


@given(st.lists(TEXT.filter(bool), max_size=6))
def test_however_it_is_read_the_keys_are_those_of_the_parser_alone(reads: list[str]) -> None:
    runs = Runs()
    parts = [part for read in reads for part in runs.split(read, pasted=False)]
    assert all(not isinstance(part, str) or part for part in parts), "the parser takes nothing for the end"
    assert as_keys(parts) == as_keys([*reads])


def test_what_hands_type_and_what_is_pasted_is_no_run_and_all_else_is_one_but_for_its_beginning() -> None:
    runs = Runs()
    assert list(runs.split("a" * HANDS, pasted=False)) == ["a" * HANDS]
    assert list(runs.split("a" * 4000, pasted=True)) == ["a" * 4000]
    first, run = runs.split("a" * 4000, pasted=False)
    assert isinstance(run, Run) and (first, len(run.text)) == ("a" * SEQUENCE, 4000 - SEQUENCE)
    (more,) = runs.split("b" * 4000, pasted=False)
    assert isinstance(more, Run) and len(more.text) == 4000, "it goes on, and no sequence can have begun"


class Desk(Paced):
    """A line to type in, or a label; it counts how often the line changed."""

    BINDINGS = [("x", "crossed"), ("b", "turn")]  # noqa: RUF012  # Textual's own declaration

    def __init__(self, make: Callable[[], TypedLine] | None) -> None:
        super().__init__()
        self._make = make
        self.changes = self.crossed = self.turned = 0

    def compose(self) -> ComposeResult:
        yield self._make() if self._make else Label("nothing to type in")

    @property
    def line(self) -> TypedLine:
        return self.query_one(TypedLine)

    def on_input_changed(self, _event: Input.Changed) -> None:
        self.changes += 1

    def action_crossed(self) -> None:
        self.crossed += 1

    def action_turn(self) -> None:
        self.turned += 1


@asynccontextmanager
async def typed_on(make: Callable[[], TypedLine] | None, *reads: str) -> AsyncIterator[Desk]:
    """After all of that was read, and the last of it was handled."""
    desk, last, handled = Desk(make), Event(), asyncio.Event()
    async with desk.run_test() as pilot:
        await pilot.pause()
        desk.changes = 0
        desk.typed = typed = Typed(
            asyncio.get_running_loop(), lambda each: handled.set() if each is last else desk.post_message(each)
        )
        parser, runs = XTermParser(), Runs()
        for read in reads:
            for part in runs.split(read, pasted=False):
                if isinstance(part, Run):
                    typed.take(Run(part.text, 1.0, desk))
                else:
                    for each in parser.feed(part):
                        assert isinstance(each, Key)
                        typed.take(each.set_sender(desk))
        typed.take(last)
        await handled.wait()
        await pilot.pause()
        yield desk


async def test_two_megabytes_are_there_within_a_moment_as_far_as_a_paste_is_kept() -> None:
    began = time.process_time()
    async with typed_on(lambda: TypedLine("now ", select_on_focus=False), *["小a1 " * 1000] * 500, "end") as desk:
        assert desk.line.value == ("now " + "小a1 " * ROOM)[:ROOM]
        assert desk.changes < 10
    assert time.process_time() - began < 10, "a key each would take minutes"


async def test_what_a_field_does_not_take_stays_a_key_of_its_own_and_the_rest_is_typed() -> None:
    def amount() -> Figure:
        figure = Figure()
        figure.restrict, figure.passes = r"[\d.,]*", frozenset({"x", "b"})
        return figure

    async with typed_on(amount, "12z3" * 25 + "x" + "4" * 100 + "b" + "5" * 100) as desk:
        assert desk.line.value == "123" * 25 + "4" * 100 + "5" * 100
        assert (desk.crossed, desk.turned) == (1, 1)


@pytest.mark.parametrize("keys", ["x" * 100, "x" * 70 + "b" + "x" * 30])
async def test_where_nothing_is_typed_each_is_the_command_that_it_is(keys: str) -> None:
    async with typed_on(None, keys) as desk:
        assert (desk.crossed, desk.turned) == (keys.count("x"), keys.count("b"))


@tried(0.1)
@given(st.lists(st.sampled_from(["a", "小", "\x7f", "\x1b[D", "b" * 70, "c" * 90]), max_size=8))
def test_a_line_is_what_its_keys_make_of_it_one_by_one(keys: list[str]) -> None:
    async def run(*reads: str) -> tuple[str, int]:
        async with typed_on(TypedLine, *reads) as desk:
            return desk.line.value, desk.line.cursor_position

    one_by_one = [each for key in keys for each in ([key] if key.startswith("\x1b") else key)]
    assert asyncio.run(run("".join(keys))) == asyncio.run(run(*one_by_one))


@pytest.mark.parametrize("care", list(Care))
def test_no_number_that_came_among_more_than_hands_type_answers_a_question(care: Care) -> None:
    ahead = Ahead(responder=Responder.NONE, question=Asking(1, care))
    assert ahead.counts(1.0, on_question=True, press=Press.DIGIT)
    assert not ahead.counts(1.0, on_question=True, press=Press.DIGIT, together=True)
    assert ahead.counts(1.0, on_question=True, press=Press.TYPED_DIGIT, together=True), "in a field it is text"
    after = ahead.typed(1.0, on_question=True, press=Press.DIGIT, together=True)
    assert not after.counts(1.0, on_question=True, press=Press.ENTER), "nor does what came with it"
    assert after.counts(2.0, on_question=True, press=Press.ENTER)
