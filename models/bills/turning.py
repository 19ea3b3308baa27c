"""Bills that became urgent only because time passed: they are due today, or their auto-debit may run from now on."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from models.bills.bill import Bill, auto_debit_hours, days_left, has_begun
from models.bills.book import Book


class Turned(msgspec.Struct, frozen=True):
    """A bill that became urgent; `by_auto_debit`: because its auto-debit, which is known to be on, has begun."""

    bill: Bill
    by_auto_debit: bool = False


def turned_between(book: Book, before: datetime, now: datetime) -> Iterator[Turned]:
    """The bills that are due today and were not `before`, and those whose auto-debit has begun since and still runs."""
    for bill in book.open_bills:
        window = bill.window if has_begun(bill, now) and not has_begun(bill, before) else None
        if window is not None and window.known and now.timestamp() <= auto_debit_hours(bill)[1].timestamp():
            yield Turned(bill, by_auto_debit=True)
        elif days_left(bill, now) == 0 < days_left(bill, before):
            yield Turned(bill)
