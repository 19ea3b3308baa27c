"""How the panes stand beside each other: in so many columns and rows, in one of five arrangements."""

from enum import StrEnum


class Arrangement(StrEnum):
    """What is on the screen at once; the value is the class of a screen that is arranged so.

    `SMALL`: the next bill and the size that is needed. `ONE`: one pane, all over the screen. `TWO`: the list, and
    beside it the bill or the checklist. `STACKED`: the list, and beside it the bill over the checklist. `THREE`: all
    three beside each other.
    """

    SMALL = "-small"
    ONE = "-one"
    TWO = "-two"
    STACKED = "-stacked"
    THREE = "-three"


LEAST = (46, 20)
"""Columns and rows with which the list has room."""
BESIDE, ABREAST = 100, 160
"""Columns from which on two panes stand beside each other, and three."""
HIGH = 34
"""Rows from which on two panes stand one over the other."""


def arrangement(columns: int, rows: int) -> Arrangement:
    """The arrangement of a screen of that size."""
    if columns < LEAST[0] or rows < LEAST[1]:
        return Arrangement.SMALL
    if columns < BESIDE:
        return Arrangement.ONE
    if columns >= ABREAST:
        return Arrangement.THREE
    return Arrangement.STACKED if rows >= HIGH else Arrangement.TWO
