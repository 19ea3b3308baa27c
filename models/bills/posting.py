"""When what is on a bill was put on the account, from which day on a card counts interest once it is late."""

from datetime import date, timedelta

from models.bills.bill import Bill
from models.bills.billed import billed_on
from models.bills.line_kind import LineKind
from models.bills.schedule import Line, due_dates_of
from models.values.dates import months_after

LONGEST = timedelta(days=62)
"""No purchase is on a bill that falls due later after it: a month until it is billed, and one until that is due."""


def posted_on(line: Line, bill: Bill) -> date:
    """The day on which that line was put on the account, as far as it is known; the due date where it is not.

    An instalment is with the statement. So is what has no order, but for what an earlier bill left: its interest until
    this bill is due stands beside it, or it was deferred without any, so it is on the due date. A purchase in one
    period is on its own day. Where the day of the statement is not known, an instalment is on the day of the month of
    its purchase.
    """
    due, billed = bill.due, billed_on(bill.channel, bill.due)
    order = line.order
    if line.kind is LineKind.CARRIED_OVER or _was_deferred(line, bill):
        return due
    if order is None or (line.in_instalments and billed < due):
        return billed
    bought = months_after(order.lent_on, line.number - 1)
    return bought if due - LONGEST <= bought <= billed else billed


def _was_deferred(line: Line, bill: Bill) -> bool:
    """Whether the order has the line on an earlier bill, which was deferred."""
    return line.order is not None and due_dates_of(line.order, bill.channel)[line.number - 1] < line.due
