"""What counts where a bill cannot be paid in time: until when money can be sent, and what lateness will cost."""

from datetime import datetime, timedelta
from decimal import Decimal

import msgspec
from pendulum import DateTime

from models.bills.bill import Bill, past_due
from models.bills.converting import convertible
from models.bills.late_cost import LateCost, for_less, late_cost
from models.bills.late_interest import cost_a_day, left_bearing
from models.channels.arrival import last_safe
from models.channels.rules import Method
from models.values.money import Fen


class LastHour(msgspec.Struct, frozen=True):
    """Until when money can be sent by these methods that is there in time; None where that is not known of them."""

    at: DateTime | None
    methods: tuple[Method, ...]


def last_hours(bill: Bill) -> tuple[LastHour, ...]:
    """Of every method of the channel, the slowest first, for they end first; those that nobody knows last."""
    found: dict[DateTime | None, list[Method]] = {}
    for method in bill.channel.methods:
        arrival = bill.channel.arrival(method.id)
        found.setdefault(None if arrival is None else last_safe(arrival, bill.due_at), []).append(method)
    known = sorted((at for at in found if at is not None), key=lambda at: at.timestamp())
    return tuple(LastHour(at, tuple(found[at])) for at in (*known, *((None,) if None in found else ())))


def may_ask_to_turn(bill: Bill) -> bool:
    """Whether it makes sense to ask that the bill be turned into instalments (账单分期).

    Not where all of it is instalments already and a source says that those are not turned again.
    """
    rule = bill.channel.uncertain.get("convertible", bill.channel.source)
    known = bill.channel.convertible is not None and not rule.assumed
    return not known or convertible(bill) > 0


class Lateness(msgspec.Struct, frozen=True):
    """An estimate of what it costs that nothing more of a bill is repaid.

    `cost` of the first late day, or until today where it is late already; `a_day` of each further day.
    """

    cost: LateCost
    a_day: Fen


def lateness(bill: Bill, now: datetime) -> Lateness | None:
    """What it costs; None where the rate is not known."""
    late = bill.channel.late
    if not Decimal(late.daily_rate) and not Decimal(late.penalty):
        return None
    at = now if past_due(bill, now) else bill.due_at
    if bill.due_at.date() >= at.astimezone(bill.due_at.tzinfo).date():
        at = bill.due_at + timedelta(days=1)
    return Lateness(
        late_cost(bill, at), cost_a_day(left_bearing(bill, 0), bill.channel) + (for_less(bill, 0).extra or 0)
    )
