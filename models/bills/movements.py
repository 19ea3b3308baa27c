"""Money that leaves and enters a pay account in the coming days: auto-debits, bills paid by hand, fixed costs, pay."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from models.bills.bill import Bill, auto_debit_unseen
from models.bills.book import Book
from models.bills.coverage import by_account, taken
from models.ledger.budget import Budget
from models.values.dates import months_after
from models.values.money import Fen


class MovementKind(StrEnum):
    """What moves the money, in the order in which it is counted within a day.

    Nobody says at what hour money moves. So the pay is counted last: bills that are due on payday must be paid without
    it.
    """

    FIXED = "fixed"
    AUTO_DEBIT = "debit"
    BILL = "bill"
    PAYDAY = "payday"


ORDER = tuple(MovementKind)
FIXED_DAY = 1
"""The day of the month on which fixed costs are counted where their day is not known: the earliest."""


class Movement(msgspec.Struct, frozen=True, kw_only=True):
    """An `amount` that comes in (`PAYDAY`) or goes out on a day; at `least` so much of it is certain. In fen.

    The amount of pay is None where nobody gave it. What fell due before today has to be paid today. A bill may have
    several movements: what auto-debit takes, and the rest, to be paid by hand on the due date. `pay_account` is the
    label of the account that pays, "" where it is not known. `planned`: it belongs to a purchase that is only
    considered.
    """

    on: date
    kind: MovementKind
    amount: Fen | None
    least: Fen
    bill: Bill | None = None
    pay_account: str = ""
    by: date | None = None
    planned: bool = False

    @property
    def income(self) -> bool:
        """Whether it comes in."""
        return self.kind is MovementKind.PAYDAY

    @property
    def worst(self) -> Fen:
        """By how much it changes the balance in the worst case."""
        return self.least if self.income else -(self.amount or 0)

    @property
    def best(self) -> Fen:
        """By how much it changes the balance in the best case."""
        return (self.amount or 0) if self.income else -self.least


def movements(book: Book, budget: Budget, day: date, until: date, now: datetime) -> tuple[Movement, ...]:
    """All movements from `day`, which is today, up to the day before `until`."""
    bills = (each for bill in book.open_bills for each in bill_movements(bill, day, now))
    return in_order(each for each in (*bills, *_of_budget(budget, day, until)) if each.on < until)


def planned_movements(dues: Iterable[tuple[date, Fen]], until: date) -> Iterator[Movement]:
    """The payments of a purchase that is only considered, on their days, before `until`."""
    for due, amount in dues:
        if due < until:
            yield Movement(on=due, kind=MovementKind.BILL, amount=amount, least=amount, planned=True)


def in_order(found: Iterable[Movement]) -> tuple[Movement, ...]:
    """The movements in the order in which they are counted."""
    return tuple(sorted(found, key=lambda each: (each.on, ORDER.index(each.kind), each.bill.id if each.bill else "")))


def bill_movements(bill: Bill, day: date, now: datetime) -> Iterator[Movement]:
    """What auto-debit takes of a bill from each account, on its first day, and what is left to pay on the due date.

    What auto-debit is not known to take is to be paid by hand.
    """
    left = bill.outstanding
    for label, lines in by_account(bill).values():
        ahead = taken(bill, lines)
        if not ahead.least or now.timestamp() > ahead.end.timestamp():
            continue
        left -= ahead.least
        on = max(day, ahead.start.date())
        yield Movement(
            on=on, kind=MovementKind.AUTO_DEBIT, amount=ahead.least, least=ahead.least, bill=bill, pay_account=label
        )
    if left > 0:
        sure = 0 if auto_debit_unseen(bill, now) else max(0, left - (bill.outstanding - bill.certain))
        yield Movement(on=max(day, bill.due), kind=MovementKind.BILL, amount=left, least=sure, bill=bill)


def _of_budget(budget: Budget, day: date, until: date) -> Iterator[Movement]:
    """Pay and fixed costs from that day on. What is due today may have moved already, so none of it is certain."""
    first = day.replace(day=1)
    count = (until.year - first.year) * 12 + until.month - first.month + 1
    for month in (months_after(first, k) for k in range(count)):
        if budget.payday is not None and (on := months_after(month, 0, budget.payday)) >= day:
            sure = 0 if on == day else budget.income or 0
            yield Movement(on=on, kind=MovementKind.PAYDAY, amount=budget.income, least=sure)
        if budget.fixed:
            yield from _fixed(budget.fixed, budget.fixed_day, month, day)


def _fixed(amount: Fen, fixed_day: int | None, month: date, day: date) -> Iterator[Movement]:
    """The fixed costs of the month, from `day` on. Where their day is not known, they are certain only at the month's
    end."""
    on = months_after(month, 0, fixed_day or FIXED_DAY)
    if on < day:
        return
    if fixed_day is None:
        yield Movement(on=on, kind=MovementKind.FIXED, amount=amount, least=0, by=months_after(month, 0, 31))
    else:
        yield Movement(on=on, kind=MovementKind.FIXED, amount=amount, least=0 if on == day else amount)


def first_pay(found: Sequence[Movement]) -> date | None:
    """The first day on which pay comes."""
    return next((each.on for each in found if each.income), None)
