"""The price of an order becomes known, of which only the amounts were: its fee is what they hold beyond that."""

from collections.abc import Sequence

from msgspec.structs import replace

from models.actions.editing import edited
from models.bills.contracts import contracts
from models.channels.channel import Catalogue, Channel
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger, order_of
from models.ledger.order import Order
from models.offers.terms import plan_of, terms_from
from models.plans.plan import fee_known
from models.values.message import Problem
from models.values.money import Fen


def with_price(order: Order, price: Fen, channel: Channel, fees: Sequence[Fen] | None = None) -> Order:
    """The order at that price; Problem where its fee is known already, or the amounts do not go with the price.

    `fees` are those of its periods, where they do not follow from the price alone, see `rounding_up`.
    """
    if fee_known(order.plan):
        raise Problem("the fee of {title} is known", title=order.title)
    try:
        terms = replace(terms_from(order.plan), principal=price, fee_per_period=fees and tuple(fees))
        return replace(order, plan=plan_of(terms, channel))
    except Problem as problem:
        problem.field = "price"
        raise


def priced(ledger: Ledger, ident: str, price: Fen, catalogue: Catalogue, fees: Sequence[Fen] | None = None) -> Ledger:
    """With the price of that order; what was repaid of it stays repaid."""
    order = order_of(ledger, ident)
    channel = channel_of(contracts(ledger, catalogue), order.account_id)
    return edited(ledger, with_price(order, price, channel, fees), catalogue)
