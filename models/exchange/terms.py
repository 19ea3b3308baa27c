"""A plan out of what an order page shows: principal and fee are often left out there."""

from models.message import Problem
from models.money import Fen, yuan
from models.plan import MAX_PERIODS, Remainder, Shown


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


def shown_plan(principal: Fen | None, periods: int, amount: Fen, fee: Fen | None, remainder: Remainder) -> Shown:
    """The plan of `periods` times `amount`, of which `fee`; what is None follows from the rest.

    Without the principal it is what the amounts leave beside the fees (none if not given). Without the fee it
    is what the amounts hold beyond the principal. Raises Problem where the figures contradict each other.
    """
    check_periods(periods)
    culprit = "amount_per_period" if fee is None else "fee_per_period"
    if principal is None:
        fee = fee or 0
        principal = _principal(periods, amount, fee, culprit)
    elif fee is None:
        fee = _fee(principal, periods, amount)
    plan = Shown(principal=principal, periods=periods, amount=amount, fee=fee, remainder=remainder)
    if periods * fee > principal:
        raise Problem(
            "the fees add up to {fees}, more than the principal {principal}; check the amounts",
            field=culprit,
            fees=yuan(periods * fee),
            principal=yuan(principal),
        )
    return plan


def _principal(periods: int, amount: Fen, fee: Fen, culprit: str) -> Fen:
    if fee >= amount:
        raise Problem(
            "of {amount} a period the fee {fee} leaves nothing for the principal",
            field=culprit,
            amount=yuan(amount),
            fee=yuan(fee),
        )
    return periods * (amount - fee)


def _fee(principal: Fen, periods: int, amount: Fen) -> Fen:
    """Rounded down a period, which makes the odd period's principal the smaller one; up where none would be left."""
    fee = max(0, (periods * amount - principal) // periods)
    odd = principal - (periods - 1) * (amount - fee)
    return fee if odd >= 0 else fee + 1
