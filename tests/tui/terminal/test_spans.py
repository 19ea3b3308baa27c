"""Of a line that is painted again in parts, those parts are sent, in whole characters."""

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.terminal.spans import Spans
from tui.widgets.alike import differing

WIDE = 24
LINES = st.lists(st.tuples(st.text("小米ab 1", max_size=6), st.sampled_from(["red", "green"])), max_size=6).map(
    lambda parts: Strip([Segment(text, Style.parse(ink)) for text, ink in parts]).adjust_cell_length(WIDE)
)
CONSOLE = Console(width=WIDE, color_system="truecolor")


def painted(*writes: str) -> list[object]:
    screen = pyte.Screen(WIDE, 1)
    stream = pyte.Stream(screen)
    for data in writes:
        stream.feed(data)
    return [screen.buffer[0][x] for x in range(WIDE)]


def sent(line: Strip, spans: list[tuple[int, int]]) -> str:
    update = Spans([{0: line}], [(0, start, end) for start, end in spans], [[WIDE]])
    return update.render_segments(CONSOLE)


@given(LINES, LINES)
def test_the_runs_that_differ_make_one_line_into_the_other(one: Strip, other: Strip) -> None:
    runs = list(differing(one, other))
    assert painted(sent(one, [(0, WIDE)]), sent(other, runs)) == painted(sent(other, [(0, WIDE)]))


def test_what_stands_before_a_run_is_not_sent_again() -> None:
    line = Strip([Segment("due         "), Segment("12-14"), Segment(" " * 7)], WIDE)
    assert sent(line, [(12, 17)]) == "\x1b[1;13H12-14"


def test_a_character_of_which_half_is_to_be_painted_is_sent_whole() -> None:
    line = Strip([Segment("小米手环"), Segment(" " * 16)], WIDE)
    assert sent(line, [(3, 5)]) == "\x1b[1;3H米手"
