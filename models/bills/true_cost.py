"""What an order really costs a year: its plan on its dates, less what the institution took off its bills."""

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.schedule import Line
from models.bills.stood_on import stood_on
from models.ledger.order import Order
from models.plans.annual_cost import Cost, cost, dated_cost
from models.plans.plan import fee_known
from models.values.money import Fen


def true_cost(order: Order, book: Book) -> Cost:
    """A coupon makes it cheaper; a refund does not: what was given back had been lent no longer.

    What lowered a bill counts where somebody said that it was lowered, of the fee, the principal or the whole of it.
    """
    rows = book.schedules[order.id]
    dues = tuple(row.due for row in rows)
    off = [sum(_taken_off(row, bill) for bill in stood_on(row, book)) for row in rows]
    if not fee_known(order.plan) or not any(off):
        return dated_cost(order.plan, order.lent_on, dues)
    paid = (less - row.amount for row, less in zip(rows, off, strict=True))
    return cost((order.plan.principal, *paid), (order.lent_on, *dues))


def _taken_off(row: Line, bill: Bill) -> Fen:
    """What of the line a bill that it stood on was lowered by, beside any refund, and what was turned of it."""
    if bill.lowered is None or not bill.uncorrected:
        return 0
    from models.bills.correcting import taken_off  # noqa: PLC0415  # few bills were lowered

    off = taken_off(bill).get((row.order_id, row.number), 0)
    return max(0, min(off, bill.lowered.amount))
