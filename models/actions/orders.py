"""Entering, editing, archiving and deleting orders."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from models.actions.accounts import opened
from models.actions.known_orders import KnownOrders
from models.channels.channel import Catalogue
from models.ledger.conversion import Conversion
from models.ledger.deferral import Deferral
from models.ledger.had import without_order
from models.ledger.ids import bill_id, early_id
from models.ledger.ledger import Ledger, being_paid, drop, order_of, put, repayments_of
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.order import Order
from models.values.dates import due_dates, months_after
from models.values.identity import key_of
from models.values.message import Problem

LeftT = TypeVar("LeftT", Conversion, Deferral, MinimumPaid)


def add_orders(ledger: Ledger, orders: Iterable[Order], catalogue: Catalogue) -> Ledger:
    """With new orders and the first accounts of their channels, all or none; Problem where one is there already."""
    records = dict(ledger.orders)
    known = KnownOrders(records.values())
    orders = tuple(orders)
    for order in orders:
        twin = known.same(order)
        if twin is not None:
            raise Problem("this order is there already: {title}", field="order_no", title=twin.title)
        records[order.id] = order
        known.add(order)
    return opened(msgspec.structs.replace(ledger, orders=records), (each.account_id for each in orders), catalogue)


def edit_order(ledger: Ledger, order: Order) -> Ledger:
    """With an order's new content and nothing else changed, see `edited`; Problem where its number is another's."""
    old, twin = order_of(ledger, order.id), None
    if key_of(old.order_no) != key_of(order.order_no):
        twin = KnownOrders(ledger.orders.values()).numbered(order.order_no)
    if twin is not None:
        raise Problem(
            "order number {number} belongs to {title}",
            field="order_no",
            number=order.order_no,
            title=twin.title,
        )
    return msgspec.structs.replace(ledger, orders=put(ledger.orders, order.id, order))


def archive_order(ledger: Ledger, ident: str, *, archived: bool) -> Ledger:
    """With an order archived, or no longer archived. Its bills stay: archiving hides, it does not repay."""
    order = msgspec.structs.replace(order_of(ledger, ident), archived=archived)
    return msgspec.structs.replace(ledger, orders=put(ledger.orders, ident, order))


def delete_order(ledger: Ledger, ident: str) -> Ledger:
    """Without an order; Problem where repayments were recorded for it, or a bill of it was turned into instalments.

    What it was of a bill is owed on that bill again.
    """
    order = order_of(ledger, ident)
    if _is_turned(ledger, order):
        raise Problem(
            "a bill in the months of {title} was turned into instalments, which run on; "
            "delete those first, or archive it",
            title=order.title,
        )
    if _rests_on(ledger, order):
        raise cannot_go(order)
    return msgspec.structs.replace(
        ledger,
        orders=drop(ledger.orders, ident),
        conversions=_had_without(drop(ledger.conversions, ident), ident),
        deferrals=_had_without(ledger.deferrals, ident),
        minimums=_had_without(ledger.minimums, ident),
        pages=drop(ledger.pages, ident),
    )


def cannot_go(order: Order) -> Problem:
    """Why an order that something was recorded of is not deleted."""
    return Problem(
        "{title} has recorded repayments or an open checklist; archive it instead of deleting it", title=order.title
    )


def _had_without(records: Mapping[str, LeftT], order: str) -> Mapping[str, LeftT]:
    """What was said of the rests of bills, without that order: entered again, it is no part of them."""
    had = {ident: without_order(each.had, order) for ident, each in records.items()}
    changed = {ident for ident, each in records.items() if had[ident] != each.had}
    if not changed:
        return records
    return {
        ident: msgspec.structs.replace(each, had=had[ident]) if ident in changed else each
        for ident, each in records.items()
    }


def _is_turned(ledger: Ledger, order: Order) -> bool:
    """Whether a bill that the order was on then, or may have been, was turned into instalments: those run on."""
    first, last = _months(order)
    others = (each for each in ledger.conversions.values() if each.id != order.id)
    mine = (each for each in others if each.had is None or order.id in {period.order for period in each.had})
    parts = (each.bill.rpartition("/") for each in mine)
    return any(account == order.account_id and first <= due <= last for account, _, due in parts)


def _months(order: Order) -> tuple[str, str]:
    """The first and the last day on which it can be due: days that were moved may lead into the month next to it."""
    first, last = months_after(order.first_due, -1, 1), months_after(order.first_due, order.plan.periods, 31)
    return first.isoformat(), last.isoformat()


def _rests_on(ledger: Ledger, order: Order) -> bool:
    """Whether something was recorded that an order's terms cannot change under: of it, or of a bill's correction.

    A correction's share of a repayment belongs to no order; its bill must not lose its orders. To know the bill's date
    for certain takes the channel, so every bill of the order's months counts; of a checklist, only where the user has
    set the channel's days.
    """
    dates = due_dates(order.first_due, order.plan.periods, order.due_day)
    checklists = {early_id(order.id), *(bill_id(order.account_id, due) for due in dates)}
    if checklists & being_paid(ledger).keys() or order.id in ledger.closings or repayments_of(ledger, order.id):
        return True
    if any(each.order == order.id for each in ledger.refunds.values()):
        return True
    # Days that were moved over the bill day move a bill into the month before or after.
    first = months_after(order.first_due, -1, 1)
    last = months_after(order.first_due, order.plan.periods, 31)
    if order.account_id in ledger.accounts:
        months = bill_id(order.account_id, first), bill_id(order.account_id, last)
        if any(months[0] <= ident <= months[1] for ident in ledger.checklists):
            return True
    return any(
        each.account_id == order.account_id
        and first <= each.due <= last
        and any(not share.order for share in each.allocations)
        for each in ledger.repayments.values()
    )
