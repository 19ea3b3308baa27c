"""What can still be returned of an order."""

from models.ledger.ledger import Ledger
from models.ledger.order import Kind, Order
from models.values.message import Message, msg
from models.values.money import Fen


def no_purchase(order: Order) -> Message | None:
    """Why nothing can be returned of the order, and what to do: it began as a bill, on which is what was bought."""
    if order.kind is Kind.PURCHASE:
        return None
    return msg(
        "{title} is a bill by instalments, not a purchase: record the refund of what was bought, "
        "which is on the bill due {due}",
        title=order.title,
        due=order.of.rpartition("/")[2],
    )


def refunded(ledger: Ledger, order: str) -> Fen:
    """What was refunded of an order so far."""
    return sum(each.amount for each in ledger.refunds.values() if each.order == order)
