"""What goes off a pay account and comes in on the coming days: debits, bills paid by hand, fixed costs, pay."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from models.bills.bill import Bill, auto_debit_unseen, may_be_taken
from models.bills.book import Book
from models.bills.coverage import label_of, taken_from
from models.bills.overview import open_bills
from models.ledger.budget import Budget
from models.values.dates import months_after
from models.values.identity import key_of
from models.values.money import Fen


class MovementKind(StrEnum):
    """What moves the money, in the order in which it is counted within a day.

    Nobody says at which hours it moves, so the pay comes last: what is due on its day is due before it.
    """

    FIXED = "fixed"
    AUTO_DEBIT = "debit"
    BILL = "bill"
    PAYDAY = "payday"


ORDER = tuple(MovementKind)
FIXED_DAY = 1
"""The day of the month on which fixed costs are counted where nobody said theirs: the earliest."""


class Movement(msgspec.Struct, frozen=True, kw_only=True):
    """An `amount` that comes in (`PAYDAY`) or goes out on a day, of which at `least` so much is certain, in fen.

    The amount is None of pay that nobody said. What fell due before today has to be paid today. Of a bill there may be
    several: what auto-debit takes, and what is left to pay by hand on its due date. `pay_account` is the label of where
    it is taken from, "" where nobody said that. `planned`: it comes with a purchase that is only thought of.
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
        """What it changes the balance by, counted so that less is there."""
        return self.least if self.income else -(self.amount or 0)

    @property
    def best(self) -> Fen:
        """The same, counted so that more is there."""
        return (self.amount or 0) if self.income else -self.least


def movements(book: Book, budget: Budget, day: date, until: date, now: datetime) -> tuple[Movement, ...]:
    """All that moves from that `day`, which it is now, up to the day before `until`."""
    bills = (each for bill in open_bills(book) for each in bill_movements(bill, day, now))
    return in_order(each for each in (*bills, *_of_budget(budget, day, until)) if each.on < until)


def planned_movements(dues: Iterable[tuple[date, Fen]], until: date) -> Iterator[Movement]:
    """What a purchase that is only thought of would take, on each day, before `until`."""
    for due, amount in dues:
        if due < until:
            yield Movement(on=due, kind=MovementKind.BILL, amount=amount, least=amount, planned=True)


def in_order(found: Iterable[Movement]) -> tuple[Movement, ...]:
    """The movements as they are counted."""
    return tuple(sorted(found, key=lambda each: (each.on, ORDER.index(each.kind), each.bill.id if each.bill else "")))


def bill_movements(bill: Bill, day: date, now: datetime) -> Iterator[Movement]:
    """What is taken of a bill, by account, on the first day of its auto-debit, and what is left to pay on its due date.

    What auto-debit is not known to take is to be paid by hand.
    """
    left = bill.outstanding
    for label in _labels(bill):
        ahead = taken_from(bill, key_of(label))
        if ahead is None or not ahead.least or now.timestamp() > ahead.end.timestamp():
            continue
        left -= ahead.least
        on = max(day, ahead.start.date())
        yield Movement(
            on=on, kind=MovementKind.AUTO_DEBIT, amount=ahead.least, least=ahead.least, bill=bill, pay_account=label
        )
    if left > 0:
        sure = 0 if auto_debit_unseen(bill, now) else max(0, left - (bill.outstanding - bill.certain))
        yield Movement(on=max(day, bill.due), kind=MovementKind.BILL, amount=left, least=sure, bill=bill)


def _labels(bill: Bill) -> Iterable[str]:
    """The labels of the accounts that auto-debit may take the bill from, "" among them; each once."""
    lines = (line for line in bill.lines if line.outstanding > 0 and may_be_taken(line, bill.channel))
    return {key_of(label): label for line in lines for label in [label_of(line, bill)]}.values()


def _of_budget(budget: Budget, day: date, until: date) -> Iterator[Movement]:
    """Pay and fixed costs, from that day on. What is of today may have moved already: none of it is certain."""
    first = day.replace(day=1)
    count = (until.year - first.year) * 12 + until.month - first.month + 1
    for month in (months_after(first, k) for k in range(count)):
        if budget.payday is not None and (on := months_after(month, 0, budget.payday)) >= day:
            sure = 0 if on == day else budget.income or 0
            yield Movement(on=on, kind=MovementKind.PAYDAY, amount=budget.income, least=sure)
        if budget.fixed:
            yield from _fixed(budget.fixed, budget.fixed_day, month, day)


def _fixed(amount: Fen, fixed_day: int | None, month: date, day: date) -> Iterator[Movement]:
    """The fixed costs of the month, from that `day` on; where theirs is not known, they are certain at its end."""
    on = months_after(month, 0, fixed_day or FIXED_DAY)
    if on < day:
        return
    if fixed_day is None:
        yield Movement(on=on, kind=MovementKind.FIXED, amount=amount, least=0, by=months_after(month, 0, 31))
    else:
        yield Movement(on=on, kind=MovementKind.FIXED, amount=amount, least=0 if on == day else amount)


def first_pay(found: Sequence[Movement]) -> date | None:
    """The day on which pay comes first."""
    return next((each.on for each in found if each.income), None)
