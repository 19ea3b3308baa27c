"""A bill day that becomes known, or is another one: what is repaid keeps its date, all else is due with the bills.

Until the bill day of an account is known, each of its orders follows its own first due date. Then an order is due with
the account's bills, from the first one after the purchase; period by period it stays on consecutive bills.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from models.bills.contracts import contracts
from models.bills.schedule import due_dates_of
from models.channels.channel import Catalogue, Channel
from models.channels.due import bills_known, dues, first_due, is_on_bills, meant_day
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
    return tuple(sorted(found, key=lambda each: (each.order.bought_at, each.order.id)))


def with_bill_days(before: Ledger, after: Ledger, catalogue: Catalogue) -> Ledger:
    """`after` with its orders on the bills of their accounts, where `before` had other days for those."""
    if before.accounts is after.accounts and before.channels is after.channels:
        return after
    was, now = contracts(before, catalogue), contracts(after, catalogue)
    repaid = _repaid(after)
    orders = {
        ident: _placed(order, channel_of(was, order.account_id), channel_of(now, order.account_id), repaid[ident])
        for ident, order in after.orders.items()
        if ident in before.orders
    }
    if all(order is after.orders[ident] for ident, order in orders.items()):
        return after
    return msgspec.structs.replace(after, orders={**after.orders, **orders})


def _repaid(ledger: Ledger) -> dict[str, set[int]]:
    """By order: the periods that something was repaid of."""
    found: dict[str, set[int]] = defaultdict(set)
    for repayment in ledger.repayments.values():
        for share in repayment.allocations:
            found[share.order].add(share.number)
    return found


def _concerned(was: Channel, now: Channel) -> bool:
    """Whether the days of an account are others, and its orders hang on them.

    Where the bills have a due day of the month, another one is for new orders; bills that exist go with its moves.
    """
    if (was.mode, was.bill_day, was.due_day, was.due_after) == (now.mode, now.bill_day, now.due_day, now.due_after):
        return False
    return was.mode is not now.mode or was.due_after is not None or now.due_after is not None


def _placed(order: Order, was: Channel, now: Channel, repaid: Collection[int]) -> Order:
    if not _concerned(was, now):
        return order
    old = due_dates_of(order, was)
    stay = {*range(1, order.repaid_before + 1), *(number for number in repaid if 1 <= number <= len(old))}
    first, day = _beginning(order, was, now)
    dates = dues(now, first, len(old), day, order.bought_at.date())
    last = max(stay, default=0)
    if not _goes_up([due if number in stay else dates[number - 1] for number, due in enumerate(old, 1)]):
        # They would get into each other: what comes after the last repaid period begins with the bill after it.
        stay = set(range(1, last + 1))
        first, day = _after(old[last - 1], last, order, now, (first, day))
        dates = dues(now, first, len(old), day, order.bought_at.date())
    kept = tuple(KeptDue(number, old[number - 1]) for number in sorted(stay) if old[number - 1] != dates[number - 1])
    return msgspec.structs.replace(order, first_due=first, due_day=day, kept=kept)


def _beginning(order: Order, was: Channel, now: Channel) -> tuple[date, int | None]:
    """The first due date and the day meant by it: its own, or that of the account's bills."""
    is_own = bills_known(was) and not is_on_bills(was, order.first_due)
    if is_own or not bills_known(now):
        return order.first_due, order.due_day
    first = order.first_due if is_on_bills(now, order.first_due) else first_due(now, _counted(order))
    if first is None:
        return order.first_due, order.due_day
    return first, meant_day(now, _counted(order), first)


def _after(
    repaid: date, number: int, order: Order, now: Channel, begin: tuple[date, int | None]
) -> tuple[date, int | None]:
    """Where an order would begin so that the period after `number` is on the first bill after `repaid`."""
    first, day = begin
    if number == order.plan.periods:
        return begin
    later = 0
    while True:
        dates = dues(now, first, number + 1 + later, day, order.bought_at.date())
        if dates[-1] > repaid:
            break
        later += 1
    meant = day or first.day
    own = meant if dates[later].day < meant else None
    return dates[later], meant_day(now, _counted(order), dates[later]) if bills_known(now) else own


def _counted(order: Order) -> date:
    """The day that the billing cycle counts from."""
    return order.confirmed_on or order.bought_at.date()


def _goes_up(dates: Sequence[date]) -> bool:
    return all(one < other for one, other in pairwise(dates))
