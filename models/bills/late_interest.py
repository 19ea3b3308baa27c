"""What lateness costs: estimates by the channel's daily rate and base. The institution's own figure always wins."""

from datetime import datetime
from decimal import Decimal

from models.bills.bill import Bill, days_left, is_late, is_unsaid, kind_on
from models.bills.line_kind import LineKind
from models.bills.schedule import Line
from models.channels.channel import Channel
from models.channels.rules import LateBase
from models.ledger.repayment import allocate
from models.plans.annual_cost import percent
from models.values.message import Message, msg
from models.values.money import Fen, times


def days_late(bill: Bill, now: datetime) -> int:
    """Whole days since the due date, in the institution's zone; 0 before the due instant, or where nobody said whether
    it was repaid."""
    return max(0, -days_left(bill, now)) if is_late(bill, now) else 0


def late_interest(bill: Bill, now: datetime) -> Fen:
    """Estimated interest so far, not compounded: the daily rate × the days that each part was late, or still is.

    It is counted on what was owed on the bill's lines when they fell due, or on the principal in it, as the channel has
    it. Interest bears no interest: what a correction added because of lateness is left out. So is what may have been
    repaid before its order was entered.
    """
    whole = bill.channel.late_base is LateBase.OUTSTANDING
    bearing = [line for line in bill.lines if _bears(line, bill) and not is_unsaid(line, bill)]
    late = sum(line.outstanding if whole else line.owed_principal for line in bearing) * days_late(bill, now)
    # One that settled an order early repaid lines of other bills, too.
    own = {(line.order_id, line.number) for line in bearing} if bill.repayments else ()
    for repayment in bill.repayments:
        shares = (each for each in repayment.allocations if (each.order, each.number) in own)
        late += sum(each.amount if whole else each.principal for each in shares) * days_late(bill, repayment.paid_at)
    return times(late, Decimal(bill.channel.late_daily_rate)) if bill.outstanding else 0


def left_bearing(bill: Bill, pay: Fen) -> Fen:
    """What would still bear late interest once `pay` more was repaid: all that is left, or its principal."""
    whole = bill.channel.late_base is LateBase.OUTSTANDING
    repaid = {(each.order, each.number): each for each in allocate(pay, bill.lines, bill.due)}
    left = 0
    for line in bill.lines:
        if _bears(line, bill):
            share = repaid.get((line.order_id, line.number))
            left += line.outstanding if whole else line.owed_principal
            left -= (share.amount if whole else share.principal) if share else 0
    return max(0, left)


def _bears(line: Line, bill: Bill) -> bool:
    return kind_on(line, bill) is not LineKind.LATE


def cost_a_day(bearing: Fen, channel: Channel) -> Fen:
    """Estimated interest for each day that `bearing`, what late interest is counted on, stays unpaid."""
    return times(bearing, Decimal(channel.late_daily_rate))


def on_principal(bill: Bill) -> bool:
    """Whether it is counted on the principal alone, which takes a fee that is known."""
    known = all(line.fee_known for line in bill.lines)
    return bill.channel.late_base is LateBase.PRINCIPAL and known


def counted(bill: Bill) -> Message:
    """How late interest is estimated: the rate, and what it is counted on."""
    rate = percent(Decimal(bill.channel.late_daily_rate))
    if on_principal(bill):
        return msg("{rate} a day on the principal, an estimate", rate=rate)
    return msg("{rate} a day on what is owed, an estimate", rate=rate)
