"""What lateness costs in all: interest, what is charged on top below the minimum, and the penalty. An estimate."""

from datetime import datetime
from decimal import Decimal

import msgspec

from models.bills.bill import Bill
from models.bills.late_interest import (
    days_late,
    extra_interest,
    is_small,
    late_interest,
    left_bearing,
    missed,
    on_principal,
)
from models.bills.minimum import least_minimum, minimum_of, paid_in_time
from models.channels.rules import LateSince
from models.plans.annual_cost import percent
from models.values.message import Message, msg
from models.values.money import Fen, parse_amount, times, yuan


class LateCost(msgspec.Struct, frozen=True):
    """The parts of it in fen: `interest`, `extra` interest below the minimum, and the `penalty`."""

    interest: Fen = 0
    extra: Fen = 0
    penalty: Fen = 0

    @property
    def total(self) -> Fen:
        return self.interest + self.extra + self.penalty

    @property
    def below_minimum(self) -> Fen:
        """What of it is charged because less than the minimum was repaid in time."""
        return self.extra + self.penalty


NOTHING = LateCost()


def late_cost(bill: Bill, now: datetime) -> LateCost:
    """What lateness of the bill has cost so far; of one that was repaid since, until then."""
    amount = missed(bill, now)
    if not amount or _repaid_in_grace(bill):
        return NOTHING
    minimum = None if bill.settles or is_small(bill, amount) else minimum_of(bill)
    below = minimum is not None and paid_in_time(bill) < minimum
    return LateCost(
        interest=late_interest(bill, now),
        extra=extra_interest(bill, now) if below else 0,
        penalty=_penalty(bill, amount),
    )


def _repaid_in_grace(bill: Bill) -> bool:
    """Whether it was repaid so soon after its due date that the institution usually takes it for repaid in time."""
    return bill.outstanding <= 0 and all(
        days_late(bill, each.paid_at) <= bill.channel.grace_days for each in bill.repayments
    )


def _penalty(bill: Bill, amount: Fen) -> Fen:
    """A share of what was not paid of the minimum in time, as far as the minimum is known."""
    return 0 if bill.settles or is_small(bill, amount) else _for_missing(bill, paid_in_time(bill))


def _for_missing(bill: Bill, in_time: Fen) -> Fen:
    """The penalty where so much was repaid in time."""
    late, missing = bill.channel.late, least_minimum(bill) - in_time
    if not Decimal(late.penalty) or missing <= 0:
        return 0
    return max(parse_amount(late.penalty_floor), times(missing, Decimal(late.penalty)))


def for_less(bill: Bill, pay: Fen) -> LateCost:
    """What is charged for less than the minimum where `pay` is all that is still repaid in time: `extra` is for each
    day, the `penalty` once."""
    rest, minimum = bill.outstanding - pay, minimum_of(bill)
    if bill.settles or rest <= 0 or is_small(bill, rest):
        return NOTHING
    in_time = paid_in_time(bill) + pay
    below = minimum is not None and in_time < minimum
    extra = times(left_bearing(bill, pay), Decimal(bill.channel.late.extra_rate)) if below else 0
    return LateCost(extra=extra, penalty=_for_missing(bill, in_time))


def counted(bill: Bill, cost: LateCost = NOTHING) -> Message:
    """How it is estimated: the rate, what it is counted on, and what of that `cost` is for less than the minimum."""
    rate, posting = percent(Decimal(bill.channel.late.daily_rate)), bill.channel.late.since is LateSince.POSTING
    more = yuan(cost.below_minimum)
    if posting and cost.below_minimum:
        return msg(
            "{rate} a day from the posting day, {more} for less than the minimum; an estimate", rate=rate, more=more
        )
    if posting:
        return msg("{rate} a day from the posting day, an estimate", rate=rate)
    if cost.below_minimum:
        return msg("{rate} a day, {more} for less than the minimum; an estimate", rate=rate, more=more)
    if on_principal(bill):
        return msg("{rate} a day on the principal, an estimate", rate=rate)
    return msg("{rate} a day on what is owed, an estimate", rate=rate)
