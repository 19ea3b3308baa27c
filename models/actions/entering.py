"""When an order was entered, and whether the periods that were due before that day are repaid, as somebody says."""

from datetime import datetime
from enum import StrEnum

from msgspec.structs import replace

from models.bills.schedule import due_dates_of, open_periods
from models.channels.channel import Channel
from models.ledger.order import Order, with_repaid
from models.values.dates import today
from models.values.message import Problem


class Past(StrEnum):
    """What is said of all periods that were due before an order was entered."""

    REPAID = "repaid"
    UNPAID = "unpaid"


Repaid = Past | frozenset[int]
"""What is repaid of the past: all, nothing, or the periods with these numbers."""


def entered(order: Order, channel: Channel, now: datetime) -> Order:
    """The order as it is entered now: on the institution's date, unless it says when it was."""
    return order if order.entered_on is not None else replace(order, entered_on=today(now, channel.zone))


def asked(order: Order, channel: Channel) -> tuple[int, ...]:
    """The periods that were due before the order was entered, where nobody said whether they are repaid."""
    return open_periods(order, due_dates_of(order, channel))


def with_past(order: Order, channel: Channel, past: Repaid) -> Order:
    """The order with that answer, where its past is asked about; Problem where one is repaid that was not due."""
    numbers = asked(order, channel)
    if not numbers:
        return order
    if isinstance(past, Past):
        return with_repaid(order, numbers if past is Past.REPAID else ())
    if other := sorted(past - {*numbers}):
        raise Problem(
            "period {number} of {title} is not repaid: only periods up to {last} were due before it was entered",
            field="past",
            number=other[0],
            title=order.title,
            last=max(numbers),
        )
    return with_repaid(order, past)
