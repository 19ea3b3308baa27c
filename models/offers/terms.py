"""A plan out of what an order page says: amounts as shown, or a rate. Principal and fee are often left out there."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from models.channels.channel import Channel
from models.offers.amounts import _for_each, amounts_plan
from models.plans.plan import (
    Basis,
    EqualAmounts,
    EqualInstalment,
    EqualPrincipal,
    FeeUnknown,
    Flat,
    Listed,
    Plan,
    Timing,
    check_periods,
    parts,
    usual,
)
from models.plans.split import Remainder, Rounding, level
from models.values.message import Problem
from models.values.money import MAX_AMOUNT, Fen, yuan

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
    """What is known of a plan, None where nothing is: amounts in fen, rates as fractions (`0.006`: 0.6%).

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
    """The plan that the terms describe.

    What they leave open is the channel's: the remainder's place and, of a fee that is spread, the rounding; where the
    amounts beside a rate are not made so, that way of the others which makes them. If none does, they contradict the
    rate; beside a rate of 0 they may be rounded otherwise. Of amounts alone the fee is not known: that there is none
    has to be said. Raises Problem naming the term that is missing or contradicts another.
    """
    rates = _check_fit(terms)
    remainder = terms.remainder or (channel.remainder if channel else Remainder.LAST)
    if terms.total_fee is not None:
        return _with_fee(terms, terms.total_fee, channel, remainder)
    if not rates:
        return _of_amounts(terms, remainder)
    plan = _by_rate(terms, channel, remainder)
    most = max(part.amount for part in parts(plan))
    if most > MAX_AMOUNT:
        raise Problem(
            "the amount {amount} a period is over {limit}", field=rates[0], amount=yuan(most), limit=yuan(MAX_AMOUNT)
        )
    try:
        _check_made(plan, terms)
    except Problem:
        if _free(terms, rates):
            return _of_amounts(msgspec.structs.replace(terms, fee_per_period=(0,)), remainder)
        inferred = _inferred(terms, channel, remainder)
        if inferred is None:
            raise
        return inferred
    return plan


def _inferred(terms: Terms, channel: Channel | None, usual_remainder: Remainder) -> Plan | None:
    """The plan of that rate by a rounding, and a place of the remainder, which make the amounts beside it; None where
    no way does. What was said of either holds, and the usual one is tried first."""
    remainders = sorted(Remainder, key=lambda each: each is not usual_remainder)
    for remainder in remainders if terms.remainder is None else (terms.remainder,):
        for rounding in Rounding if terms.rounding is None else (terms.rounding,):
            plan = _by_rate(msgspec.structs.replace(terms, rounding=rounding), channel, remainder)
            try:
                _check_made(plan, terms)
            except Problem:
                continue
            return plan
    return None


def terms_from(plan: Plan) -> Terms:
    """The terms of which `plan_of` makes this plan again, the amounts beside a rate, too.

    They list every period's amounts where one would not say all. A list stays a list where its amounts are alike.
    """
    rows = parts(plan)
    if isinstance(plan, EqualAmounts) or (len(set(rows)) == 1 and not isinstance(plan, Listed)):
        rows = (usual(plan),)
    if isinstance(plan, FeeUnknown):
        return Terms(periods=plan.periods, amount_per_period=tuple(row.amount for row in rows))
    terms = Terms(
        principal=plan.principal,
        periods=plan.periods,
        amount_per_period=tuple(row.amount for row in rows),
        fee_per_period=tuple(row.fee for row in rows),
    )
    match plan:
        case EqualAmounts():
            return msgspec.structs.replace(terms, remainder=plan.remainder)
        case Listed():
            return terms
        case Flat():
            rate = "fee_rate" if plan.basis is Basis.PERIOD else "total_fee_rate"
            rated: dict[str, Any] = {rate: plan.rate, "fee_timing": plan.timing}
        case _:
            method = RateMethod.EQUAL_PRINCIPAL if isinstance(plan, EqualPrincipal) else RateMethod.EQUAL_INSTALMENT
            rated = {"annual_rate": plan.rate, "method": method}
    return msgspec.structs.replace(terms, **rated, rounding=plan.rounding, remainder=plan.remainder)


def _free(terms: Terms, rates: Sequence[str]) -> bool:
    """Whether it is said that there is no fee, beside the amounts that the page shows."""
    no_rate = all(getattr(terms, rate) == 0 for rate in rates)
    return no_rate and terms.amount_per_period is not None and not any(terms.fee_per_period or ())


def _check_fit(terms: Terms) -> list[str]:
    """The rates that were given, one at most; Problem for terms that do not go together."""
    rates = [name for name in RATES if getattr(terms, name) is not None]
    given = [*rates]
    if terms.total_fee is not None:
        given += ["total_fee", *(["amount_per_period"] if terms.amount_per_period is not None else [])]
    if len(given) > 1:
        raise Problem("the fee is given twice: {one} and {other}", field=given[1], one=given[0], other=given[1])
    for name, fitting in GOES_WITH.items():
        if getattr(terms, name) is not None and all(getattr(terms, each) is None for each in fitting):
            raise Problem("fill this in only together with {columns}", field=name, columns=", ".join(fitting))
    return rates


def _of_amounts(terms: Terms, remainder: Remainder) -> Plan:
    amounts = _given(terms.amount_per_period, "amount_per_period")
    if terms.remainder is not None and len(amounts) > 1:
        raise Problem("the amounts are listed period by period: there is no remainder to place", field="remainder")
    periods = len(amounts) if terms.periods is None else check_periods(terms.periods)
    return amounts_plan(terms.principal, periods, amounts, terms.fee_per_period, remainder)


def _by_rate(terms: Terms, channel: Channel | None, remainder: Remainder) -> Plan:
    """An annual rate is on what is owed, and no channel's rounding of a spread fee is meant for that: half up."""
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
    for field, given, made, common in (
        ("amount_per_period", terms.amount_per_period, [row.amount for row in rows], usual(plan).amount),
        ("fee_per_period", terms.fee_per_period, [row.fee for row in rows], usual(plan).fee),
    ):
        if given is None:
            continue
        if len(given) == 1 and given[0] not in {made[0], common}:
            raise Problem(
                "the rate makes {made} a period, not {given}", field=field, made=yuan(common), given=yuan(given[0])
            )
        if len(given) > 1:
            for number, (one, other) in enumerate(zip(_for_each(given, len(made), field), made, strict=True), 1):
                if one != other:
                    raise Problem(
                        "in period {number} the rate makes {made}, not {given}",
                        field=field,
                        number=number,
                        made=yuan(other),
                        given=yuan(one),
                    )
