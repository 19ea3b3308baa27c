"""What lateness costs in all: interest, what is charged on top below the minimum, and the penalty. An estimate."""

from datetime import datetime
from decimal import Decimal

import msgspec

from models.bills.bill import Bill
from models.bills.late_before import late_then
from models.bills.late_interest import (
    days_late,
    extra_interest,
    is_small,
    late_interest,
    left_bearing,
    missed,
    on_principal,
)
from models.bills.left_bill import left_bill
from models.bills.minimum import least_minimum, most_minimum, paid_in_time
from models.channels.rules import Late, LateSince
from models.plans.annual_cost import percent
from models.values.message import Message, msg
from models.values.money import Fen, parse_amount, times, yuan


class LateCost(msgspec.Struct, frozen=True):
    """The parts of it in fen: `interest`, `extra` interest below the minimum, and the `penalty`.

    None is what cannot be known, because the minimum is not: no sum has it.
    """

    interest: Fen = 0
    extra: Fen | None = 0
    penalty: Fen | None = 0

    @property
    def total(self) -> Fen:
        return self.interest + self.below_minimum

    @property
    def below_minimum(self) -> Fen:
        """What of it is charged because less than the minimum was repaid in time, as far as it is known."""
        return (self.extra or 0) + (self.penalty or 0)

    @property
    def unknown(self) -> bool:
        """Whether more may be charged for less than the minimum, which is not known."""
        return self.extra is None or self.penalty is None


NOTHING = LateCost()


def late_cost(bill: Bill, now: datetime) -> LateCost:
    """What lateness of the bill has cost so far; of one that was repaid since, until then."""
    if then := late_then(bill):
        return LateCost(interest=then.interest, extra=then.extra, penalty=then.penalty)
    amount = missed(bill, now)
    if not amount or _repaid_in_grace(bill):
        return NOTHING
    below = None if bill.settles or is_small(bill, amount) else _Below.of(bill, paid_in_time(bill))
    return LateCost(
        interest=late_interest(bill, now),
        extra=below.borne(extra_interest(bill, now)) if below else 0,
        penalty=below.penalty if below else 0,
    )


def _repaid_in_grace(bill: Bill) -> bool:
    """Whether nothing of it is left since so soon after its due date that the institution usually takes it for repaid
    in time."""
    return bill.outstanding <= 0 and all(
        days_late(bill, each.at) <= bill.channel.grace_days for each in left_bill(bill, bill.lines)
    )


class _Below(msgspec.Struct, frozen=True):
    """How much less than the minimum was repaid in time: between `least` and `most` fen, which are one where it is
    known."""

    late: Late
    least: Fen
    most: Fen

    @classmethod
    def of(cls, bill: Bill, in_time: Fen) -> "_Below":
        least, most = least_minimum(bill), most_minimum(bill)
        return cls(bill.channel.late, max(0, least - in_time), max(0, most - in_time))

    def borne(self, interest: Fen) -> Fen | None:
        """What of `interest`, which less than the minimum bears on top, is charged."""
        if self.least or not interest:
            return interest
        return None if self.most else 0

    @property
    def penalty(self) -> Fen | None:
        """A share of what was not paid of the minimum in time."""
        least, most = (self._share(missing) for missing in (self.least, self.most))
        return least if least == most else None

    def _share(self, missing: Fen) -> Fen:
        if not Decimal(self.late.penalty) or not missing:
            return 0
        return max(parse_amount(self.late.penalty_floor), times(missing, Decimal(self.late.penalty)))


def for_less(bill: Bill, pay: Fen) -> LateCost:
    """What is charged for less than the minimum where `pay` is all that is still repaid in time: `extra` is for each
    day, the `penalty` once."""
    rest = bill.outstanding - pay
    if bill.settles or rest <= 0 or is_small(bill, rest):
        return NOTHING
    below = _Below.of(bill, paid_in_time(bill) + pay)
    extra = times(left_bearing(bill, pay), Decimal(bill.channel.late.extra_rate))
    return LateCost(extra=below.borne(extra), penalty=below.penalty)


def counted(bill: Bill, cost: LateCost = NOTHING) -> Message:
    """How it is estimated: the rate, what it is counted on, and what of that `cost` is for less than the minimum."""
    rate, posting = percent(Decimal(bill.channel.late.daily_rate)), bill.channel.late.since is LateSince.POSTING
    more = yuan(cost.below_minimum)
    if posting and cost.unknown:
        return msg(
            "{rate} a day from the posting day; what less than the minimum costs is not known; an estimate",
            rate=rate,
        )
    if cost.unknown:
        return msg("{rate} a day; what less than the minimum costs is not known; an estimate", rate=rate)
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
