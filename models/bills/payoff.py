"""With money to spare: which orders to settle early, and in which order.

The model. Each bill is paid as planned, on its due date; what is overdue is paid today. Spare money comes on the
`money_days`: the single sum and the first monthly sum today, later sums on the same day of the coming months, in the
institution's zone. The money a month stays the same: what a settled order would have taken is at hand on the days on
which it would have been due. An order is settled on the first of the money days on which there is enough for what the
institution asks by its rule (`early_charge`). What is billed by then is due in any case. In each strategy an order
waits for the one before it. Money that settles nothing stays with the user.

BEST settles nothing that saves nothing. It may wait for a later day on which an order saves more, or for another order
that saves more. AVALANCHE and SNOWBALL are the usual advice, which ignores the channels' rules: they also settle orders
that save nothing, but none that costs more than going on as planned. Every strategy leaves an order as planned of which
something is not known (`WhyKept`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from models.bills.book import Book
from models.bills.overview import HOME_ZONE
from models.bills.payoff_debts import Debt, WhyKept, debt_or_why_not
from models.bills.payoff_search import highest_rate_first, most_saved, smallest_first
from models.bills.payoff_turns import Settled, Spare, in_turn, saved_by
from models.ledger.order import Order
from models.values.dates import months_after, today
from models.values.money import Fen


class Strategy(StrEnum):
    """How the next order to settle is chosen."""

    BEST = "best"
    """What saves most."""
    SNOWBALL = "snowball"
    """The smallest rest first."""
    AVALANCHE = "avalanche"
    """The highest rate a year first."""
    NOTHING = "nothing"
    """All as planned."""


class Settlement(msgspec.Struct, frozen=True, kw_only=True):
    """An order that is settled `on` a day for `total`, and so saves `saved` of its fees, in fen."""

    order: str
    on: date
    total: Fen
    saved: Fen


class Payoff(msgspec.Struct, frozen=True, kw_only=True):
    """What a strategy comes to from now on, in fen.

    `saved` is what it saves, `fees` the known fees and charges that are still paid, and `paid` all that is paid.
    `free_on` is the day of the last payment; None where nothing is owed now. `owed`: what is owed at
    the end of each of the months of `Payoffs`.
    """

    settled: tuple[Settlement, ...]
    saved: Fen
    fees: Fen
    paid: Fen
    free_on: date | None
    owed: tuple[Fen, ...]


class Payoffs(msgspec.Struct, frozen=True, kw_only=True):
    """All strategies side by side.

    `months`: the first days of the months from this one until nothing is owed as planned. `orders`: those that are not
    repaid yet, by their next due date. `kept`: the ones among them that BEST leaves as planned, however much there is
    to spare. `owed` is all that is owed now, in fen.
    """

    day: date
    spare: Spare
    owed: Fen
    months: tuple[date, ...]
    by_strategy: Mapping[Strategy, Payoff]
    orders: tuple[str, ...]
    kept: Mapping[str, WhyKept]

    @property
    def fees_known(self) -> bool:
        """Whether all fees are known; else the real fees of each plan are higher than it says."""
        return WhyKept.FEE_UNKNOWN not in self.kept.values()

    @property
    def best(self) -> Payoff:
        return self.by_strategy[Strategy.BEST]


Flows = Sequence[tuple[date, Fen]]


def money_days(day: date, last: date) -> tuple[date, ...]:
    """That day, and the same day of each coming month that is before the `last` one."""
    count = max(0, (last.year - day.year) * 12 + last.month - day.month)
    return (day, *(each for each in (months_after(day, k) for k in range(1, count + 1)) if each < last))


def payoffs(book: Book, spare: Spare, now: datetime) -> Payoffs:
    """What each strategy comes to, with that much money beyond the bills."""
    day = today(now, HOME_ZONE)
    flows = tuple((max(bill.due, day), bill.outstanding) for bill in book.open_bills)
    last = max((due for due, _ in flows), default=day)
    days = money_days(day, last)
    found = {order.id: debt_or_why_not(order, book, days) for order in _owing(book)}
    debts = [each for each in found.values() if isinstance(each, Debt)]
    first = day.replace(day=1)
    months = [months_after(first, k) for k in range((last.year - day.year) * 12 + last.month - day.month + 1)]
    planned = _Planned(flows=flows, fees=_fees(book), days=days, months=tuple(months if flows else ()))
    return Payoffs(
        day=day,
        spare=spare,
        owed=planned.owed,
        months=planned.months,
        by_strategy={each: _payoff(planned, _chosen(each, debts, spare)) for each in Strategy},
        orders=tuple(found),
        kept={
            ident: each if isinstance(each, WhyKept) else WhyKept.NO_GAIN
            for ident, each in found.items()
            if _stays(each)
        },
    )


def _owing(book: Book) -> Iterable[Order]:
    """The orders that are not repaid yet, by their next due date."""
    rows = sorted((book.row(ident) for ident in book.schedules), key=lambda row: row.tie)
    return (row.order for row in rows if row.left > 0)


def _fees(book: Book) -> Fen:
    """All fees that are still to be paid as planned, of the orders whose fee is known."""
    return sum(
        line.owed_fee for lines in book.schedules.values() for line in lines if line.outstanding > 0 and line.fee_known
    )


def _stays(found: Debt | WhyKept) -> bool:
    return isinstance(found, WhyKept) or found.most <= 0


def _chosen(strategy: Strategy, debts: Sequence[Debt], spare: Spare) -> tuple[Settled, ...]:
    match strategy:
        case Strategy.BEST:
            return most_saved(debts, spare)
        case Strategy.AVALANCHE:
            return in_turn(highest_rate_first(debts), spare)
        case Strategy.SNOWBALL:
            return in_turn(smallest_first(debts), spare)
        case Strategy.NOTHING:
            return ()


class _Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What is paid as planned, each amount on its day, and the `fees` in it, in fen."""

    flows: Flows
    fees: Fen
    days: tuple[date, ...]
    months: tuple[date, ...]

    @property
    def owed(self) -> Fen:
        return sum(amount for _, amount in self.flows)


def _payoff(planned: _Planned, chosen: Sequence[Settled]) -> Payoff:
    """What these settlements come to, beside what is paid as planned."""
    flows, saved = list(planned.flows), saved_by(chosen)
    for each in chosen:
        day = planned.days[each.on]
        flows += [flow for due, amount in each.debt.flows if due > day for flow in ((due, -amount), (day, amount))]
    by_day: dict[date, Fen] = {}
    for due, amount in flows:
        by_day[due] = by_day.get(due, 0) + amount
    settled = [
        Settlement(order=each.debt.order, on=planned.days[each.on], total=each.debt.totals[each.on], saved=each.saved)
        for each in chosen
    ]
    return Payoff(
        settled=tuple(sorted(settled, key=lambda each: (each.on, -each.saved, each.order))),
        saved=saved,
        fees=planned.fees - saved,
        paid=planned.owed - saved,
        free_on=max((due for due, amount in by_day.items() if amount), default=None),
        owed=tuple(
            sum(amount for due, amount in by_day.items() if due >= months_after(first, 1)) for first in planned.months
        ),
    )
