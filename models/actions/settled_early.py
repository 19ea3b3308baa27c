"""What an order that was settled early really cost, and saved against paying every fee of it."""

import msgspec

from models.bills.book import Book
from models.bills.derive import shares_of
from models.bills.schedule import schedule
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger, repayments_of
from models.plans.annual_cost import cost
from models.plans.plan import fee_known
from models.values.dates import today
from models.values.money import Fen


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """In fen: the `fees` that were really paid in all, and what was `saved` of those that every period would have
    cost; below 0, what was paid more. `xirr`: what it really cost a year, on its dates, as a fraction; None where there
    is no rate."""

    fees: Fen
    saved: Fen
    xirr: float | None


def outcome(ledger: Ledger, book: Book, ident: str) -> Ended | None:
    """What the early settlement of the order came to; None where it was not settled early, or its fee is not known."""
    order, closing = ledger.orders.get(ident), ledger.closings.get(ident)
    if order is None or closing is None or not fee_known(order.plan):
        return None
    channel = channel_of(book.channels, order.account_id)
    refunds = [each for each in ledger.refunds.values() if each.order == ident]
    mine = {each.id: each for each in repayments_of(ledger, ident) if each.order != ident}
    before = msgspec.structs.replace(ledger, repayments=mine)
    rows = schedule(order, channel, shares_of(before), None, refunds)
    left = sum(row.outstanding for row in rows if closing.ends(row.number))
    paid = sum(row.paid for row in rows) + closing.figure
    principal = order.plan.principal - sum(each.amount for each in refunds)
    days = (order.lent_on, *(row.due for row in rows if row.paid), today(closing.at, channel.zone))
    flows = (principal, *(-row.paid for row in rows if row.paid), -closing.figure)
    return Ended(fees=paid - principal, saved=left - closing.figure, xirr=cost(flows, days).xirr)
