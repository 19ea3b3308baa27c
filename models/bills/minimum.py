"""The smallest payment that the institution takes for a bill: an estimate by the channel's rule, and what it leaves."""

from decimal import Decimal

import msgspec

from models.bills.bill import Bill
from models.bills.late_interest import cost_a_day, left_bearing
from models.bills.line_kind import LineKind
from models.channels.rules import Minimum
from models.values.money import Fen, parse_amount, times

TOLERANCE: Fen = 1_00
"""How far the app's figure may be from the estimate and still be taken for it: institutions round line by line."""


class MinimumPayment(msgspec.Struct, frozen=True, kw_only=True):
    """The minimum of a whole bill (`amount`), what of it is still `to_pay`, and what paying that leaves, in fen.

    `a_day` is the estimated late interest for each day that the rest stays unpaid after the due date.
    """

    amount: Fen
    to_pay: Fen
    rest: Fen
    a_day: Fen

    def is_about(self, figure: Fen) -> bool:
        """Whether that figure is, but for rounding, this minimum and not the bill."""
        return self.rest > TOLERANCE and abs(figure - self.to_pay) <= TOLERANCE


def minimum_payment(bill: Bill) -> MinimumPayment | None:
    """What paying the bill's minimum leaves; None where that is not known, or nothing is owed."""
    amount, owed = minimum_of(bill), bill.outstanding
    if amount is None or owed <= 0:
        return None
    to_pay = max(0, amount - bill.paid)
    return MinimumPayment(
        amount=amount,
        to_pay=to_pay,
        rest=owed - to_pay,
        a_day=cost_a_day(left_bearing(bill, to_pay), bill.channel),
    )


def minimum_of(bill: Bill) -> Fen | None:
    """The minimum of the whole bill by its channel's rule, in fen; None where that is not known.

    A purchase in one period and what a correction added are everything else on the bill.
    """
    rule = bill.channel.minimum
    if rule is None or rule.instalments is None or bill.settles:
        return None
    return None if rule.other is None and _other(bill) else least_minimum(bill)


def least_minimum(bill: Bill) -> Fen:
    """What of the minimum is known: that of the instalments alone, where the channel does not say what else counts.

    Credit pays of it what it pays of the bill.
    """
    rule = bill.channel.minimum or Minimum()
    small = _small_rest(bill, rule)
    other = times(_other(bill) - small, Decimal(rule.other or 0))
    return max(0, times(_in_instalments(bill), Decimal(rule.instalments or 0)) + other + small - bill.covered)


def reaches_minimum(bill: Bill, paid: Fen) -> bool:
    """Whether so much of the bill, repaid in time, may have been its minimum: it leaves a rest, and is no less than
    what is known of the minimum."""
    return bill.channel.minimum is not None and not bill.settles and least_minimum(bill) <= paid < bill.amount


def _in_instalments(bill: Bill) -> Fen:
    return sum(line.amount - line.reduced for line in bill.lines if line.in_instalments)


def _small_rest(bill: Bill, rule: Minimum) -> Fen:
    """What an earlier bill left, where that is so little that all of it counts."""
    least = parse_amount(rule.rest_from)
    over = (line for line in bill.lines if line.kind is LineKind.CARRIED_OVER) if least else ()
    left = sum(line.amount - line.reduced for line in over)
    return left if left < least else 0


def _other(bill: Bill) -> Fen:
    """What is no instalment, before credit."""
    return bill.amount + bill.covered - _in_instalments(bill)


def paid_in_time(bill: Bill) -> Fen:
    """What of the bill was repaid by its due instant, in fen."""
    lines = {(line.order_id, line.number) for line in bill.lines}
    late = (each for each in bill.repayments if each.paid_at.timestamp() > bill.due_at.timestamp())
    shares = (
        share.amount
        for each in late
        for share in each.allocations
        if (share.order, share.number) in lines and (share.order or not each.order)  # else it was an early charge
    )
    return bill.paid - sum(shares)
