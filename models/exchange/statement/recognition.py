"""Whose table it is: by the names of its columns, wherever in the first rows they stand."""

from collections.abc import Iterator, Sequence
from itertools import chain

from models.exchange.statement.lines import NumberedCells
from models.exchange.statement.sheet import Sheet, found_in, sheet_of
from models.exchange.statement.source import SheetSource
from models.exchange.statement.sources import READ

_LAYOUTS = tuple((source, layout) for source in READ for layout in source.layouts)


def known(head: Sequence[NumberedCells], rows: Iterator[NumberedCells]) -> tuple[SheetSource, Sheet] | None:
    """The source whose columns are among the first rows, and the table under them; None where none are."""
    found = found_in(head, (layout for _, layout in _LAYOUTS))
    if found is None:
        return None
    at, index = found
    source, layout = _LAYOUTS[index]
    above = [cells for _, cells in head[:at]]
    return source, sheet_of(above, head[at][1], chain(head[at + 1 :], rows), layout)
