"""The running balance of each pay account, from the last reading of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

import msgspec

from models.bills.bill import Bill
from models.bills.coverage import AHEAD, pay_account
from models.bills.movements import Movement
from models.ledger.balance import Balance
from models.ledger.ledger import Ledger
from models.values.identity import key_of
from models.values.money import Fen


class Moved(msgspec.Struct, frozen=True):
    """A movement, and what is on the account `after` it: at least so much, and `at_best` so much, in fen."""

    movement: Movement
    after: Fen
    at_best: Fen


class ShortDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which money leaves the account and makes it short: `by` at most that, and for certain by `least`. In
    fen.

    `until` is the day on which there is enough again; None where that is not known.
    """

    label: str
    on: date
    by: Fen
    least: Fen
    until: date | None = None


class RunningBalance(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A pay account day by day from `since` on, up to `until`, the last day that can be known, with its movements.

    `balance` is the last reading, None without one. Where it does not hold any more, nothing is known of later days:
    `moved` is empty and `until` None. `main`: pay comes to this account, and whatever names no pay account is paid from
    it. `repaid` is what was paid by hand since the reading and may have left this account, in fen.
    """

    label: str
    since: date
    main: bool = False
    balance: Balance | None = None
    repaid: Fen = 0
    moved: tuple[Moved, ...] = ()
    until: date | None = None

    @property
    def known(self) -> bool:
        """Whether the reading still holds, so that the coming days follow from it."""
        return self.until is not None

    @property
    def begins(self) -> Fen:
        """The least that is on the account now."""
        return (self.balance.amount if self.balance else 0) - self.repaid

    def on(self, day: date) -> Fen | None:
        """The least that is on the account in the evening of that day; None where that is not known."""
        if self.until is None or self.balance is None or not self.since <= day <= self.until:
            return None
        count = bisect_right(self._dates, day)
        return self.moved[count - 1].after if count else self.begins

    @cached_property
    def _dates(self) -> list[date]:
        """The day of each movement."""
        return [each.movement.on for each in self.moved]

    def lowest(self, day: date) -> Fen | None:
        """The least that is on the account at any time of that day; None where that is not known."""
        evening = self.on(day)
        if evening is None:
            return None
        first, end = bisect_left(self._dates, day), bisect_right(self._dates, day)
        return min((evening, *(each.after for each in self.moved[first:end])))

    @property
    def short(self) -> tuple[ShortDay, ...]:
        """The days on which the account becomes short, or shorter."""
        found = list[ShortDay]()
        for on in dict.fromkeys(each.movement.on for each in self.moved if not each.movement.income):
            today = [each for each in self.moved if each.movement.on == on]
            low = min(each.after for each in today)
            if low < 0:
                sure = max(0, -min(each.at_best for each in today))
                found.append(ShortDay(label=self.label, on=on, by=-low, least=sure, until=self._enough(on)))
        return tuple(found)

    def _enough(self, on: date) -> date | None:
        """The first day from `on` whose evening finds enough on the account."""
        days = dict.fromkeys(each.movement.on for each in self.moved if each.movement.on >= on)
        return next((day for day in days if (self.on(day) or 0) >= 0), None)


def running_balances(
    found: Sequence[Movement],
    ledger: Ledger,
    bills: Iterable[Bill],
    main: str,
    now: datetime,
    day: date,
    until: date,
) -> tuple[RunningBalance, ...]:
    """Each known pay account with its movements before `until`; the main one first, then those with a balance.

    `main` is the label of the account on which the pay comes. Where nobody said it, the only account there is counts.
    """
    labels = _labels(found, ledger.balances, main)
    chosen = key_of(main) if main else next(iter(labels)) if len(labels) == 1 else ""
    every = tuple(bills)
    runs = [
        _running(label, found, ledger, every, key == chosen, now, day, until - timedelta(days=1))
        for key, label in labels.items()
    ]
    return tuple(sorted(runs, key=lambda each: (not each.main, not each.known)))


def _labels(found: Iterable[Movement], balances: Mapping[str, Balance], main: str) -> dict[str, str]:
    """The label of each account by its key, spelt as in its balance."""
    labels = (*balances, main, *(each.pay_account for each in found))
    named: dict[str, str] = {}
    for label in filter(None, labels):
        named.setdefault(key_of(label), label)
    return named


def _running(
    label: str,
    found: Sequence[Movement],
    ledger: Ledger,
    bills: Sequence[Bill],
    main: bool,
    now: datetime,
    day: date,
    last: date,
) -> RunningBalance:
    account = pay_account(ledger, bills, label, now)
    if account.balance is None or not account.fresh:
        return RunningBalance(label=label, since=day, main=main, balance=account.balance)
    until = min(last, last_known(found, day, main=main))
    mine = [each for each in found if each.on <= until and _moves(each, label, main=main)]
    amount, repaid = account.balance.amount, account.repaid
    return RunningBalance(
        label=label,
        since=day,
        main=main,
        balance=account.balance,
        repaid=repaid,
        moved=tuple(moved(amount - repaid, mine, amount)),
        until=until,
    )


def last_known(found: Sequence[Movement], day: date, *, main: bool) -> date:
    """The last day on which the balance can be known. For the main account, any day, as long as its pay is known.

    Else what comes more than 28 days ahead, or after the pay, is paid from money that is not known here.
    """
    pay = [each for each in found if each.income]
    if main and pay and all(each.amount is not None for each in pay):
        return date.max
    before_pay = pay[0].on - timedelta(days=1) if pay else date.max
    return min(before_pay, day + AHEAD)


def _moves(movement: Movement, label: str, *, main: bool) -> bool:
    """Whether it is counted on that account: on the main one where it names none."""
    if movement.pay_account:
        return key_of(movement.pay_account) == key_of(label)
    return main


def moved(amount: Fen, found: Iterable[Movement], at_best: Fen) -> Iterator[Moved]:
    """The movements in their order, each with what it leaves: at least of `amount`, and in the best case of
    `at_best`."""
    worst, best = amount, at_best
    waiting = list[tuple[date, Fen]]()
    for each in found:
        best -= sum(fen for by, fen in waiting if by < each.on)
        waiting = [(by, fen) for by, fen in waiting if by >= each.on]
        if each.by is not None:
            waiting.append((each.by, (each.amount or 0) - each.least))
        worst, best = worst + each.worst, best + each.best
        yield Moved(each, worst, best)
