"""The smallest payment that the institution takes for a bill: an estimate by the channel's rule, and what it leaves."""

from decimal import Decimal

import msgspec

from models.bills.bill import Bill
from models.bills.late_interest import cost_a_day, left_bearing
from models.values.money import Fen, times

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
    """The bill's minimum by its channel's rule; None where that is not known, or nothing is owed.

    The orders' lines are the instalments; what a correction added is everything else on the bill.
    """
    rule, owed = bill.channel.minimum, bill.outstanding
    if rule is None or rule.instalments is None or owed <= 0 or bill.settles:
        return None
    instalments = sum(line.amount - line.reduced for line in bill.lines if line.order)
    other = bill.amount - instalments
    if other and rule.other is None:
        return None
    amount = times(instalments, Decimal(rule.instalments)) + times(other, Decimal(rule.other or 0))
    to_pay = max(0, amount - bill.paid)
    return MinimumPayment(
        amount=amount,
        to_pay=to_pay,
        rest=owed - to_pay,
        a_day=cost_a_day(left_bearing(bill, to_pay), bill.channel),
    )
