"""Plans: how an institution splits a purchase into periods, to the fen.

A plan stores what the user was told; `parts` derives the principal and the fee of every period.
Whatever the rounding, the principal parts sum to the principal and the fee parts to the fee.
"""

from enum import StrEnum
from functools import lru_cache

import msgspec

from models.message import Problem
from models.money import MAX_AMOUNT, Fen, yuan

MAX_PERIODS = 360


class Remainder(StrEnum):
    """The period that takes the fen left over by rounding."""

    FIRST = "first"
    LAST = "last"


class Part(msgspec.Struct, frozen=True):
    """One period's principal and fee, in fen."""

    principal: Fen
    fee: Fen

    @property
    def amount(self) -> Fen:
        return self.principal + self.fee


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="shown"):
    """Equal amounts as an order page shows them: `amount` a period, of which `fee`."""

    principal: Fen
    periods: int
    amount: Fen
    fee: Fen = 0
    remainder: Remainder = Remainder.LAST

    def __post_init__(self) -> None:
        _check(self.principal, self.periods)
        if self.amount > MAX_AMOUNT:
            raise Problem(
                "the amount {amount} a period is over {limit}",
                field="amount_per_period",
                amount=yuan(self.amount),
                limit=yuan(MAX_AMOUNT),
            )
        if not 0 <= self.fee <= self.amount:
            raise Problem(
                "the fee {fee} a period is more than the amount {amount} a period",
                field="fee_per_period",
                fee=yuan(self.fee),
                amount=yuan(self.amount),
            )
        shown, owed = self.periods * self.amount, self.principal + self.periods * self.fee
        if abs(shown - owed) > self.periods:
            raise Problem(
                "{periods} × {amount} = {shown}, but principal and fees add up to {owed}",
                field="amount_per_period",
                periods=self.periods,
                amount=yuan(self.amount),
                shown=yuan(shown),
                owed=yuan(owed),
            )
        if self.principal < (self.periods - 1) * (self.amount - self.fee):
            raise Problem(
                "with {periods} periods nothing is left for the last one; check the number of periods",
                field="periods",
                periods=self.periods,
            )


Plan = Shown


def _check(principal: Fen, periods: int) -> None:
    if not 1 <= periods <= MAX_PERIODS:
        raise Problem(
            "the number of periods is {periods}; it must be 1 to {most}",
            field="periods",
            periods=periods,
            most=MAX_PERIODS,
        )
    if not 0 < principal <= MAX_AMOUNT:
        raise Problem(
            "the principal is {principal}; it must be more than ¥0.00 and at most {most}",
            field="principal",
            principal=yuan(principal),
            most=yuan(MAX_AMOUNT),
        )


@lru_cache(maxsize=4096)
def parts(plan: Plan) -> tuple[Part, ...]:
    """Principal and fee of every period, in order."""
    principal = plan.amount - plan.fee
    usual = Part(principal, plan.fee)
    odd = Part(plan.principal - (plan.periods - 1) * principal, plan.fee)
    return _placed(usual, odd, plan.periods, plan.remainder)


def _placed(usual: Part, odd: Part, periods: int, remainder: Remainder) -> tuple[Part, ...]:
    rest = (usual,) * (periods - 1)
    return (odd, *rest) if remainder is Remainder.FIRST else (*rest, odd)


def fee_total(plan: Plan) -> Fen:
    """All fees of a plan together."""
    return sum(part.fee for part in parts(plan))
