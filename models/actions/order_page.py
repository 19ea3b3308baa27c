"""Whether the page of an order in the shop still says what was entered: asked before its first repayment, and once."""

from collections.abc import Iterable
from datetime import date

import msgspec

from models.bills.bill import Bill
from models.ledger.ledger import Ledger
from models.ledger.order import Kind, Order
from models.ledger.page_seen import PageSeen


def pages_to_see(ledger: Ledger, bill: Bill) -> tuple[Order, ...]:
    """The purchases on the bill of which nothing is repaid so far, and whose page nobody compared; in its order.

    Where nobody said how many periods were repaid before it was entered, only period 1 is known to be the first.
    """
    repaid = {share.order for each in ledger.repayments.values() for share in each.allocations}
    repaid |= {each.order for each in ledger.repayments.values()}
    found: dict[str, Order] = {}
    for line in bill.lines:
        order = line.order
        if order is None or line.outstanding <= 0 or order.id in repaid or order.repaid_periods:
            continue
        if order.paid_periods is None and line.number > 1:
            continue
        if order.kind is Kind.PURCHASE and order.id not in ledger.pages:
            found[order.id] = order
    return tuple(found.values())


def page_seen(ledger: Ledger, orders: Iterable[str], day: date) -> Ledger:
    """With their pages seen to say the same on that day; one that another terminal deleted is left out."""
    seen = {ident: PageSeen(id=ident, seen_on=day) for ident in orders if ident in ledger.orders}
    return msgspec.structs.replace(ledger, pages={**ledger.pages, **seen})
