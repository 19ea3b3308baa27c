"""The smallest payment that the institution takes for a bill: an estimate by the channel's rule, and what it leaves."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import msgspec

from models.bills.bill import Bill, grew, past_due
from models.bills.billed import billed_on
from models.bills.converting import as_it_fell_due
from models.bills.late_interest import cost_a_day, left_bearing
from models.bills.line_kind import LineKind
from models.channels.rules import Minimum
from models.values.dates import today
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
    to_pay = min(owed, max(0, amount - bill.paid))
    return MinimumPayment(
        amount=amount,
        to_pay=to_pay,
        rest=owed - to_pay,
        a_day=cost_a_day(left_bearing(bill, to_pay), bill.channel),
    )


def minimum_of(bill: Bill) -> Fen | None:
    """The minimum of the whole bill by its channel's rule, in fen; None where that is not known.

    A purchase in one period and what a correction added are everything else on the bill. What was turned into
    instalments once it was late was in it. Nobody says what credit lowers first that the bill was made with: it is the
    most that it may be then, as less than the minimum is worse than more.
    """
    rule = bill.channel.minimum
    if rule is None or rule.instalments is None or bill.settles:
        return None
    return None if rule.other is None and _other(as_it_fell_due(bill)) > _made_with(bill) else most_minimum(bill)


def least_minimum(bill: Bill) -> Fen:
    """What of the minimum is known: that of the instalments alone, where the channel does not say what else counts.

    What the bill was made with is no part of it any more, of whatever has the highest share; credit that came since, in
    time, pays of it what it pays of the bill.
    """
    return _minimum(bill, "0")


def most_minimum(bill: Bill) -> Fen:
    """The most that the minimum can be: all of the bill that the channel does not say a share of."""
    return _minimum(bill, "1", credit_last=True)


def minimum_range(bill: Bill) -> tuple[Fen, Fen]:
    """The least and the most that the minimum can be, by what a rule says alone: what was inferred bounds nothing."""
    by_rule = _by_rule(bill)
    return least_minimum(by_rule), most_minimum(by_rule)


def _minimum(bill: Bill, unknown: str, *, credit_last: bool = False) -> Fen:
    """The minimum where `unknown` is each share that the channel does not say; with `credit_last`, what the bill was
    made with lowers what has the highest share after all else."""
    rule, bill = bill.channel.minimum or Minimum(), as_it_fell_due(bill)
    parts = ((_other(bill), rule.other), (_in_instalments(bill), rule.instalments), *_left_before(bill))
    shares = sorted(((Decimal(share or unknown), part) for part, share in parts), reverse=not credit_last)
    total, gone = 0, _made_with(bill)
    for share, part in shares:
        cut = min(gone, max(0, part))
        gone -= cut
        total += times(part - cut, share)
    since = sum(each.amount for each in bill.credited if not each.late) - _made_with(bill)
    return max(0, total - since)


def _made_with(bill: Bill) -> Fen:
    """What of the bill credit paid before it was made, or goods did that were taken off it: it is without that."""
    made, zone = billed_on(bill.channel, bill.due), bill.channel.zone
    found = (
        each.amount
        for each in bill.credited
        if not each.late and (each.here or (each.came and today(each.came, zone) < made))
    )
    return sum(found)


def reaches_minimum(bill: Bill, paid: Fen) -> bool:
    """Whether so much of the bill, repaid in time, may have been its minimum: it leaves a rest, and is no less than
    what is known of the minimum."""
    return bill.channel.minimum is not None and not bill.settles and least_minimum(_by_rule(bill)) <= paid < bill.amount


def rest_unsaid(bill: Bill, now: datetime) -> bool:
    """Whether a part was repaid in time that may have been the minimum, and nobody has said what became of the rest.

    Whoever saw since how much the institution has on the bill, has seen that the rest is still there.
    """
    return bill.undecided and past_due(bill, now)


def left_undecided(bill: Bill) -> Bill:
    """The bill, marked where the part that was repaid of it in time may have been the minimum, and nobody said so."""
    # Where no rule allows a minimum, nothing is summed: it is asked for of each bill of a large ledger.
    if bill.channel.minimum is None:
        return bill
    may = not bill.over and bill.outstanding > 0 and bill.paid > 0
    paid = paid_in_time(bill) if may else 0
    undecided = paid > 0 and reaches_minimum(bill, paid)
    return msgspec.structs.replace(bill, undecided=undecided) if undecided != bill.undecided else bill


def falls_short(bill: Bill, pay: Fen) -> Fen | None:
    """What was to be repaid for the minimum, where `pay` is surely too little for it; None where it may be enough."""
    wanted = least_minimum(_by_rule(bill)) - paid_in_time(bill)
    return wanted if not bill.settles and pay + TOLERANCE < wanted else None


def _by_rule(bill: Bill) -> Bill:
    """The bill without a share that no rule says: nobody is refused, or called late, by what was inferred."""
    rule = bill.channel.minimum
    if rule is None or not rule.inferred:
        return bill
    plain = msgspec.structs.replace(rule, other=None, inferred=False)
    return msgspec.structs.replace(bill, channel=msgspec.structs.replace(bill.channel, minimum=plain))


def _in_instalments(bill: Bill) -> Fen:
    return sum(line.amount - line.reduced for line in bill.lines if line.in_instalments)


def _other(bill: Bill) -> Fen:
    """What is neither instalment nor left by an earlier bill, before credit. What lateness added since is not in it."""
    grown = sum(line.amount for line in bill.lines if grew(line, bill))
    return bill.amount + bill.covered - _in_instalments(bill) - sum(part for part, _ in _left_before(bill)) - grown


def _left_before(bill: Bill) -> Sequence[tuple[Fen, str]]:
    """What an earlier bill left, of which the minimum was paid, and its interest, each with its share.

    None where the channel has no rule of its own for that. The interest counts whole, as fees do.
    """
    rule = bill.channel.minimum
    if rule is None or rule.carried is None:
        return ()
    left, interest = (_of_kind(bill, kind) for kind in (LineKind.CARRIED_OVER, LineKind.LATE))
    return (left, rule.carried if left >= parse_amount(rule.carried_from) else "1"), (interest, "1")


def _of_kind(bill: Bill, kind: LineKind) -> Fen:
    return sum(line.amount - line.reduced for line in bill.lines if line.kind is kind)


def paid_in_time(bill: Bill) -> Fen:
    """What of the bill was repaid by its due instant, in fen."""
    lines = bill.periods
    late = (each for each in bill.repayments if each.paid_at.timestamp() > bill.due_at.timestamp())
    shares = (
        share.amount
        for each in late
        for share in each.allocations
        if (share.order, share.number) in lines and (share.order or not each.order)  # else it was an early charge
    )
    return bill.paid - sum(shares)
