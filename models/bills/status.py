"""How a bill, a line or an order stands at a moment."""

from datetime import datetime
from enum import StrEnum

import msgspec

from models.bills.bill import Bill, auto_debit_unseen, days_left, is_unsaid, past_due, seen
from models.bills.book import OrderRow
from models.bills.converting import in_instalments, is_turned
from models.bills.minimum import rest_unsaid
from models.bills.schedule import Line

SOON_DAYS = 7


class Status(StrEnum):
    """How a bill, or one line of it, stands. Overdue wins over partly paid."""

    UPCOMING = "upcoming"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    PARTLY_PAID = "partly_paid"
    TO_CONFIRM = "to_confirm"
    SETTLED = "settled"
    MINIMUM_PAID = "minimum_paid"
    IN_INSTALMENTS = "in_instalments"
    DEFERRED = "deferred"


DONE = frozenset({Status.SETTLED, Status.MINIMUM_PAID, Status.IN_INSTALMENTS, Status.DEFERRED})
"""Where nothing is left to do: what is not repaid stands elsewhere."""


class Moment(msgspec.Struct, frozen=True):
    """When it is asked: the instant, and how many days ahead count as soon."""

    now: datetime
    soon_days: int = SOON_DAYS


def row_status(row: OrderRow, moment: Moment) -> Status:
    """How an order's next line stands at that moment."""
    if row.next and row.bill:
        return line_status(row.next, row.bill, moment)
    return Status.IN_INSTALMENTS if row.turned else Status.SETTLED


def status(bill: Bill, moment: Moment) -> Status:
    """How the bill stands at that moment."""
    return _status(bill, bill, moment)


def line_status(line: Line, bill: Bill, moment: Moment) -> Status:
    """How one line of `bill` stands at that moment."""
    return _status(line, bill, moment)


def _status(part: Line | Bill, bill: Bill, moment: Moment) -> Status:
    confirmed = bill.confirmed if isinstance(part, Bill) else seen(part, bill)
    if part.outstanding <= 0:
        return _done(part, bill) if confirmed else Status.TO_CONFIRM
    if auto_debit_unseen(bill, moment.now):
        return Status.TO_CONFIRM
    if past_due(bill, moment.now):
        unsaid = part.unsaid if isinstance(part, Bill) else is_unsaid(part, bill)
        return Status.TO_CONFIRM if unsaid or rest_unsaid(bill, moment.now) else Status.OVERDUE
    if part.paid:
        return Status.PARTLY_PAID if confirmed else Status.TO_CONFIRM
    days = days_left(bill, moment.now)
    if days <= 0:
        return Status.DUE_TODAY
    return Status.DUE_SOON if days <= moment.soon_days else Status.UPCOMING


def _done(part: Line | Bill, bill: Bill) -> Status:
    """What became of something of which nothing is owed any more."""
    if bill.over and part.carried > 0 and not bill.over.repaid:
        return Status.DEFERRED if bill.over.deferred else Status.MINIMUM_PAID
    turned = in_instalments(bill) if isinstance(part, Bill) else is_turned(part, bill)
    return Status.IN_INSTALMENTS if turned else Status.SETTLED
