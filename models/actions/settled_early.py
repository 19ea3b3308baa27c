"""What an order that was settled early really cost, and saved against paying every fee of it."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from models.bills.book import Book
from models.bills.repaid_again import billed_again
from models.bills.schedule import NO_PERIODS, schedule, shares_of
from models.channels.effective import channel_of
from models.ledger.closing import Refund
from models.ledger.ledger import Ledger, repayments_of
from models.ledger.order import Order
from models.plans.annual_cost import cost
from models.plans.plan import fee_known
from models.values.dates import today
from models.values.money import Fen


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """In fen: the `fees` that were really paid in all, what was `charged` of them for settling, which is in no period,
    and what was `saved` of those that every period would have cost; below 0, what was paid more. `xirr`: what it really
    cost a year, on its dates, as a fraction; None where there is no rate: that of what was paid less than the price
    says nothing."""

    fees: Fen
    charged: Fen
    saved: Fen
    xirr: float | None


def outcome(ledger: Ledger, book: Book, ident: str) -> Ended | None:
    """What the early settlement of the order came to; None where it was not settled early, or its fee is not known.

    It cost what its periods and its settlement came to beyond its price, whatever they were paid by, and wherever.
    What was returned before was lent until then; what was returned later makes none of it cheaper.
    """
    order, closing = ledger.orders.get(ident), ledger.closings.get(ident)
    if order is None or closing is None or not fee_known(order.plan):
        return None
    from models.bills.before_closing import refunds_before, stood  # noqa: PLC0415  # few orders are settled early

    zone = channel_of(book.channels, order.account_id).zone
    periods = stood(ledger, book, closing)
    paid = [(each.was.due, each.came_to - each.owed) for each in periods]
    paid += [
        (today(closing.at, zone), closing.figure),
        *_returned(ledger, book, order, refunds_before(ledger, closing), zone),
    ]
    days, amounts = [day for day, amount in paid if amount], [amount for _, amount in paid if amount]
    price = order.plan.principal
    fees = sum(amounts) - price
    settling = (each for each in ledger.repayments.values() if each.order == ident)
    return Ended(
        fees=fees,
        charged=sum(each.amount - sum(share.amount for share in each.allocations if share.order) for each in settling),
        saved=sum(each.owed for each in periods) - closing.figure,
        xirr=cost((price, *(-amount for amount in amounts)), (order.lent_on, *days)).xirr if fees >= 0 else None,
    )


def _returned(
    ledger: Ledger, book: Book, order: Order, refunds: Sequence[Refund], zone: str
) -> Iterator[tuple[date, Fen]]:
    """What these refunds took off the price before the order was settled, each on its day."""
    if not refunds:
        return
    channel = channel_of(book.channels, order.account_id)
    own = {each.id: each for each in repayments_of(ledger, order.id) if each.order != order.id}
    then = msgspec.structs.replace(ledger, repayments=own)
    shares, again = shares_of(then), billed_again(then).get(order.id, NO_PERIODS)
    left = [
        sum(row.owed_principal for row in schedule(order, channel, shares, None, refunds[:count], again))
        for count in range(len(refunds) + 1)
    ]
    for index, each in enumerate(refunds):
        yield today(each.at, zone), left[index] - left[index + 1]
