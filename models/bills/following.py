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


def following(bill: Bill) -> Following:
    """The account's bill after this one."""
    channel, day = bill.channel, _meant(bill)
    due = next_due(channel, bill.due, day)
    by_rule = meant_day(channel, bill.due, due)
    own = day if not channel.due_moves and channel.due_after is None and _ends_month(due) and day > due.day else None
    return Following(due, by_rule or own)


def _meant(bill: Bill) -> int:
    """The day of the month that the bill's due date stands for, as far as its orders say."""
    if not _ends_month(bill.due):
        return bill.due.day
    orders = (line.order for line in bill.lines if line.order)
    return max((order.due_day or order.first_due.day for order in orders), default=bill.due.day)


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
