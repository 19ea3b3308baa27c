"""Ids, days and amounts that no record can have, wherever in it they stand."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import get_type_hints

import msgspec

from models.bills.fault import Fault, FaultCode, fault
from models.bills.inside import inside, moments
from models.ledger.correction import CorrectedLine
from models.ledger.ledger import Ledger
from models.values.dates import EARLIEST, LATEST
from models.values.message import msg
from models.values.money import FEN, MAX_AMOUNT, Fen, yuan
from models.values.text import MAX_NOTE, is_clean

_AMOUNT = msg("{record} in the table {table} has the amount {amount}, which cannot be")
_DAY = msg("{record} in the table {table} has the day {day}, which is not between {first} and {last}")
_ID = msg("{record} in the table {table} has an id that is missing, is too long or holds control characters")


def wrong_values(ledger: Ledger) -> Iterator[Fault]:
    """Of each record the first that cannot be of each kind. Amounts of repayments are proved with where they went."""
    for table in ledger.__struct_fields__:
        for ident, record in getattr(ledger, table).items():
            if not ident or not is_clean(ident, MAX_NOTE):
                yield fault(FaultCode.ID, table, ident, _ID)
            day = next((each for each in _days(record) if not EARLIEST <= each <= LATEST), None)
            if day is not None:
                limits = {"first": EARLIEST.isoformat(), "last": LATEST.isoformat()}
                yield fault(FaultCode.DAY, table, ident, _DAY, day=day.isoformat(), **limits)
            amount = next(_wrong_amounts(record), None) if table != "repayments" else None
            if amount is not None:
                yield wrong_amount(table, ident, amount)


def wrong_amount(table: str, ident: str, amount: Fen) -> Fault:
    """That a record has such an amount."""
    return fault(FaultCode.AMOUNT, table, ident, _AMOUNT, amount=yuan(amount))


def _days(record: object) -> Iterator[date]:
    """Every day in a record, and the days of its instants."""
    return (each.date() if isinstance(each, datetime) else each for each in moments(record))


def _wrong_amounts(value: object) -> Iterator[Fen]:
    """What was off a bill is less than nothing there, and no other amount is."""
    least = -MAX_AMOUNT if isinstance(value, CorrectedLine) else 0
    for name in _money(type(value)) if isinstance(value, msgspec.Struct) else ():
        of_field = getattr(value, name)
        amounts = of_field if isinstance(of_field, tuple) else (of_field,)
        yield from (each for each in amounts if each is not None and not least <= each <= MAX_AMOUNT)
    for each in inside(value):
        yield from _wrong_amounts(each)


@cache
def _money(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a record that are amounts."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(name for name in kind.__struct_fields__ if FEN in _marks(hints[name]))


def _marks(hint: object) -> tuple[object, ...]:
    """What a field is marked with, also where it may be none."""
    own: tuple[object, ...] = getattr(hint, "__metadata__", ())
    return own + tuple(mark for each in getattr(hint, "__args__", ()) for mark in getattr(each, "__metadata__", ()))
