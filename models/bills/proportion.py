"""What is owed beside what comes in: in all, until the payday, and as a share of a month's income."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import msgspec

from models.bills.bill import Bill, auto_debit_unseen, past_due
from models.bills.book import Book
from models.bills.overview import HOME_ZONE
from models.ledger.budget import Budget
from models.values.dates import months_after, today
from models.values.money import Fen


class IncomeMark(StrEnum):
    """What a share of the income is called."""

    WELL = "well"
    WATCH = "watch"
    WARN = "warn"
    ALARM = "alarm"


WATCHED, WARNED, MOST = 30, 40, 50
"""Per cent of the income: from the first on it is watched, from the second on warned of, over the last an alarm."""


class AllOwed(msgspec.Struct, frozen=True):
    """All that is owed, in fen, and the last day on which something of it falls due; None where nothing is owed."""

    total: Fen
    ends_on: date | None


class UntilPayday(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be paid `before` the pay that comes `on` a day, and `after` it until the `next` one, in fen.

    A payday is still to come on its own day, and what is due that day is due before it: nobody says at which hour the
    pay arrives, and an auto-debit may be earlier. What is overdue is due before it as well. `to_confirm` is in neither:
    it fell due, and nobody has said whether it was repaid.
    """

    on: date
    next: date
    before: Fen
    after: Fen
    to_confirm: Fen = 0


class Share(msgspec.Struct, frozen=True):
    """What falls `due` in the month that `first` begins, beside its `income`, in fen; `repaid`: so much of it is."""

    first: date
    due: Fen
    income: Fen
    repaid: Fen = 0

    @property
    def mark(self) -> IncomeMark:
        """Without any income whatever is due is too much."""
        return _mark(Decimal(self.due * 100), self.income)

    def percent(self, decimals: int = 0) -> Decimal | None:
        """The nearest figure with so many decimals of which the mark is this one's; None of no income.

        So 29.6% is 29% and not 30%, which is to be watched.
        """
        if not self.income:
            return None
        exact, step = Decimal(self.due * 100) / self.income, Decimal(1).scaleb(-decimals)
        rounded = exact.quantize(step, ROUND_HALF_UP)
        if _mark(rounded, 1) is self.mark:
            return rounded
        return rounded + step if rounded < exact else rounded - step


class Proportion(msgspec.Struct, frozen=True, kw_only=True):
    """All of it at one moment. What hangs on an income or a payday that nobody said is None.

    `highest`: the share of the month in which it is highest, of this month and those that follow. `left_over`: what
    this month's bills and the fixed costs leave of the income, in fen; less than 0 where they take more.
    """

    owed: AllOwed
    until_payday: UntilPayday | None = None
    share: Share | None = None
    highest: Share | None = None
    left_over: Fen | None = None

    @property
    def known(self) -> bool:
        """Whether an income or a payday is known, beside which something can be said."""
        return self.share is not None or self.until_payday is not None


def proportion(book: Book, budget: Budget, now: datetime) -> Proportion:
    """What is owed, beside what is known of the budget."""
    income, day = budget.income, today(now, HOME_ZONE)
    if income is None:
        return Proportion(owed=owed_in_all(book), until_payday=until_payday(book, budget.payday, now))
    months = due_by_month(book, day)
    first = day.replace(day=1)
    due = months.get(first, 0)
    share = Share(first, due, income, due - owed_by_month(book, day).get(first, 0))
    return Proportion(
        owed=owed_in_all(book),
        until_payday=until_payday(book, budget.payday, now),
        share=share,
        highest=highest_share(months, income),
        left_over=None if budget.fixed is None else income - budget.fixed - share.due,
    )


def owed_in_all(book: Book) -> AllOwed:
    """The sum of all that is owed, and when it ends."""
    waiting = book.open_bills
    return AllOwed(sum(bill.outstanding for bill in waiting), max((bill.due for bill in waiting), default=None))


def next_payday(day: date, payday: int) -> date:
    """The first payday from `day` on; in a month that is too short for it, the month's last day."""
    this = months_after(day.replace(day=1), 0, payday)
    return this if this >= day else months_after(this, 1, payday)


def until_payday(book: Book, payday: int | None, now: datetime) -> UntilPayday | None:
    """What is due before the payday and after it; None where no payday is known."""
    if payday is None:
        return None
    on = next_payday(today(now, HOME_ZONE), payday)
    following = months_after(on, 1, payday)
    before = after = to_confirm = 0
    for bill in book.open_bills:
        sure = _sure(bill, now)
        if bill.due <= on:
            before += sure
            to_confirm += bill.outstanding - sure
        elif bill.due <= following:
            after += bill.outstanding
    return UntilPayday(on=on, next=following, before=before, after=after, to_confirm=to_confirm)


def due_by_month(book: Book, day: date) -> Mapping[date, Fen]:
    """What falls due in each month, by its first day, from the month of `day` on: repaid or not, in fen.

    What went over to a later bill is due with that one.
    """
    first = day.replace(day=1)
    return by_month((bill.due, bill.amount - bill.carried) for bill in book.bills.values() if bill.due >= first)


def owed_by_month(book: Book, day: date) -> Mapping[date, Fen]:
    """What is still owed on the bills of each month, by its first day, from the month of `day` on, in fen."""
    first = day.replace(day=1)
    return by_month((bill.due, bill.outstanding) for bill in book.open_bills if bill.due >= first)


def by_month(amounts: Iterable[tuple[date, Fen]], months: Mapping[date, Fen] | None = None) -> Mapping[date, Fen]:
    """What falls due in each month, by its first day, of these amounts, each on its day, and of what does anyway."""
    found = dict(months or {})
    for due, amount in amounts:
        first = due.replace(day=1)
        found[first] = found.get(first, 0) + amount
    return found


def highest_share(months: Mapping[date, Fen], income: Fen) -> Share | None:
    """The share of the month in which most falls due, of several the first; None where nothing does."""
    first = max(months, key=lambda month: (months[month], -month.toordinal()), default=None)
    return Share(first, months[first], income) if first is not None and months[first] > 0 else None


def _sure(bill: Bill, now: datetime) -> Fen:
    """What of a bill is owed for certain at that moment."""
    if auto_debit_unseen(bill, now):
        return 0
    return max(0, bill.certain) if past_due(bill, now) else bill.outstanding


def _mark(due: Decimal, income: Fen) -> IncomeMark:
    """Of what is due a hundred times beside the income."""
    if due > MOST * income:
        return IncomeMark.ALARM
    if not due:
        return IncomeMark.WELL
    if due >= WARNED * income:
        return IncomeMark.WARN
    return IncomeMark.WATCH if due >= WATCHED * income else IncomeMark.WELL
