"""What is sent makes of what stood on the terminal what shall stand there, in few bytes and whole characters."""

import re

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyte.screens import Char
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.terminal.paced import Paced
from tui.terminal.picture import Picture, cells

WIDE, ROWS = 24, 4
PARTS = st.lists(st.tuples(st.text("小米ab 1", max_size=6), st.sampled_from(["red", "green"])), max_size=6)
CONSOLE = Console(width=WIDE, color_system="truecolor")


def strip(parts: list[tuple[str, str]], width: int) -> Strip:
    return Strip([Segment(text, Style.parse(ink)) for text, ink in parts]).adjust_cell_length(width)


PIECES = st.lists(st.tuples(st.integers(0, WIDE - 1), st.integers(1, WIDE), PARTS), max_size=8).map(
    lambda pieces: [(left, strip(parts, min(width, WIDE - left))) for left, width, parts in pieces]
)
"""What is painted one after the other: from which column on, and the cells."""


def seen(cell: Char) -> object:
    """What is seen of a cell: of a blank its ground, but where it is underlined or the like."""
    return cell if cell.data.strip() or cell.underscore or cell.reverse else cell.bg


def painted(*writes: str) -> list[object]:
    screen = pyte.Screen(WIDE, 1)
    stream = pyte.Stream(screen)
    for data in writes:
        stream.feed(data)
    return [seen(screen.buffer[0][x]) for x in range(WIDE)]


def text_on(*writes: str) -> str:
    screen = pyte.Screen(WIDE, 1)
    stream = pyte.Stream(screen)
    for data in writes:
        stream.feed(data)
    return "".join(screen.buffer[0][x].data for x in range(WIDE)).rstrip()


def sent(picture: Picture, left: int, what: Strip | str) -> str:
    return picture.sent([(0, left, what if isinstance(what, Strip) else Strip([Segment(what)]))], CONSOLE)


@given(PIECES, PARTS)
def test_whatever_was_painted_before_what_is_sent_shows_the_line(
    pieces: list[tuple[int, Strip]], parts: list[tuple[str, str]]
) -> None:
    picture, last = Picture(), strip(parts, WIDE)
    before = [sent(picture, left, piece) for left, piece in pieces]
    assert painted(*before, sent(picture, 0, last)) == painted(sent(Picture(), 0, last))
    assert sent(picture, 0, last) == ""
    together = Picture().sent([*((0, left, piece) for left, piece in pieces), (0, 0, last)], CONSOLE)
    assert painted(together) == painted(sent(Picture(), 0, last))


@given(st.lists(PIECES, min_size=ROWS, max_size=ROWS), st.lists(PARTS, min_size=ROWS, max_size=ROWS))
def test_in_whatever_order_the_cells_of_several_lines_are_sent_each_line_is_shown(
    pieces: list[list[tuple[int, Strip]]], parts: list[list[tuple[str, str]]]
) -> None:
    before = [(y, left, piece) for y, of_line in enumerate(pieces) for left, piece in of_line]
    last = [(y, 0, strip(each, WIDE)) for y, each in enumerate(parts)]
    for writes in ((before, last), ([*before, *last],)):
        picture, screen = Picture(), pyte.Screen(WIDE, ROWS)
        for write in writes:
            pyte.Stream(screen).feed(picture.sent(write, CONSOLE))
        for y, left, line in last:
            assert [seen(screen.buffer[y][x]) for x in range(WIDE)] == painted(sent(Picture(), left, line))


def test_where_frames_change_their_colour_it_is_said_once_and_not_in_each_row() -> None:
    picture = Picture()
    for left, right in (("red", "green"), ("green", "red")):
        rows = [(y, 0, strip([("|", left), ("  4/12  ", "white"), ("||", right)], 11)) for y in range(9)]
        change = picture.sent(rows, CONSOLE)
    assert len(re.findall(r"\x1b\[[0-9;]*m", change)) == 3, "one, the other, and neither"


@given(st.text(st.sampled_from("a小é①½😀❤👍🏽👨👩\u200d\ufe0f\u0301🇨🇳"), max_size=8))
def test_a_line_has_as_many_cells_as_textual_takes_it_for(text: str) -> None:
    line = Strip([Segment(text)])
    assert len(cells(line, ColorSystem.TRUECOLOR)) == line.cell_length


def test_only_the_cells_that_differ_are_sent() -> None:
    picture, line = Picture(), "due         {}       "
    sent(picture, 0, line.format("12-14"))
    assert sent(picture, 0, line.format("12-25")) == "\x1b[1;16H25"
    assert sent(picture, 0, line.format("12-34").replace("due", "DUE")) == "\x1b[1;1HDUE\x1b[16G34"
    assert sent(picture, 0, line.format("02-35")) == "\x1b[1;1Hdue\x1b[13G02-35", "what lies between is shorter"


def test_a_blank_of_another_ink_is_not_sent() -> None:
    picture = Picture()
    sent(picture, 0, strip([("ab  ", "red")], 4))
    assert sent(picture, 0, strip([("ab", "red"), ("  ", "green")], 4)) == ""
    assert sent(picture, 0, strip([("ab", "red"), ("  ", "underline")], 4)) != ""


def test_where_half_of_a_character_was_written_over_it_is_sent_whole() -> None:
    picture = Picture()
    sent(picture, 0, "小米手环")
    sent(picture, 3, "|")
    assert sent(picture, 0, "小米手环") == "\x1b[1;3H米"


def test_what_is_forgotten_is_sent_again() -> None:
    picture = Picture()
    once = sent(picture, 0, "repaid 4/12")
    assert sent(picture, 0, "repaid 4/12") == ""
    picture.forget()
    assert sent(picture, 0, "repaid 4/12") == once


@pytest.mark.parametrize("drawn", ["👨\u200d👩\u200d👧", "e\u0301", "👍🏽", "❤\ufe0f"])
def test_what_is_drawn_as_one_character_out_of_several_is_sent_whole_and_once(drawn: str) -> None:
    picture = Picture()
    assert drawn in sent(picture, 0, f"{drawn} ab")
    assert sent(picture, 0, f"{drawn} ab") == ""
    assert drawn[0] in sent(picture, 0, f"{drawn[0]} ab".ljust(cell_len(f"{drawn} ab")))


@pytest.mark.parametrize("glyph", ["①", "★☆", "≥", "°"])
@pytest.mark.parametrize("end", ["ab", " ", ""])
def test_a_glyph_that_is_drawn_wider_than_one_thinks_moves_nothing_for_long(
    glyph: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    width = pyte.screens.wcwidth
    monkeypatch.setattr(pyte.screens, "wcwidth", lambda char: 2 if char in glyph else width(char))
    picture, bill = Picture(), "|paid 1"
    titles = [f"{before}{drawn}{end}" for before, drawn in (("No", glyph), ("So", glyph), ("So", "xy"[: len(glyph)]))]
    left = len(titles[0])
    writes = [picture.sent([(0, 0, Strip([Segment(titles[0])])), (0, left, Strip([Segment(bill)]))], CONSOLE)]
    assert text_on(*writes) == titles[0] + bill
    for title in (titles[1], titles[2], titles[0]):
        writes.append(sent(picture, 0, title))
        assert text_on(*writes) == title + bill, "of the pane beside it nothing was painted"
    assert len(writes[1]) < 30


async def test_a_terminal_that_changes_its_size_is_painted_whole() -> None:
    app = Paced()
    async with app.run_test(size=(24, 5)) as pilot:
        sent(app.picture, 0, "repaid 4/12")
        assert sent(app.picture, 0, "repaid 4/12") == ""
        await pilot.resize_terminal(30, 5)
        assert sent(app.picture, 0, "repaid 4/12") != ""
