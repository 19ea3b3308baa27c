"""The bill that comes after another of the same account."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from models.bills.bill import Bill
from models.channels.due import meant_day, next_due


class Following(NamedTuple):
    """When the next bill falls due, and the day of the month that is meant where a short month clamped it."""

    due: date
    due_day: int | None


def following(bill: Bill, after: date | None = None) -> Following:
    """The account's bill after this one: the next, or the first that is due after the day `after`."""
    channel, day, due = bill.channel, _meant(bill), bill.due
    while due == bill.due or (after is not None and due <= after):
        due = next_due(channel, due, day if _is_clamped(due, day) else None)
    by_rule = meant_day(channel, bill.due, due)
    own = day if not channel.due_moves and channel.due_after is None and _is_clamped(due, day) else None
    return Following(due, by_rule or own)


def _is_clamped(due: date, day: int) -> bool:
    """Whether `due` may stand for that day of a month which is too short for it."""
    return _ends_month(due) and day > due.day


def _meant(bill: Bill) -> int:
    """The day of the month that the bill's due date stands for, as far as its orders say."""
    if not _ends_month(bill.due):
        return bill.due.day
    orders = (line.order for line in bill.lines if line.order)
    return max((order.due_day or order.first_due.day for order in orders), default=bill.due.day)


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
