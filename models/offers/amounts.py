"""A plan out of amounts as a page shows them."""

from collections.abc import Sequence

from models.offers.rounding_up import rounded_up, to_be_said
from models.plans.plan import EqualAmounts, FeeUnknown, Listed, Plan, check_periods
from models.plans.split import Part, Remainder, fees_within
from models.values.message import Problem
from models.values.money import Fen, yuan


def amounts_plan(
    principal: Fen | None, periods: int, amounts: Sequence[Fen], fees: Sequence[Fen] | None, remainder: Remainder
) -> Plan:
    """The plan whose page shows these amounts and, of each, these fees: one for all periods or one for each.

    What is None follows from the rest as in `equal_amounts_plan` and `listed_plan`; from amounts alone no fee does.
    Whether equal amounts that are `rounded_up` hold a fee has to be said: Problem where it is not. Where they are said
    to hold none, one period is the smaller one, whether they are listed or not.
    """
    alike = len(set(amounts)) == 1 and len(amounts) in {1, periods}
    if principal is not None and alike and rounded_up(principal, check_periods(periods), amounts[0]):
        if fees is None:
            raise to_be_said(principal, periods, amounts[0])
        if not any(fees) and len(fees) in {1, periods}:
            amounts, fees = amounts[:1], fees[:1]
    if len(amounts) == 1 and (fees is None or len(fees) == 1):
        return equal_amounts_plan(principal, periods, amounts[0], fees[0] if fees else None, remainder)
    amounts = _for_each(amounts, periods, "amount_per_period")
    return listed_plan(principal, amounts, fees and _for_each(fees, periods, "fee_per_period"))


def _for_each(listed: Sequence[Fen], periods: int, field: str) -> Sequence[Fen]:
    if len(listed) not in {1, periods}:
        raise Problem(
            "{count} amounts are listed for {periods} periods", field=field, count=len(listed), periods=periods
        )
    return listed if len(listed) == periods else [*listed] * periods


def listed_plan(principal: Fen | None, amounts: Sequence[Fen], fees: Sequence[Fen] | None) -> Listed | FeeUnknown:
    """The plan of these amounts, of which `fees`. A listed plan is exact: nothing in it is rounded.

    Without the principal it is what the amounts leave beside the fees. Without the fees they are what the amounts hold
    beyond the principal, shared out by `fees_within`. Without both the fee is unknown. Raises Problem where the figures
    contradict each other.
    """
    if fees is None:
        if principal is None:
            return FeeUnknown(amounts=tuple(amounts))
        fees = fees_within(amounts, _fees(principal, sum(amounts)))
    for number, (amount, fee) in enumerate(zip(amounts, fees, strict=True), 1):
        if fee > amount:
            raise Problem(
                "in period {number} the fee {fee} is more than the amount {amount}",
                field="fee_per_period",
                number=number,
                fee=yuan(fee),
                amount=yuan(amount),
            )
    plan = Listed(rows=tuple(Part(amount - fee, fee) for amount, fee in zip(amounts, fees, strict=True)))
    if principal not in {None, plan.principal}:
        raise Problem(
            "the amounts without their fees add up to {sum}, but the principal is {principal}",
            field="amount_per_period",
            sum=yuan(plan.principal),
            principal=yuan(principal or 0),
        )
    return plan


def _fees(principal: Fen, total: Fen) -> Fen:
    fees = total - principal
    if fees < 0:
        raise Problem(
            "the amounts add up to {sum}, less than the principal {principal}",
            field="amount_per_period",
            sum=yuan(total),
            principal=yuan(principal),
        )
    _check_fees(fees, principal, "amount_per_period")
    return fees


def equal_amounts_plan(
    principal: Fen | None, periods: int, amount: Fen, fee: Fen | None, remainder: Remainder
) -> EqualAmounts | Listed | FeeUnknown:
    """The plan of `periods` times `amount`, of which `fee`; what is None follows from the rest.

    Without the principal it is what the amounts leave beside the fees. Without the fee it is what the amounts hold
    beyond the principal. Without both the fee is unknown. Raises Problem where the figures contradict each other.
    """
    check_periods(periods)
    culprit = "amount_per_period" if fee is None else "fee_per_period"
    if principal is None:
        if fee is None:
            return FeeUnknown(amounts=(amount,) * periods)
        principal = _principal(periods, amount, fee, culprit)
    elif fee is None:
        odd = (periods * amount - principal) % periods
        if odd and periods * amount > principal:
            return _as_typed(principal, periods, amount)
        fee = _fee(principal, periods, amount)
    plan = EqualAmounts(principal=principal, periods=periods, amount=amount, fee=fee, remainder=remainder)
    _check_fees(periods * fee, principal, culprit)
    return plan


def _as_typed(principal: Fen, periods: int, amount: Fen) -> Listed:
    """Every period costs what was typed; the fen of the fee that do not divide go one to each of the first periods."""
    fees = periods * amount - principal
    _check_fees(fees, principal, "amount_per_period")
    each, odd = divmod(fees, periods)
    shares = (each + (number < odd) for number in range(periods))
    return Listed(rows=tuple(Part(amount - fee, fee) for fee in shares))


def _check_fees(fees: Fen, principal: Fen, culprit: str) -> None:
    if fees > principal:
        raise Problem(
            "the fees add up to {fees}, more than the principal {principal}; check the amounts",
            field=culprit,
            fees=yuan(fees),
            principal=yuan(principal),
        )


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
