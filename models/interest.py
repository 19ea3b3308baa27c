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
    """Estimated interest so far, not compounded: the daily rate × the days that each part was late, or still is.

    The base is what the orders' lines wanted when they fell due, without what a correction added.
    """
    late = sum(line.outstanding for line in bill.lines if line.order) * days_late(bill, now)
    for repayment in bill.repayments:
        share = sum(each.amount for each in repayment.allocations if each.order)
        late += share * days_late(bill, repayment.paid_at)
    return times(late, Decimal(bill.channel.late_daily_rate)) if bill.outstanding else 0


def cost_a_day(rest: Fen, channel: Channel) -> Fen:
    """Estimated interest for each day that `rest` stays unpaid after the due date."""
    return times(rest, Decimal(channel.late_daily_rate))
