"""One order under two ids: they have the same order number however it is spelt, or no number and the same purchase."""

from collections.abc import Iterator

from models.bills.fault import Fault, FaultCode, fault
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.plans.plan import parts
from models.values.identity import key_of
from models.values.message import msg

_TWIN = msg("{record} and {other} in the table {table} are one order under two ids: {title}")


def twins(ledger: Ledger) -> Iterator[Fault]:
    """The orders that are already there under another id."""
    known: dict[tuple[object, ...], Order] = {}
    for order in ledger.orders.values():
        first = known.setdefault(_key(order), order)
        if first is not order:
            yield fault(FaultCode.TWIN, "orders", order.id, _TWIN, other=first.id, title=order.title)


def _key(order: Order) -> tuple[object, ...]:
    number = key_of(order.order_no)
    if number:
        return (number,)
    amounts = tuple(sorted((part.principal, part.fee) for part in parts(order.plan)))
    return (key_of(order.title), order.bought_at, order.account_id, amounts, order.first_due, order.kind, order.of)
