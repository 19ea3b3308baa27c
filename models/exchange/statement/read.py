"""A file that somebody was handed becomes the `Statement` that it is, whatever its name."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, islice

from models.exchange.encoding import decode
from models.exchange.separated import HEAD, SEPARATORS
from models.exchange.statement.cmb_mail import read_cmb_mail
from models.exchange.statement.gathering import gathered
from models.exchange.statement.lines import NumberedCells, rows_of
from models.exchange.statement.mail import is_mail, is_page, pages_of
from models.exchange.statement.refusal import check_kind, unknown
from models.exchange.statement.sheet import Sheet, found_in, sheet_of
from models.exchange.statement.source import SheetSource
from models.exchange.statement.sources import READ
from models.exchange.workbook import SheetRows, is_workbook, sheets_of
from models.ledger.statement import Statement
from models.values.invisible import without_invisible
from models.values.message import Problem

MAX_BYTES = 50_000_000
"""An export of years has no more, its cells padded with spaces."""

_LAYOUTS = tuple((source, layout) for source in READ for layout in source.layouts)


def read_statement(data: bytes, now: datetime) -> Statement:
    """What a statement says of repaying; Problem, which says what to export instead, where it is none that is read.

    `now`: days without a year are the latest that are not after it.
    """
    if is_mail(data) or is_page(data):
        return _mail(data, now)
    heads = list[list[list[str]]]()
    for rows in _tables(data):
        head = list(islice(rows, HEAD))
        heads.append([cells for _, cells in head])
        found = _known(head, rows)
        if found is not None:
            source, sheet = found
            return gathered(source, sheet, now)
    raise Problem.of(unknown(heads, (each.id for each in READ)))


def _mail(data: bytes, now: datetime) -> Statement:
    """The statement in a mail or a page: that of a bank by its words, or a table that is known by its columns."""
    if len(data) > MAX_BYTES:
        raise Problem("the file is larger than {limit} MB", limit=MAX_BYTES // 1_000_000)
    pages = list(pages_of(data))
    mailed = read_cmb_mail(pages, now)
    if mailed is not None:
        return mailed
    for page in pages:
        found = _known(list(enumerate(map(list, page.rows), 1)), iter(()))
        if found is not None:
            source, sheet = found
            return gathered(source, sheet, now)
    raise Problem(
        "this mail or page is no statement that fenqi knows; of mails it reads those of 招商银行 alone, so export "
        "the details of the card as CSV or XLSX from the bank's app or site"
    )


def _tables(data: bytes) -> Iterator[Iterator[NumberedCells]]:
    """Every way to see rows in the file: the sheets of a workbook, or a text cut at each of the separators."""
    if is_workbook(data):
        yield from map(_padded, sheets_of(data))
        return
    check_kind(data)
    text = without_invisible(decode(data, MAX_BYTES)[0])  # another encoding than UTF-8 is usual here
    for separator in SEPARATORS:
        yield rows_of(text, separator)


def _padded(rows: SheetRows) -> Iterator[NumberedCells]:
    """The rows of a sheet, all of the same width: blank cells at its end are no sign that something is gone."""
    width = max((len(cells) for _, cells in rows), default=0)
    for number, cells in rows:
        yield number, [*map(without_invisible, cells), *[""] * (width - len(cells))]


def _known(head: Sequence[NumberedCells], rows: Iterator[NumberedCells]) -> tuple[SheetSource, Sheet] | None:
    """The source whose columns are among the first rows, and the table under them; None where none are."""
    found = found_in(head, (layout for _, layout in _LAYOUTS))
    if found is None:
        return None
    at, index = found
    source, layout = _LAYOUTS[index]
    above = [cells for _, cells in head[:at]]
    return source, sheet_of(above, head[at][1], chain(head[at + 1 :], rows), layout)
