"""A plan out of what an order page tells: amounts as shown, or a rate. Principal and fee are often left out there."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

import msgspec

from models.channel import Channel
from models.message import Problem
from models.money import MAX_AMOUNT, Fen, yuan
from models.plan import (
    Basis,
    EqualInstalment,
    EqualPrincipal,
    Flat,
    Listed,
    Part,
    Plan,
    Remainder,
    Rounding,
    Shown,
    Timing,
    check_periods,
    parts,
    usual,
)
from models.split import fees_within, level

RATES = ("fee_rate", "total_fee_rate", "annual_rate")
"""The terms of which the amounts are derived: a plan has one of them at most."""

GOES_WITH: Mapping[str, tuple[str, ...]] = {
    "method": ("annual_rate",),
    "fee_timing": ("fee_rate", "total_fee_rate"),
    "rounding": RATES,
    "remainder": (*RATES, "amount_per_period"),
}
"""The terms that mean nothing unless one of the others is given."""


Value = TypeVar("Value")


class RateMethod(StrEnum):
    """How an annual rate is repaid."""

    EQUAL_INSTALMENT = "equal-instalment"
    """等额本息"""
    EQUAL_PRINCIPAL = "equal-principal"
    """等额本金"""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What was told of a plan, None where nothing was: amounts in fen, rates as fractions (`0.006`: 0.6%).

    `amount_per_period` and `fee_per_period` hold one amount for all periods, or one for each. `fee_rate` and
    `total_fee_rate` are of the original principal, for each period or in all; 0 is interest-free. `annual_rate` is on
    what is still owed. `total_fee` is all fees together as an amount.
    """

    principal: Fen | None = None
    periods: int | None = None
    amount_per_period: tuple[Fen, ...] | None = None
    fee_per_period: tuple[Fen, ...] | None = None
    total_fee: Fen | None = None
    fee_rate: Decimal | None = None
    total_fee_rate: Decimal | None = None
    annual_rate: Decimal | None = None
    method: RateMethod | None = None
    fee_timing: Timing | None = None
    rounding: Rounding | None = None
    remainder: Remainder | None = None


def plan_of(terms: Terms, channel: Channel | None) -> Plan:
    """The plan that the terms tell of.

    What they leave open is the channel's: the remainder's place and, of a fee that is spread, the rounding. Amounts
    beside a rate must be what the rate makes. Raises Problem naming the term that is missing or contradicts another.
    """
    rates = _check_fit(terms)
    remainder = terms.remainder or (channel.remainder if channel else Remainder.LAST)
    if terms.total_fee is not None:
        return _with_fee(terms, terms.total_fee, channel, remainder)
    if not rates:
        return _as_shown(terms, remainder)
    plan = _by_rate(terms, channel, remainder)
    most = max(part.amount for part in parts(plan))
    if most > MAX_AMOUNT:
        raise Problem(
            "the amount {amount} a period is over {limit}", field=rates[0], amount=yuan(most), limit=yuan(MAX_AMOUNT)
        )
    _check_made(plan, terms)
    return plan


def _check_fit(terms: Terms) -> list[str]:
    """The rates that were given, one at most; Problem for terms that do not go together."""
    rates = [name for name in RATES if getattr(terms, name) is not None]
    told = [*rates]
    if terms.total_fee is not None:
        told += ["total_fee", *(["amount_per_period"] if terms.amount_per_period is not None else [])]
    if len(told) > 1:
        raise Problem("the fee is told twice: {one} and {other}", field=told[1], one=told[0], other=told[1])
    for name, fitting in GOES_WITH.items():
        if getattr(terms, name) is not None and all(getattr(terms, each) is None for each in fitting):
            raise Problem("this means something only beside {columns}", field=name, columns=", ".join(fitting))
    return rates


def _as_shown(terms: Terms, remainder: Remainder) -> Plan:
    amounts = _given(terms.amount_per_period, "amount_per_period")
    if terms.remainder is not None and len(amounts) > 1:
        raise Problem("the amounts are listed period by period: there is no remainder to place", field="remainder")
    periods = len(amounts) if terms.periods is None else check_periods(terms.periods)
    return amounts_plan(terms.principal, periods, amounts, terms.fee_per_period, remainder)


def _by_rate(terms: Terms, channel: Channel | None, remainder: Remainder) -> Plan:
    """An annual rate is on what is owed, which no channel's rounding of a spread fee tells of: half up."""
    principal, periods = _given(terms.principal, "principal"), _given(terms.periods, "periods")
    if terms.annual_rate is not None:
        make = EqualPrincipal if terms.method is RateMethod.EQUAL_PRINCIPAL else EqualInstalment
        rounding = terms.rounding or Rounding.HALF_UP
        return make(
            principal=principal, periods=periods, rate=terms.annual_rate, rounding=rounding, remainder=remainder
        )
    return Flat(
        principal=principal,
        periods=periods,
        rate=_given(terms.fee_rate if terms.total_fee_rate is None else terms.total_fee_rate, "fee_rate"),
        basis=Basis.PERIOD if terms.total_fee_rate is None else Basis.TOTAL,
        timing=terms.fee_timing or Timing.EACH,
        rounding=terms.rounding or _rounding(channel),
        remainder=remainder,
    )


def _with_fee(terms: Terms, fee: Fen, channel: Channel | None, remainder: Remainder) -> Listed:
    principal, periods = _given(terms.principal, "principal"), check_periods(_given(terms.periods, "periods"))
    if fee > principal:
        raise Problem(
            "the fee {fee} is more than the price {price}", field="total_fee", fee=yuan(fee), price=yuan(principal)
        )
    return Listed(rows=level(principal, fee, periods, terms.rounding or _rounding(channel), remainder))


def _rounding(channel: Channel | None) -> Rounding:
    return channel.rounding if channel else Rounding.FLOOR_PARTS


def _given(value: Value | None, field: str) -> Value:
    if value is None:
        raise Problem("a value is missing here", field=field)
    return value


def _check_made(plan: Plan, terms: Terms) -> None:
    """Compare what was shown beside a rate with what the rate makes. One figure is of the first or a usual period."""
    rows = parts(plan)
    for field, shown, made, common in (
        ("amount_per_period", terms.amount_per_period, [row.amount for row in rows], usual(plan).amount),
        ("fee_per_period", terms.fee_per_period, [row.fee for row in rows], usual(plan).fee),
    ):
        if shown is None:
            continue
        if len(shown) == 1 and shown[0] not in {made[0], common}:
            raise Problem(
                "the rate makes {made} a period, not {shown}", field=field, made=yuan(common), shown=yuan(shown[0])
            )
        if len(shown) > 1:
            for number, (one, other) in enumerate(zip(_for_each(shown, len(made), field), made, strict=True), 1):
                if one != other:
                    raise Problem(
                        "in period {number} the rate makes {made}, not {shown}",
                        field=field,
                        number=number,
                        made=yuan(other),
                        shown=yuan(one),
                    )


def amounts_plan(
    principal: Fen | None, periods: int, amounts: Sequence[Fen], fees: Sequence[Fen] | None, remainder: Remainder
) -> Plan:
    """The plan whose page shows these amounts and, of each, these fees: one for all periods or one for each.

    What is None follows from the rest as in `shown_plan` and `listed_plan`.
    """
    if len(amounts) == 1 and (fees is None or len(fees) == 1):
        return shown_plan(principal, periods, amounts[0], fees[0] if fees else None, remainder)
    amounts = _for_each(amounts, periods, "amount_per_period")
    return listed_plan(principal, amounts, fees and _for_each(fees, periods, "fee_per_period"))


def _for_each(listed: Sequence[Fen], periods: int, field: str) -> Sequence[Fen]:
    if len(listed) not in {1, periods}:
        raise Problem(
            "{count} amounts are listed for {periods} periods", field=field, count=len(listed), periods=periods
        )
    return listed if len(listed) == periods else [*listed] * periods


def listed_plan(principal: Fen | None, amounts: Sequence[Fen], fees: Sequence[Fen] | None) -> Listed:
    """The plan of these amounts, of which `fees`. A listed plan is exact: nothing in it is rounded.

    Without the principal it is what the amounts leave beside the fees (none if not given). Without the fees they are
    what the amounts hold beyond the principal, shared out by `fees_within`. Raises Problem where the figures
    contradict each other.
    """
    if fees is None:
        fees = fees_within(amounts, 0 if principal is None else _fees(principal, sum(amounts)))
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


def _fees(principal: Fen, shown: Fen) -> Fen:
    fees = shown - principal
    if fees < 0:
        raise Problem(
            "the amounts add up to {sum}, less than the principal {principal}",
            field="amount_per_period",
            sum=yuan(shown),
            principal=yuan(principal),
        )
    _check_fees(fees, principal, "amount_per_period")
    return fees


def shown_plan(
    principal: Fen | None, periods: int, amount: Fen, fee: Fen | None, remainder: Remainder
) -> Shown | Listed:
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
        odd = (periods * amount - principal) % periods
        if odd and periods * amount > principal:
            return _as_typed(principal, periods, amount)
        fee = _fee(principal, periods, amount)
    plan = Shown(principal=principal, periods=periods, amount=amount, fee=fee, remainder=remainder)
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
