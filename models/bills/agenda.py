"""The coming months: what falls due in each, on which days, and what that leaves on the pay accounts."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property

import msgspec

from models.bills.book import Book
from models.bills.movements import Movement, in_order, movements, planned_movements
from models.bills.overview import HOME_ZONE
from models.bills.proportion import AllOwed, Share, UntilPayday, owed_in_all, until_payday
from models.bills.running import RunningBalance, ShortDay, running_balances
from models.ledger.budget import Budget
from models.ledger.ledger import Ledger
from models.values.dates import months_after, today
from models.values.money import Fen

MONTHS = 12
MOST_MONTHS = 36
"""The most months that are looked ahead."""


class MonthAhead(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What is owed in the month that begins on `first`, by account, on how many `bills`. In fen.

    `planned` is what a purchase that is only considered would add.
    """

    first: date
    accounts: Mapping[str, Fen]
    bills: int
    income: Fen | None = None
    planned: Fen = 0

    @cached_property
    def due(self) -> Fen:
        """All of it, without what is only planned."""
        return sum(self.accounts.values())

    @property
    def share(self) -> Share | None:
        """Its share of the income; None where the income is not known."""
        return None if self.income is None else Share(self.first, self.due, self.income)

    @property
    def share_planned(self) -> Share | None:
        """The same with what is only planned."""
        return None if self.income is None else Share(self.first, self.due + self.planned, self.income)


class OrderEnd(msgspec.Struct, frozen=True):
    """An order that is not repaid yet, its account, and its last due date."""

    order: str
    account_id: str
    on: date


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """All that is ahead from `day`, which is today.

    `earlier` is what is still owed of earlier months, in fen. `accounts` are those with debts, the largest first.
    `days` are all movements in order; `balances` are the pay accounts, the main one first.
    """

    day: date
    months: tuple[MonthAhead, ...]
    earlier: Fen
    accounts: tuple[str, ...]
    days: tuple[Movement, ...]
    balances: tuple[RunningBalance, ...]
    owed: AllOwed
    ends: tuple[OrderEnd, ...]
    until_payday: UntilPayday | None = None

    @property
    def short(self) -> tuple[ShortDay, ...]:
        """The days on which a pay account runs short, the earliest first."""
        return tuple(sorted((each for run in self.balances for each in run.short), key=lambda each: each.on))

    def of_month(self, first: date) -> tuple[Movement, ...]:
        """The movements of the month that begins on `first`."""
        return tuple(each for each in self.days if each.on.replace(day=1) == first)


def agenda(
    book: Book,
    ledger: Ledger,
    budget: Budget,
    now: datetime,
    months: int = MONTHS,
    planned: Iterable[tuple[date, Fen]] = (),
) -> Agenda:
    """What is ahead in this month and the following ones.

    `planned`: what a purchase that is only considered would take, on each day.
    """
    day = today(now, HOME_ZONE)
    first = day.replace(day=1)
    until, new = months_after(first, months), tuple(planned)
    found = in_order((*movements(book, budget, day, until, now), *planned_movements(new, until)))
    return Agenda(
        day=day,
        months=months_ahead(book, first, months, budget.income, new),
        earlier=sum(bill.outstanding for bill in book.open_bills if bill.due < first),
        accounts=_accounts(book),
        days=found,
        balances=running_balances(found, ledger, book.bills.values(), budget.pay_account, now, day, until),
        owed=owed_in_all(book),
        ends=order_ends(book),
        until_payday=until_payday(book, budget.payday, now),
    )


def months_ahead(
    book: Book, first: date, count: int, income: Fen | None, planned: Iterable[tuple[date, Fen]] = ()
) -> tuple[MonthAhead, ...]:
    """What is owed in each of `count` months, the first of which begins on `first`."""
    firsts = [months_after(first, k) for k in range(count)]
    owed: dict[date, dict[str, Fen]] = {each: {} for each in firsts}
    bills, new = dict.fromkeys(firsts, 0), dict.fromkeys(firsts, 0)
    for bill in book.open_bills:
        month = bill.due.replace(day=1)
        if month in owed:
            ident = bill.channel.id
            owed[month][ident] = owed[month].get(ident, 0) + bill.outstanding
            bills[month] += 1
    for due, amount in planned:
        if (month := due.replace(day=1)) in new:
            new[month] += amount
    return tuple(
        MonthAhead(first=each, accounts=owed[each], bills=bills[each], income=income, planned=new[each])
        for each in firsts
    )


def order_ends(book: Book) -> tuple[OrderEnd, ...]:
    """When each order that is not repaid yet ends, the earliest first."""
    return tuple(sorted(_ends(book), key=lambda each: (each.on, each.order)))


def _ends(book: Book) -> Iterable[OrderEnd]:
    for ident, lines in book.schedules.items():
        row = book.row(ident)
        days = [line.due for line in lines if line.outstanding > 0]
        if row.over > 0 and row.over_due is not None:
            days.append(row.over_due)
        if days:
            yield OrderEnd(ident, row.order.account_id, max(days))


def _accounts(book: Book) -> tuple[str, ...]:
    owed: dict[str, Fen] = {}
    for bill in book.open_bills:
        owed[bill.channel.id] = owed.get(bill.channel.id, 0) + bill.outstanding
    return tuple(sorted(owed, key=lambda ident: (-owed[ident], ident)))
