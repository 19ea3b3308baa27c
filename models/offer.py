"""Offers: a purchase that might be paid by instalments through a channel, before anything is bought or stored."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

import msgspec

from models.calendar import months_after
from models.channel import Channel, Mode, dues, first_due
from models.message import Problem
from models.money import Fen, parse_amount, yuan
from models.overview import MonthSum
from models.plan import Basis, Flat, Listed, Plan, check_periods, fee_total, parts
from models.rates import Cost, parse_rate, percent, plan_cost
from models.split import level
from models.text import normalise


class FeeKind(StrEnum):
    """How a page tells the fee: as a rate of the price for each period, or in all, or as an amount in all."""

    PERIOD = "period"
    TOTAL = "total"
    AMOUNT = "amount"


class Offer(msgspec.Struct, frozen=True):
    """A plan through a channel, and when its periods would fall due. `told` is the fee as it was typed."""

    channel: Channel
    plan: Plan
    dues: tuple[date, ...]
    told: str = ""

    @property
    def fee(self) -> Fen:
        """All fees together."""
        return fee_total(self.plan)

    @property
    def cost(self) -> Cost:
        """What it costs a year, by equally long months."""
        return plan_cost(self.plan)


def offer(channel: Channel, principal: Fen, periods: int, kind: FeeKind, fee: str, bought: date) -> Offer:
    """The offer whose page tells `fee`, for a purchase on `bought`; Problem with the field that is wrong."""
    check_periods(periods)
    try:
        plan = _plan(channel, principal, periods, kind, fee)
    except Problem as problem:
        problem.field = "fee" if problem.field in {"", "rate"} else problem.field
        raise
    return Offer(channel, plan, offered_dues(channel, bought, periods), normalise(fee))


def _plan(channel: Channel, principal: Fen, periods: int, kind: FeeKind, fee: str) -> Plan:
    if kind is FeeKind.AMOUNT:
        total = parse_amount(fee)
        if total > principal:
            raise Problem("the fee {fee} is more than the price {price}", fee=yuan(total), price=yuan(principal))
        return Listed(rows=level(principal, total, periods, channel.rounding, channel.remainder))
    if "%" not in normalise(fee):
        raise Problem("write the rate with a per cent sign, like 0.6%")
    return Flat(
        principal=principal,
        periods=periods,
        rate=parse_rate(fee),
        basis=Basis.PERIOD if kind is FeeKind.PERIOD else Basis.TOTAL,
        rounding=channel.rounding,
        remainder=channel.remainder,
    )


def known_fee(channel: Channel, periods: int) -> str:
    """The total fee rate that the catalogue has for so many periods, like `7.2%`; "" where it has none."""
    rate = channel.fee_rates.get(periods)
    return percent(Decimal(rate)) if rate is not None else ""


def offered_dues(channel: Channel, bought: date, periods: int) -> tuple[date, ...]:
    """The due dates by the channel's rule; from a month after the purchase on where it has none."""
    first = first_due(channel, bought)
    if first is None or channel.mode is Mode.ORDER:
        return dues(channel, first or months_after(bought, 1), periods, bought.day)
    return dues(channel, first, periods, channel.due_day)


def months_with(months: Sequence[MonthSum], made: Offer) -> tuple[Fen, ...]:
    """What would still be owed in each of the months, in fen, with the offer taken."""
    more = dict.fromkeys((month.first for month in months), 0)
    for part, due in zip(parts(made.plan), made.dues, strict=True):
        first = due.replace(day=1)
        if first in more:
            more[first] += part.amount
    return tuple(month.due - month.paid + more[month.first] for month in months)
