"""What a bill comes to without what the institution took off it: by its orders, or by a higher total that it has."""

from models.actions.reduction import fits
from models.bills.bill import Bill
from models.bills.converting import without_correction
from models.bills.given_back import expected
from models.ledger.reduction import Target
from models.values.money import Fen


def unlowered(bill: Bill, total: Fen, target: Target) -> Fen:
    """What it came to before so much of the target was taken off that `total` is left.

    It is all that it has, also what a total before was more than its orders; its orders alone, where that was less, or
    not so much can be off the target.
    """
    whole = bill.amount + (bill.lowered.amount if bill.lowered else 0)
    by_orders = expected(bill)
    higher = whole > by_orders and fits(without_correction(bill).lines, target, whole - total)
    return whole if higher else by_orders
