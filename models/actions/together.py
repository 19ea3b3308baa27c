"""Which bills of an account a figure pays together, and what of it goes to each of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import accumulate

from models.bills.bill import Bill, days_left
from models.bills.book import Book
from models.bills.late_cost import late_cost
from models.ledger.progress import BillShare
from models.values.money import Fen

OUT = 31
"""Days before its due date in which a bill can be out: an app asks for no later one together with what is due."""

MOST = 12
"""Bills that are asked for at once, at most."""

SLACK = 2
"""By how often the estimate late interest may be more than it, and still be that."""


def pays(bill: Bill, figure: Fen, book: Book, now: datetime) -> tuple[BillShare, ...]:
    """What of the app's `figure` goes to each of several bills in a row, this one among them; () where it is not so.

    The figure is what is owed on them, or, where some of them are overdue, more by about their late interest.
    """
    rows = tuple(_rows(bill, book, now))
    exact = next((row for row in rows if figure == _owed(row)), None)
    if exact is not None:
        return tuple(BillShare(each.id, each.outstanding, each.outstanding) for each in exact)
    for row in rows:
        more, interest = figure - _owed(row), [late_cost(each, now).total for each in row]
        if 0 < more <= SLACK * sum(interest):
            return tuple(
                BillShare(each.id, each.outstanding + part, each.outstanding)
                for each, part in zip(row, _apart(more, interest), strict=True)
            )
    return ()


def with_others(bill: Bill, shares: Sequence[BillShare]) -> tuple[str, ...]:
    """The ids of the bills that are paid together with this one."""
    return tuple(each.bill for each in shares if each.bill != bill.id)


def _owed(row: Sequence[Bill]) -> Fen:
    return sum(each.outstanding for each in row)


def _rows(bill: Bill, book: Book, now: datetime) -> Iterator[tuple[Bill, ...]]:
    """The open bills of its account that follow each other, this one and at least one more: the longest row last."""
    if bill.settles:
        return
    account = [
        each
        for each in book.bills.values()
        if each.channel.id == bill.channel.id
        and each.outstanding > 0
        and (each.due <= bill.due or days_left(each, now) <= OUT)
    ]
    account.sort(key=lambda each: each.due)
    at = next((index for index, each in enumerate(account) if each.id == bill.id), None)
    if at is None:
        return
    account = account[max(0, at - MOST) : at + MOST]
    at = min(at, MOST)
    for length in range(2, min(MOST, len(account)) + 1):
        for first in range(max(0, at - length + 1), min(at, len(account) - length) + 1):
            yield tuple(account[first : first + length])


def _apart(more: Fen, interest: Sequence[Fen]) -> list[Fen]:
    """`more` by the shares of the estimates, to the fen."""
    whole = sum(interest)
    ends = [more * part // whole for part in accumulate(interest)]
    return [end - start for start, end in zip((0, *ends), ends, strict=False)]
