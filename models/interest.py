"""What lateness costs: estimates by the channel's daily rate. The institution's own figure always wins."""

from datetime import datetime
from decimal import Decimal

from models.bill import Bill, days_left, past_due
from models.channel import Channel
from models.money import Fen, times


def days_late(bill: Bill, now: datetime) -> int:
    """Whole days since the due date, in the institution's zone; 0 before the due instant."""
    return max(0, -days_left(bill, now)) if past_due(bill, now) else 0


def late_interest(bill: Bill, now: datetime) -> Fen:
    """Estimated interest so far: what the orders' lines still want × the daily rate × days late, not compounded."""
    base = sum(line.outstanding for line in bill.lines if line.order)
    return times(base, Decimal(bill.channel.late_daily_rate) * days_late(bill, now))


def cost_a_day(rest: Fen, channel: Channel) -> Fen:
    """Estimated interest for each day that `rest` stays unpaid after the due date."""
    return times(rest, Decimal(channel.late_daily_rate))
