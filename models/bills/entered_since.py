"""What was entered since the rest of a bill left it is no part of that rest: it is on the bill until somebody says."""

from collections.abc import Collection

from models.bills.bill import Bill
from models.bills.schedule import Line
from models.ledger.had import Had
from models.values.money import Fen


def had_by(bill: Bill) -> tuple[Had, ...]:
    """The periods of orders that the bill has, each with what it is there."""
    return tuple(Had(line.order_id, line.number, line.amount) for line in bill.lines if line.order)


def entered_since(line: Line, had: Collection[Had] | None) -> Fen:
    """What of the line came to the bill after it had those periods: an order of its own, or what one was edited to.

    None: an older version did not say which it had. What is of no order is of the whole bill.
    """
    if line.order is None or had is None:
        return 0
    then = sum(each.amount for each in had if (each.order, each.number) == (line.order_id, line.number))
    return max(0, line.amount - then)
