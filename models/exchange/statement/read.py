"""A file that somebody was handed becomes the `Statement` that it is, whatever its name."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from models.exchange.encoding import MAX_BYTES as MAX_MAIL
from models.exchange.encoding import decode
from models.exchange.separated import HEAD, SEPARATORS
from models.exchange.statement.bank_mail import bank_of, read_bank_mail
from models.exchange.statement.gathering import gathered
from models.exchange.statement.lines import NumberedCells, rows_of
from models.exchange.statement.mail import is_mail, is_page, pages_of
from models.exchange.statement.recognition import known
from models.exchange.statement.refusal import check_kind, unknown
from models.exchange.statement.sources import READ
from models.exchange.statement_sources import names_of
from models.exchange.workbook import SheetRows, is_workbook, sheets_of
from models.ledger.statement import Statement
from models.values.invisible import without_invisible
from models.values.message import Problem

MAX_BYTES = 50_000_000
"""An export of years has no more, its cells padded with spaces."""


_CARD = "-credit"
"""How the ids of those end that are of a card."""


def read_statement(data: bytes, now: datetime, name: str = "") -> Statement:
    """What a statement says of repaying; Problem, which says what to export instead, where it is none that is read.

    `now`: days without a year are the latest that are not after it. `name`: that of the file, which may say where such
    a file is exported; what it is, its bytes say.
    """
    if is_mail(data) or is_page(data):
        return _mail(data, now)
    heads = list[list[list[str]]]()
    for rows in _tables(data, name):
        head = list(islice(rows, HEAD))
        heads.append([cells for _, cells in head])
        found = known(head, rows)
        if found is not None:
            source, sheet = found
            return gathered(source, sheet, now)
    raise Problem.of(unknown(heads, (each.id for each in READ), name))


def mailed_by(data: bytes) -> str | None:
    """The id of the source whose statement is in a mail or a page; None for all else, and where none is known.

    Problem for a mail that is broken.
    """
    if len(data) > MAX_MAIL or not (is_mail(data) or is_page(data)):
        return None
    pages = list(pages_of(data))
    tables = [found for page in pages if (found := known(page.numbered(), iter(()))) is not None]
    sources = [source for source, _ in tables] + [bank for page in pages if (bank := bank_of(page)) is not None]
    return next((each.id for each in sources), None)


def _mail(data: bytes, now: datetime) -> Statement:
    """The statement in a mail or a page: that of a bank by its words, or a table that is known by its columns."""
    if len(data) > MAX_MAIL:
        raise Problem("the file is larger than {limit} MB", limit=MAX_MAIL // 1_000_000)
    pages = list(pages_of(data))
    tables = [found for page in pages if (found := known(page.numbered(), iter(()))) is not None]
    of_an_app = any(not source.id.endswith(_CARD) for source, _ in tables)
    mailed = None if of_an_app else read_bank_mail(pages, now)
    if mailed is not None:
        return mailed
    if tables:
        source, sheet = tables[0]
        return gathered(source, sheet, now)
    raise Problem(
        "this mail or page is no statement that fenqi knows; of mails it reads those of {banks}, so export the details "
        "of another card as CSV or XLSX from the bank's app or site",
        banks=names_of(each.id for each in READ if each.id.endswith(_CARD)),
    )


def _tables(data: bytes, name: str) -> Iterator[Iterator[NumberedCells]]:
    """Every way to see rows in the file: the sheets of a workbook, or a text cut at each of the separators."""
    if is_workbook(data):
        yield from map(_padded, sheets_of(data))
        return
    check_kind(data, name)
    text = without_invisible(decode(data, MAX_BYTES)[0])  # another encoding than UTF-8 is usual here
    for separator in SEPARATORS:
        if separator == "," or separator in text:
            yield rows_of(text, separator)


def _padded(rows: SheetRows) -> Iterator[NumberedCells]:
    """The rows of a sheet, all of the same width: blank cells at its end are no sign that something is gone."""
    width = max((len(cells) for _, cells in rows), default=0)
    for number, cells in rows:
        yield number, [*map(without_invisible, cells), *[""] * (width - len(cells))]
