"""Plans: how an institution splits a purchase into periods, to the fen.

A plan stores the figures that the user was given; `parts` derives the principal and the fee of every period.
Whatever the rounding, the principal parts sum to the principal and the fee parts to the fee.
"""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

import msgspec

from models.plans import split
from models.plans.split import Part, Remainder, Rounding
from models.values.message import Problem
from models.values.money import MAX_AMOUNT, Fen, times, yuan

__all__ = [
    "MAX_PERIODS",
    "Basis",
    "EqualAmounts",
    "EqualInstalment",
    "EqualPrincipal",
    "FeeUnknown",
    "Flat",
    "Listed",
    "Part",
    "Plan",
    "Remainder",
    "Rounding",
    "Timing",
    "check_periods",
    "check_rate",
    "fee_known",
    "fee_total",
    "parts",
    "usual",
]

MAX_PERIODS = 360
MAX_RATE_DECIMALS = 12


class Basis(StrEnum):
    """What a fee rate is charged for, always on the original principal."""

    PERIOD = "period"
    TOTAL = "total"


class Timing(StrEnum):
    """When the fee is charged."""

    EACH = "each"
    FIRST = "first"


class EqualAmounts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="shown"):
    """Equal amounts as an order page shows them: `amount` a period, of which `fee`. Files call it `shown`."""

    principal: Fen
    periods: int
    amount: Fen
    fee: Fen = 0
    remainder: Remainder = Remainder.LAST

    def __post_init__(self) -> None:
        _check(self.principal, self.periods)
        _check_sign("amount_per_period", self.amount)
        _check_sign("fee_per_period", self.fee)
        if self.amount > MAX_AMOUNT:
            raise Problem(
                "the amount {amount} a period is over {limit}",
                field="amount_per_period",
                amount=yuan(self.amount),
                limit=yuan(MAX_AMOUNT),
            )
        if self.fee > self.amount:
            raise Problem(
                "the fee {fee} a period is more than the amount {amount} a period",
                field="fee_per_period",
                fee=yuan(self.fee),
                amount=yuan(self.amount),
            )
        total, owed = self.periods * self.amount, self.principal + self.periods * self.fee
        if abs(total - owed) > self.periods:
            raise Problem(
                "{periods} × {amount} = {sum}, but principal and fees add up to {owed}",
                field="amount_per_period",
                periods=self.periods,
                amount=yuan(self.amount),
                sum=yuan(total),
                owed=yuan(owed),
            )
        if self.principal < (self.periods - 1) * (self.amount - self.fee):
            raise Problem(
                "with {periods} periods nothing is left for the last one; check the number of periods",
                field="periods",
                periods=self.periods,
            )


class Listed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag="listed"):
    """Amounts that an order page lists period by period."""

    rows: tuple[Part, ...]

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if min(row.principal, row.fee) < 0 or row.amount > MAX_AMOUNT:
                raise Problem(
                    "period {number} has the principal {principal} and the fee {fee}; both must be ¥0.00 to {limit}",
                    field="amount_per_period",
                    number=number,
                    principal=yuan(row.principal),
                    fee=yuan(row.fee),
                    limit=yuan(MAX_AMOUNT),
                )
        _check(self.principal, self.periods)

    @property
    def principal(self) -> Fen:
        return sum(row.principal for row in self.rows)

    @property
    def periods(self) -> int:
        return len(self.rows)


class Flat(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag="flat"):
    """A fee at `rate` of the original principal (`0.006`: 0.6%), for each period or in total; 0 is interest-free."""

    principal: Fen
    periods: int
    rate: Decimal = Decimal(0)
    basis: Basis = Basis.PERIOD
    timing: Timing = Timing.EACH
    rounding: Rounding = Rounding.FLOOR_PARTS
    remainder: Remainder = Remainder.LAST

    def __post_init__(self) -> None:
        _check(self.principal, self.periods)
        check_rate(self.rate)

    @property
    def fee(self) -> Fen:
        """All fees together, rounded once, half up."""
        count = self.periods if self.basis is Basis.PERIOD else 1
        return times(self.principal * count, self.rate)


class _OnWhatIsOwed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A plan of which `rate` is annual: a twelfth of it a month on what is still owed."""

    principal: Fen
    periods: int
    rate: Decimal
    rounding: Rounding = Rounding.HALF_UP
    remainder: Remainder = Remainder.LAST

    def __post_init__(self) -> None:
        _check(self.principal, self.periods)
        check_rate(self.rate)


class EqualInstalment(_OnWhatIsOwed, frozen=True, tag="equal-instalment"):
    """等额本息: the same amount every month."""


class EqualPrincipal(_OnWhatIsOwed, frozen=True, tag="equal-principal"):
    """等额本金: the same principal every month."""


class FeeUnknown(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag="fee-unknown"
):
    """The amounts of all periods, of which nobody said how much is fee: neither the price nor a fee or a rate."""

    amounts: tuple[Fen, ...]

    def __post_init__(self) -> None:
        check_periods(self.periods)
        for number, amount in enumerate(self.amounts, 1):
            if not 0 <= amount <= MAX_AMOUNT:
                raise Problem(
                    "period {number} has the amount {amount}; it must be ¥0.00 to {limit}",
                    field="amount_per_period",
                    number=number,
                    amount=yuan(amount),
                    limit=yuan(MAX_AMOUNT),
                )
        if not 0 < self.principal <= MAX_AMOUNT:
            raise Problem(
                "the amounts add up to {sum}; it must be more than ¥0.00 and at most {most}",
                field="amount_per_period",
                sum=yuan(self.principal),
                most=yuan(MAX_AMOUNT),
            )

    @property
    def principal(self) -> Fen:
        """All that is to be repaid: no sum can leave the fee out before it is known."""
        return sum(self.amounts)

    @property
    def periods(self) -> int:
        return len(self.amounts)


Plan = EqualAmounts | Listed | Flat | EqualInstalment | EqualPrincipal | FeeUnknown


def check_periods(periods: int) -> int:
    """`periods`, if a plan can have as many; else Problem."""
    if not 1 <= periods <= MAX_PERIODS:
        raise Problem(
            "the number of periods is {periods}; it must be 1 to {most}",
            field="periods",
            periods=periods,
            most=MAX_PERIODS,
        )
    return periods


def _check(principal: Fen, periods: int) -> None:
    check_periods(periods)
    if not 0 < principal <= MAX_AMOUNT:
        raise Problem(
            "the principal is {principal}; it must be more than ¥0.00 and at most {most}",
            field="principal",
            principal=yuan(principal),
            most=yuan(MAX_AMOUNT),
        )


def _check_sign(field: str, amount: Fen) -> None:
    if amount < 0:
        raise Problem("the amount {text} is negative; write it without a sign", field=field, text=yuan(amount))


def check_rate(rate: Decimal, field: str = "rate") -> None:
    """Problem where it is no rate of a plan, as a fraction."""
    exponent = rate.as_tuple().exponent
    # NaN has a letter for an exponent; a finite rate that is that fine could hold any number of digits.
    if not isinstance(exponent, int) or exponent < -MAX_RATE_DECIMALS or not 0 <= rate <= 1:
        raise Problem("the rate must be 0% to 100%, with ten decimals at most", field=field)


@lru_cache(maxsize=4096)
def parts(plan: Plan) -> tuple[Part, ...]:
    """Principal and fee of every period, in order. Where the fee is not known, all counts as principal."""
    match plan:
        case EqualAmounts():
            principal = plan.amount - plan.fee
            odd = Part(plan.principal - (plan.periods - 1) * principal, plan.fee)
            return split.with_odd(Part(principal, plan.fee), odd, plan.periods, plan.remainder)
        case Listed():
            return plan.rows
        case FeeUnknown():
            return tuple(Part(amount, 0) for amount in plan.amounts)
        case Flat():
            derive = split.level if plan.timing is Timing.EACH else split.fee_first
            return derive(plan.principal, plan.fee, plan.periods, plan.rounding, plan.remainder)
        case EqualInstalment():
            monthly = Fraction(plan.rate) / 12
            return split.equal_instalments(plan.principal, plan.periods, monthly, plan.rounding, plan.remainder)
        case EqualPrincipal():
            monthly = Fraction(plan.rate) / 12
            return split.equal_principal(plan.principal, plan.periods, monthly, plan.rounding, plan.remainder)


def usual(plan: Plan) -> Part:
    """What an order page would show as a period's: the part as shown, or that of a period in the middle."""
    if isinstance(plan, EqualAmounts):
        return Part(plan.amount - plan.fee, plan.fee)
    return parts(plan)[(plan.periods - 1) // 2]


def fee_known(plan: Plan) -> bool:
    """Whether the plan says what of its amounts is fee. Where it does not, no principal, fee or rate is to be shown."""
    return not isinstance(plan, FeeUnknown)


def fee_total(plan: Plan) -> Fen:
    """All fees of a plan together; 0 to count with where they are not known, see `fee_known`."""
    return sum(part.fee for part in parts(plan))
