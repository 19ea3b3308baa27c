"""A bill day that becomes known, or is another one: what is repaid keeps its date, all else is due with the bills.

Where the days are moved from a day on, a bill settled by then keeps its date, too; all else goes with its bill.

Until the bill day of an account is known, each of its orders follows its own first due date, that of a card as well.
Then an order is due with the account's bills, from the one nearest to that date, so that each period keeps its month;
period by period it stays on consecutive bills. Where the days were known and are others, it goes along with its bills.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from models.bills.bill import Bill
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.bills.schedule import due_dates_of
from models.bills.settled import is_settled, settled_by
from models.channels.channel import Catalogue, Channel
from models.channels.due import bills_around, bills_known, dues, first_due, is_on_bills, meant_day
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger
from models.ledger.order import KeptDue, Order


class Redated(msgspec.Struct, frozen=True):
    """When the periods of an order are due, before a change and after it."""

    order: Order
    before: tuple[date, ...]
    after: tuple[date, ...]


def redated(before: Ledger, after: Ledger, catalogue: Catalogue) -> tuple[Redated, ...]:
    """The orders of which a change gives a period another date."""
    was, now = contracts(before, catalogue), contracts(after, catalogue)
    found = []
    for ident in before.orders.keys() & after.orders.keys():
        old, new = before.orders[ident], after.orders[ident]
        dates = tuple(due_dates_of(old, channel_of(was, old.account_id)))
        then = tuple(due_dates_of(new, channel_of(now, new.account_id)))
        if dates != then:
            found.append(Redated(new, dates, then))
    return tuple(sorted(found, key=lambda each: each.order.turn))


def with_bill_days(before: Ledger, after: Ledger, catalogue: Catalogue) -> Ledger:
    """`after` with its orders on the bills of their accounts, where `before` had other days for those."""
    if before.accounts is after.accounts and before.channels is after.channels:
        return after
    was, now = contracts(before, catalogue), contracts(after, catalogue)
    bills = tuple(derive(before, catalogue).bills.values())
    repaid, settled = _repaid(before, bills), _settled(bills, now)
    orders = {
        ident: _moved(
            order,
            channel_of(was, order.account_id),
            channel_of(now, order.account_id),
            repaid[ident],
            settled[ident],
        )
        for ident, order in after.orders.items()
        if ident in before.orders
    }
    if all(order is after.orders[ident] for ident, order in orders.items()):
        return after
    return msgspec.structs.replace(after, orders={**after.orders, **orders})


def with_rising_dates(order: Order, channel: Channel) -> Order:
    """The order where periods after one that keeps its date, as more of them were said, are due after that.

    Those before it keep theirs, too. It begins earlier or later then, as where the days of its account are moved.
    """
    dates = due_dates_of(order, channel)
    if not order.kept or _goes_up(dates):
        return order
    last = max(each.number for each in order.kept)
    first, day = _after(dates[last - 1], last, order, channel, (order.first_due, order.due_day))
    later = msgspec.structs.replace(order, first_due=first, due_day=day)
    return _with_kept(later, channel, set(range(1, last + 1)), dates)


def _repaid(ledger: Ledger, bills: Iterable[Bill]) -> dict[str, set[int]]:
    """By order: the periods that something was repaid of, or that are on a bill that is settled or was turned."""
    found: dict[str, set[int]] = defaultdict(set)
    for repayment in ledger.repayments.values():
        for share in repayment.allocations:
            found[share.order].add(share.number)
    for bill in bills:
        if bill.conversions or is_settled(bill):
            for line in bill.lines:
                found[line.order_id].add(line.number)
    return found


def _settled(bills: Iterable[Bill], now: Catalogue) -> dict[str, set[int]]:
    """By order: the periods that are on bills which were settled before the days of their account are moved."""
    found: dict[str, set[int]] = defaultdict(set)
    for bill in bills:
        since = _moved_from(bill.channel, channel_of(now, bill.channel.id))
        if since is not None and settled_by(bill, since):
            for line in bill.lines:
                found[line.order_id].add(line.number)
    return found


def _moved_from(was: Channel, now: Channel) -> date | None:
    """The first day from which on bills are other ones by a move of the days; None where no move is another one."""
    moves = {*was.due_moves} ^ {*now.due_moves}
    return min((move.since for move in moves), default=None)


def _concerned(was: Channel, now: Channel) -> bool:
    """Whether the days that an account began with are others. What a move of its days changes goes with its bills."""
    return (was.mode, was.bill_day, was.due_day, was.due_after) != (now.mode, now.bill_day, now.due_day, now.due_after)


def _moved(order: Order, was: Channel, now: Channel, repaid: Collection[int], settled: Collection[int]) -> Order:
    old = due_dates_of(order, was)
    dates: Sequence[date]
    if not _concerned(was, now):
        dates = _mixed(old, due_dates_of(order, now), settled)
        if _goes_up(dates):
            return _with_kept(order, now, {*settled, *(each.number for each in order.kept)}, dates)
    stay = {*order.repaid_periods, *(number for number in repaid if 1 <= number <= len(old))}
    last, beginnings = max(stay, default=0), _beginnings(order, was, now, began=bool(stay))
    ways = [(dues(now, first, len(old), day, order.bought_at.date()), first, day) for first, day in beginnings]
    ways = [way for way in ways if _goes_up(_mixed(old, way[0], stay))]
    if ways:
        dates, first, day = next((way for way in ways if not _joins_repaid(_mixed(old, way[0], stay), stay)), ways[0])
    else:
        # They would get into each other: what comes after the last repaid period begins with the bill after it.
        stay = set(range(1, last + 1))
        first, day = _after(old[last - 1], last, order, now, beginnings[0])
        dates = dues(now, first, len(old), day, order.bought_at.date())
    return _with_kept(msgspec.structs.replace(order, first_due=first, due_day=day), now, stay, old)


def _with_kept(order: Order, now: Channel, numbers: Collection[int], dates: Sequence[date]) -> Order:
    """The order where those of its periods keep these `dates` that are others by its own days."""
    rule = dues(now, order.first_due, len(dates), order.due_day, order.bought_at.date())
    there = [(number, dates[number - 1]) for number in sorted(numbers) if number <= len(dates)]
    kept = tuple(KeptDue(number, due) for number, due in there if due != rule[number - 1])
    return order if kept == order.kept else msgspec.structs.replace(order, kept=kept)


FirstDue = tuple[date, int | None]
"""A first due date, and the day of the month that is meant by it where a short month clamped it."""


def _beginnings(order: Order, was: Channel, now: Channel, *, began: bool) -> Sequence[FirstDue]:
    """Where an order may begin, the likeliest first: on its own day, or on one of the account's bills.

    It is the bill nearest to the day that the user gave. Where the days were known before, it is none before the first
    bill after the purchase, unless the order `began`: something of it is repaid, which may say that it is another one.
    """
    own, counted = (order.first_due, order.due_day), _counted(order)
    if not bills_known(now) or (bills_known(was) and not is_on_bills(was, order.first_due)):
        return [own]
    around = [each for each in bills_around(now, order.first_due) if each >= counted]
    if is_on_bills(now, order.first_due):
        around.insert(0, order.first_due)
    elif (bills_known(was) and not began) or not around:
        around.insert(0, max([first_due(now, counted) or order.first_due, *around[:1]]))
    firsts = dict.fromkeys(around)
    return [(each, meant_day(now, counted, each)) for each in firsts]


def _after(repaid: date, number: int, order: Order, now: Channel, begin: FirstDue) -> FirstDue:
    """Where an order would begin so that the period after `number` is on the first bill of a month after `repaid`."""
    first, day = begin
    if number == order.plan.periods:
        return begin
    later = 0
    while True:
        dates = dues(now, first, number + 1 + later, day, order.bought_at.date())
        if dates[-1] > repaid and not _same_month(dates[-1], repaid):
            break
        later += 1
    meant = day or first.day
    own = meant if dates[later].day < meant else None
    return dates[later], meant_day(now, _counted(order), dates[later]) if bills_known(now) else own


def _counted(order: Order) -> date:
    """The day that the billing cycle counts from."""
    return order.confirmed_on or order.bought_at.date()


def _mixed(old: Sequence[date], dates: Sequence[date], stay: Collection[int]) -> list[date]:
    """The dates of all periods: the older ones of those that stay, else the new ones."""
    return [due if number in stay else dates[number - 1] for number, due in enumerate(old, 1)]


def _joins_repaid(dates: Sequence[date], stay: Collection[int]) -> bool:
    """Whether a period that moves gets into the month of the one before it, which stays."""
    return any(
        number in stay and number + 1 not in stay and _same_month(one, other)
        for number, (one, other) in enumerate(pairwise(dates), 1)
    )


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _goes_up(dates: Sequence[date]) -> bool:
    return all(one < other for one, other in pairwise(dates))
