"""A source of statements: who hands it out, how its table is known, and what one of its rows tells."""

from collections.abc import Callable
from datetime import date, datetime

import msgspec

from models.exchange.statement.sheet import Sheet, StatementRow
from models.ledger.statement import StatementLine
from models.values.message import Message


class UnderWay(msgspec.Struct, frozen=True):
    """A repayment of which nobody knows yet what came of it, and why it is left out."""

    line: StatementLine
    why: Message


RowMeaning = StatementLine | UnderWay | Message | None
"""A line, its `id` left for later; why it is left out, where somebody might look for it; None for all other rows."""

RowReader = Callable[[StatementRow], RowMeaning]


class SheetSource(msgspec.Struct, frozen=True):
    """A source of statements. `id` is that of who hands it out in `statement_sources`.

    `layouts`: the keys of the columns that each of its layouts has at least. `reader`: what reads the rows of one
    sheet, at that instant. `own`: the channels whose every repayment stands in it. `identified_by`: the columns that
    are what is different between two lines without a number; `posted`: that of the day on which the bank had it, by
    which equal lines of two months are two. `covers`: the days that a sheet is about. `card`: the
    last four digits of its card, "" where it is of none or does not say them.
    """

    id: str
    layouts: tuple[frozenset[str], ...]
    reader: Callable[[Sheet, datetime], RowReader]
    own: frozenset[str]
    identified_by: tuple[str, ...]
    posted: str = ""
    covers: Callable[[Sheet, datetime], tuple[date, date] | None] = lambda sheet, _: sheet.covers()
    card: Callable[[Sheet], str] = lambda _: ""
