"""The running balance of each pay account, from what somebody read on it last."""

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
    """A day on which money goes off the account and leaves it short, `by` at most that, and for certain by `least`.

    `until` is the day on which there is enough again; None where that is not known.
    """

    label: str
    on: date
    by: Fen
    least: Fen
    until: date | None = None


class RunningBalance(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A pay account from `since` on, day by day, with what moves its money up to the last day that is known, `until`.

    `balance` is what somebody read on it last, None for nothing. Nothing is known of later days where that does not
    hold: then nothing is `moved`, and `until` is None. `main`: pay comes on it, and all is paid from it of which nobody
    said from where. What was `repaid` by hand after it was read may have gone off it, in fen.
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
        """Whether what was read holds, so that the coming days follow from it."""
        return self.until is not None

    @property
    def begins(self) -> Fen:
        """The least that is on it now."""
        return (self.balance.amount if self.balance else 0) - self.repaid

    def on(self, day: date) -> Fen | None:
        """The least that is on it in the evening of that day; None where that is not known."""
        if self.until is None or self.balance is None or not self.since <= day <= self.until:
            return None
        count = bisect_right(self._dates, day)
        return self.moved[count - 1].after if count else self.begins

    @cached_property
    def _dates(self) -> list[date]:
        """The day of each movement."""
        return [each.movement.on for each in self.moved]

    def lowest(self, day: date) -> Fen | None:
        """The least that is on it within that day; None where that is not known."""
        evening = self.on(day)
        if evening is None:
            return None
        first, end = bisect_left(self._dates, day), bisect_right(self._dates, day)
        return min((evening, *(each.after for each in self.moved[first:end])))

    @property
    def short(self) -> tuple[ShortDay, ...]:
        """The days on which it runs short, or shorter."""
        found = list[ShortDay]()
        for on in dict.fromkeys(each.movement.on for each in self.moved if not each.movement.income):
            today = [each for each in self.moved if each.movement.on == on]
            low = min(each.after for each in today)
            if low < 0:
                sure = max(0, -min(each.at_best for each in today))
                found.append(ShortDay(label=self.label, on=on, by=-low, least=sure, until=self._enough(on)))
        return tuple(found)

    def _enough(self, on: date) -> date | None:
        """The day from `on` on whose evening finds enough on it."""
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
    """Each pay account that is known, with what moves its money before `until`; that with a balance first.

    `main` is the label of the one on which the pay comes; where nobody said it, that is the only one that there is.
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
    """The label of each account by its key, as its balance has it."""
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
    """The last day of which can be known what is on the account: of the main one, all, while its pay is known.

    Else what comes later than 28 days, or than the pay, is paid from money that nobody spoke of.
    """
    pay = [each for each in found if each.income]
    if main and pay and all(each.amount is not None for each in pay):
        return date.max
    before_pay = pay[0].on - timedelta(days=1) if pay else date.max
    return min(before_pay, day + AHEAD)


def _moves(movement: Movement, label: str, *, main: bool) -> bool:
    """Whether it is counted on that account: where nobody said from where it is paid, on the main one."""
    if movement.pay_account:
        return key_of(movement.pay_account) == key_of(label)
    return main


def moved(amount: Fen, found: Iterable[Movement], at_best: Fen) -> Iterator[Moved]:
    """What each of the movements leaves of at least `amount`, and of so much `at_best`, in their order."""
    worst, best = amount, at_best
    waiting = list[tuple[date, Fen]]()
    for each in found:
        best -= sum(fen for by, fen in waiting if by < each.on)
        waiting = [(by, fen) for by, fen in waiting if by >= each.on]
        if each.by is not None:
            waiting.append((each.by, (each.amount or 0) - each.least))
        worst, best = worst + each.worst, best + each.best
        yield Moved(each, worst, best)
