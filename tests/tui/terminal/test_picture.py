"""What is sent makes of what stood on the terminal what shall stand there, in few bytes and whole characters."""

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.terminal.paced import Paced
from tui.terminal.picture import Picture

WIDE = 24
PARTS = st.lists(st.tuples(st.text("小米ab 1", max_size=6), st.sampled_from(["red", "green"])), max_size=6)
CONSOLE = Console(width=WIDE, color_system="truecolor")


def strip(parts: list[tuple[str, str]], width: int) -> Strip:
    return Strip([Segment(text, Style.parse(ink)) for text, ink in parts]).adjust_cell_length(width)


PIECES = st.lists(st.tuples(st.integers(0, WIDE - 1), st.integers(1, WIDE), PARTS), max_size=8).map(
    lambda pieces: [(left, strip(parts, min(width, WIDE - left))) for left, width, parts in pieces]
)
"""What is painted one after the other: from which column on, and the cells."""


def painted(*writes: str) -> list[object]:
    screen = pyte.Screen(WIDE, 1)
    stream = pyte.Stream(screen)
    for data in writes:
        stream.feed(data)
    return [screen.buffer[0][x] for x in range(WIDE)]


@given(PIECES, PARTS)
def test_whatever_was_painted_before_what_is_sent_shows_the_line(
    pieces: list[tuple[int, Strip]], parts: list[tuple[str, str]]
) -> None:
    picture, last = Picture(), strip(parts, WIDE)
    before = [picture.sent(0, left, piece, CONSOLE) for left, piece in pieces]
    assert painted(*before, picture.sent(0, 0, last, CONSOLE)) == painted(Picture().sent(0, 0, last, CONSOLE))
    assert picture.sent(0, 0, last, CONSOLE) == ""


def test_only_the_cells_that_differ_are_sent() -> None:
    picture, line = Picture(), "due         {}       "
    picture.sent(0, 0, Strip([Segment(line.format("12-14"))]), CONSOLE)
    assert picture.sent(0, 0, Strip([Segment(line.format("12-25"))]), CONSOLE) == "\x1b[1;16H25"


def test_where_half_of_a_character_was_written_over_it_is_sent_whole() -> None:
    picture = Picture()
    picture.sent(0, 0, Strip([Segment("小米手环")]), CONSOLE)
    picture.sent(0, 3, Strip([Segment("|")]), CONSOLE)
    assert picture.sent(0, 0, Strip([Segment("小米手环")]), CONSOLE) == "\x1b[1;3H米"


def test_what_is_forgotten_is_sent_again() -> None:
    picture, line = Picture(), Strip([Segment("repaid 4/12")])
    once = picture.sent(0, 0, line, CONSOLE)
    assert picture.sent(0, 0, line, CONSOLE) == ""
    picture.forget()
    assert picture.sent(0, 0, line, CONSOLE) == once


def test_what_is_drawn_as_one_character_out_of_several_is_sent_with_its_whole_piece() -> None:
    picture, family = Picture(), Strip([Segment("👨\u200d👩\u200d👧 ab")])
    once = picture.sent(0, 0, family, CONSOLE)
    assert picture.sent(0, 0, family, CONSOLE) in {once, ""}


async def test_a_terminal_that_changes_its_size_is_painted_whole() -> None:
    app, line = Paced(), Strip([Segment("repaid 4/12")])
    async with app.run_test(size=(24, 5)) as pilot:
        app.picture.sent(0, 0, line, CONSOLE)
        assert app.picture.sent(0, 0, line, CONSOLE) == ""
        await pilot.resize_terminal(30, 5)
        assert app.picture.sent(0, 0, line, CONSOLE) != ""
