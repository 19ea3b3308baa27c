"""A file that somebody was handed becomes the `Statement` that it is, whatever its name."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain, islice

from models.exchange.encoding import decode
from models.exchange.separated import HEAD, SEPARATORS
from models.exchange.sniff import check_bytes, check_text
from models.exchange.statement.gathering import gathered
from models.exchange.statement.lines import NumberedCells, rows_of
from models.exchange.statement.sheet import Sheet, found_in, sheet_of
from models.exchange.statement.source import SheetSource
from models.exchange.statement.sources import READ
from models.exchange.statement_sources import names_of
from models.exchange.workbook import is_workbook, sheets_of
from models.ledger.statement import Statement
from models.values.message import Problem

MAX_BYTES = 50_000_000
"""An export of years has no more, its cells padded with spaces."""

_LAYOUTS = tuple((source, layout) for source in READ for layout in source.layouts)


def read_statement(data: bytes, now: datetime) -> Statement:
    """What a statement says of repaying; Problem, which says what to export instead, where it is none that is read.

    `now`: days without a year are the latest that are not after it.
    """
    for rows in _tables(data):
        found = _known(rows)
        if found is not None:
            source, sheet = found
            return gathered(source, sheet, now)
    raise Problem(
        "this is no statement that fenqi knows; it knows those of {sources}", sources=names_of(each.id for each in READ)
    )


def _tables(data: bytes) -> Iterator[Iterator[NumberedCells]]:
    """Every way to see rows in the file: the sheets of a workbook, or a text cut at each of the separators."""
    if is_workbook(data):
        yield from map(iter, sheets_of(data))
        return
    check_bytes(data)
    text, _ = decode(data, MAX_BYTES)  # another encoding than UTF-8 is usual here
    check_text(text)
    for separator in SEPARATORS:
        yield rows_of(text, separator)


def _known(rows: Iterator[NumberedCells]) -> tuple[SheetSource, Sheet] | None:
    """The source whose columns are among the first rows, and the table under them; None where none are."""
    head = list(islice(rows, HEAD))
    found = found_in(head, (layout for _, layout in _LAYOUTS))
    if found is None:
        return None
    at, index = found
    source, layout = _LAYOUTS[index]
    above = [cells for _, cells in head[:at]]
    return source, sheet_of(above, head[at][1], chain(head[at + 1 :], rows), layout)
