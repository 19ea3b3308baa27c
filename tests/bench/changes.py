"""What an answer changes on the terminal, and how few bytes would do for it."""

import codecs
from collections.abc import Sequence
from typing import NamedTuple

import pyte
from pyte.screens import Char

RUN, STYLE = 8, 20
"""Bytes that it takes to go to where cells change, and to change the style."""

Cells = Sequence[Sequence[Char]]


class Changed(NamedTuple):
    """How many cells are not what they were, and an estimate of the bytes that this needs."""

    cells: int
    needed: int


class Shown:
    """What stands on a terminal by what was written to it."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._before = self._cells()

    def changed(self, data: bytes) -> Changed:
        """What it changes when this is written."""
        try:
            self._stream.feed(self._decode(data))
        except TypeError:  # a sequence that is not known there
            self._stream = pyte.Stream(self._screen)
        before, self._before = self._before, self._cells()
        return changed(before, self._before)

    @property
    def lines(self) -> list[str]:
        """The text of each row."""
        return list(self._screen.display)

    def _cells(self) -> Cells:
        screen = self._screen
        return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]


def changed(before: Cells, after: Cells) -> Changed:
    """What differs: for each run of it the way there, its text, and each change of style from one cell to the next.

    What lies between two runs is written as well where that is shorter than the way past it.
    """
    cells = needed = 0
    style: Sequence[object] | None = None
    for old, new in zip(before, after, strict=True):
        end = -RUN
        for column, (was, now) in enumerate(zip(old, new, strict=True)):
            if was == now:
                continue
            cells += 1
            between = new[end:column]
            if end >= 0 and len(between) < RUN and all(each[1:] == now[1:] for each in between):
                needed += sum(len(each.data.encode()) for each in between)
            elif end != column:
                needed += RUN
            needed += len(now.data.encode()) + STYLE * (style != now[1:])
            style, end = now[1:], column + 1
    return Changed(cells, needed)
