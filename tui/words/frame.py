"""The rules above and below a pane: titles at the left end, and at the right one how it is listed or stands."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from models.values.text import clean
from tui.terminal.cells import Cells, cut, line_len

CHIP, TITLE, RULE = "chip", "title", "rule"
"""The inks of a title that the keyboard is on, of another one, and of the rule."""


class Tab(NamedTuple):
    """A pane's number and name, and what it shows; `here`: the keyboard is on it. `pane` is what it brings one to."""

    words: str
    here: bool = False
    pane: str = ""


def rule(titles: Sequence[Sequence[Tab]], ends: Sequence[Cells], width: int) -> Cells:
    """The first of the titles with the first of the ends that have room in `width` cells.

    Both are given from the longest to the shortest. The first words of the end give way before a title does, and all of
    it before the titles are cut.
    """
    tabs, end = _with_room(titles, ends, width)
    return _drawn(tabs, end, width)


def pane_at(titles: Sequence[Sequence[Tab]], ends: Sequence[Cells], width: int, x: int) -> str:
    """The pane whose tab stands in that column of the rule; "" where none does."""
    tabs, _ = _with_room(titles, ends, width)
    for count, tab in enumerate(tabs):
        end = line_len(_left(tabs[: count + 1]))
        if end - cell_len(tab.words) - 2 <= x < end:
            return tab.pane
    return ""


def end_of(titles: Sequence[Sequence[Tab]], ends: Sequence[Cells], width: int) -> str:
    """The first of the ends that has room in the rule, as text."""
    _, end = _with_room(titles, ends, width)
    return "".join(text for text, _ in end)


def _with_room(titles: Sequence[Sequence[Tab]], ends: Sequence[Cells], width: int) -> tuple[Sequence[Tab], Cells]:
    together = [(tabs, end) for end in ends[:2] for tabs in titles[:1]]
    for tabs, end in (*together, *((tabs, end) for end in (*ends, ()) for tabs in titles)):
        if _cells(tabs, end) <= width:
            return tabs, end
    last = titles[-1] if titles else ()
    mine = next((each for each in last if each.here), last[0] if last else None)
    words = cut(mine.words, width - 4) if mine else ""
    return ([mine._replace(words=words)] if mine and words else ()), ()


def under(texts: Sequence[Cells], width: int) -> Cells:
    """A rule with the first of the texts in it that has room."""
    for text in texts:
        rest = width - line_len(text) - 3
        if text and rest > 0:
            return (("─ ", RULE), *text, (" " + "─" * rest, RULE))
    return (("─" * width, RULE),)


def _cells(tabs: Sequence[Tab], end: Cells) -> int:
    return line_len((*_left(tabs), *_right(end))) + 1


def _drawn(tabs: Sequence[Tab], end: Cells, width: int) -> Cells:
    left, right = _left(tabs), _right(end)
    used = line_len((*left, *right))
    return (*left, ("─" * max(0, width - used), RULE), *right)


def _left(tabs: Sequence[Tab]) -> Cells:
    """The titles, with a piece of the rule before each that does not touch the one that the keyboard is on."""
    parts: list[tuple[str, str]] = []
    for before, tab in zip((None, *tabs), tabs, strict=False):
        if before is None or not (before.here or tab.here):
            parts.append(("─", RULE))
        parts.append((f" {clean(tab.words)} ", CHIP if tab.here else TITLE))
    return tuple(parts)


def _right(end: Cells) -> Cells:
    return ((" ", ""), *end, (" ", ""), ("─", RULE)) if end else ()
