"""What of a line is as it was drawn last, and need not be repainted."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

PaintedCell = tuple[str, Style | None, int]
"""A character, its style, and which of its cells it is."""
APART = 8
"""Cells between two runs that differ from which on each is painted by itself: to go there takes as many bytes."""


def differing(drawn: Strip, strip: Strip) -> Iterator[tuple[int, int]]:
    """The runs of cells that are not as they were drawn, from one column to before another; lines of one width.

    None begins or ends within a character: both of its cells differ then.
    """
    start = end = -1
    for column, (before, after) in enumerate(zip(_cells(drawn), _cells(strip), strict=False)):
        if before == after:
            continue
        if start >= 0 and column - end >= APART:
            yield start, end
            start = -1
        start, end = (column if start < 0 else start), column + 1
    if start >= 0:
        yield start, end


def _cells(strip: Strip) -> Iterator[PaintedCell]:
    for segment in strip:
        for character in segment.text:
            for cell in range(cell_len(character)):
                yield character, segment.style, cell
