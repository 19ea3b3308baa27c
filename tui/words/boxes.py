"""Frames drawn as text: a box with a title and what stands at its end, a rule, a line with two ends."""

from collections.abc import Iterator, Sequence

from tui.terminal.cells import Cells, cut_line, line_len
from tui.words.frame import CHIP, RULE, TITLE, Tab, rule, under

NAMED = {CHIP: "chip", TITLE: "dim", RULE: "line"}
"""The inks of a frame, as lines have them."""


def titled(title: str, end: Cells, width: int, *, here: bool = False, of: str = "") -> Cells:
    """A rule with a title, what it is `of`, and what stands at its right end; `here`: the keys act below it."""
    return _inked(rule([[Tab(title, here=here), *([Tab(of)] if of else [])]], [end] if end else [], width))


def said_under(text: Cells, width: int) -> Cells:
    """A rule with words in it."""
    return _inked(under([text] if text else [], width))


def box(
    title: str, end: Cells, lines: Sequence[Cells], width: int, rows: int, *, below: Cells = (), here: bool = False
) -> Iterator[Cells]:
    """The lines in a frame of that width with so many rows inside; `here`: the keys act in it."""
    inner, frame = width - 2, "focus" if here else "line"
    yield _framed((("╭", "line"), *titled(title, end, inner, here=here), ("╮", "line")), frame)
    for line in [*lines[:rows], *[()] * (rows - len(lines))]:
        yield (("│", frame), *filled(line, inner), ("│", frame))
    yield _framed((("╰", "line"), *_under_at_end(below, inner), ("╯", "line")), frame)


def _framed(line: Cells, frame: str) -> Cells:
    return tuple((text, frame if ink == "line" else ink) for text, ink in line)


def filled(line: Cells, width: int) -> Cells:
    """The line in exactly so many cells."""
    line = cut_line(line, width)
    return (*line, (" " * (width - line_len(line)), ""))


def two_ends(left: Cells, right: Cells, width: int) -> Cells:
    """What stands at the left, and what stands at the right where it has room."""
    gap = width - line_len(left) - line_len(right)
    return (*left, (" " * gap, ""), *right) if gap >= 1 else filled(left, width)


def _under_at_end(text: Cells, width: int) -> Cells:
    rest = width - line_len(text) - 3
    return (("─" * rest + " ", "line"), *text, (" ─", "line")) if text and rest > 0 else (("─" * width, "line"),)


def _inked(line: Cells) -> Cells:
    return tuple((text, NAMED.get(ink, ink)) for text, ink in line)
