"""An offer as the options of `fenqi quote` describe it: its plan, its due dates and what it costs a year."""

import re
from datetime import date

import msgspec

from models.calendar import due_dates, months_after, today
from models.catalogue import effective
from models.channel import Channel
from models.exchange.fields import parse_count, parse_date
from models.exchange.row import channel_names
from models.exchange.terms import parse_amounts, plan_of
from models.message import Message, Problem, msg
from models.money import Fen, parse_amount
from models.offer import offered_dues
from models.overview import HOME_ZONE
from models.plan import (
    Basis,
    EqualInstalment,
    EqualPrincipal,
    Flat,
    Plan,
    Remainder,
    Rounding,
    Timing,
    check_periods,
    fee_total,
)
from models.rates import Cost, cost, flows, parse_rate
from models.text import clean, normalise
from tui.session import Session

KINDS = ("fee_rate", "total_fee_rate", "annual_rate", "amounts", "interest_free")
"""The options that say what is charged: an offer has exactly one."""

SPLIT = ("fee_rate", "total_fee_rate", "annual_rate", "interest_free")
"""Those of which the amounts are yet to be derived."""

GOES_WITH = {
    "method": ("annual_rate",),
    "fee_timing": ("fee_rate", "total_fee_rate"),
    "rounding": SPLIT,
    "remainder": SPLIT,
}

_GROUPED = re.compile(r"(?<![\d.x×*])\d{1,3},\d{3}(?!\d)", re.ASCII | re.IGNORECASE)
"""`1,234`, where the comma may group thousands as well as separate two amounts."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The options as they were given."""

    principal: str | None
    periods: str | None
    fee_rate: str | None
    total_fee_rate: str | None
    annual_rate: str | None
    amounts: str | None
    interest_free: bool
    method: str | None
    fee_timing: str | None
    rounding: str | None
    remainder: str | None
    channel: str | None
    bought: str | None
    first_due: str | None
    upfront_fee: str | None

    def kinds(self) -> list[str]:
        return [kind for kind in KINDS if getattr(self, kind) not in {None, False}]


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """The offer: its plan, when its periods fall due, the fee paid at the purchase, and what it costs a year."""

    plan: Plan
    dues: tuple[date, ...]
    upfront: Fen
    cost: Cost

    @property
    def fee(self) -> Fen:
        return fee_total(self.plan) + self.upfront


def misuse(asked: Asked) -> Message | None:
    """What is wrong with the options as a whole; None where they make one offer."""
    kinds = asked.kinds()
    if asked.principal is None:
        return msg("`--principal` is missing: the price that is paid by instalments")
    if len(kinds) != 1:
        return msg("give exactly one of {options}: what is charged", options=", ".join(map(_flag, KINDS)))
    if asked.periods is None and asked.amounts is None:
        return msg("`--periods` is missing: how many there are")
    for option, fitting in GOES_WITH.items():
        if getattr(asked, option) is not None and kinds[0] not in fitting:
            return msg("{option} does not go with {other}", option=_flag(option), other=_flag(kinds[0]))
    return None


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def offered(asked: Asked, session: Session) -> Offer:
    """The offer that is asked about; Problem for the first value that is wrong."""
    channel = _channel(asked.channel, session)
    plan = _plan(asked, channel)
    upfront = parse_amount(asked.upfront_fee) if asked.upfront_fee is not None else 0
    bought = parse_date(asked.bought) if asked.bought is not None else None
    start = bought or today(session.now(), channel.zone if channel else HOME_ZONE)
    if asked.first_due is not None:
        dues = due_dates(_not_before(start, parse_date(asked.first_due)), plan.periods)
    else:
        dues = (
            offered_dues(channel, start, plan.periods)
            if channel
            else due_dates(months_after(start, 1), plan.periods, start.day)
        )
    dated = bought is not None or asked.first_due is not None
    return Offer(
        plan=plan, dues=dues, upfront=upfront, cost=cost(flows(plan, upfront), (start, *dues) if dated else ())
    )


def _channel(ident: str | None, session: Session) -> Channel | None:
    if ident is None:
        return None
    channels = effective(session.catalogue, session.store.load().ledger.channels)
    found = channel_names(channels).get(clean(normalise(ident)), ())
    if len(found) != 1:
        raise Problem(
            "there is no channel {name}; known are {channels}",
            field="channel",
            name=clean(ident, 40),
            channels=", ".join(channels),
        )
    return found[0]


def _plan(asked: Asked, channel: Channel | None) -> Plan:
    principal = parse_amount(asked.principal or "")
    remainder = Remainder(asked.remainder) if asked.remainder else channel.remainder if channel else Remainder.LAST
    if asked.amounts is not None:
        amounts = parse_amounts(_with_semicolons(asked.amounts))
        periods = len(amounts) if asked.periods is None else check_periods(parse_count(asked.periods))
        return plan_of(principal, periods, amounts, None, remainder)
    periods = parse_count(asked.periods or "")
    if asked.annual_rate is not None:
        make = EqualPrincipal if asked.method == "equal-principal" else EqualInstalment
        rate = parse_rate(asked.annual_rate)
        rounding = Rounding(asked.rounding or Rounding.HALF_UP)
        return make(principal=principal, periods=periods, rate=rate, rounding=rounding, remainder=remainder)
    return Flat(
        principal=principal,
        periods=periods,
        rate=parse_rate(asked.fee_rate or asked.total_fee_rate or "0"),
        basis=Basis.PERIOD if asked.total_fee_rate is None else Basis.TOTAL,
        timing=Timing(asked.fee_timing or Timing.EACH),
        rounding=Rounding(asked.rounding) if asked.rounding else channel.rounding if channel else Rounding.FLOOR_PARTS,
        remainder=remainder,
    )


def _with_semicolons(text: str) -> str:
    """The list with the one separator that is never part of an amount."""
    given = normalise(text)
    if ";" in given:
        return given
    if _GROUPED.search(given):
        raise Problem(
            "in {text} a comma may group thousands or separate amounts; separate them with semicolons",
            field="amounts",
            text=clean(given, 40),
        )
    return given.replace(",", ";")


def _not_before(start: date, first: date) -> date:
    if first < start:
        raise Problem(
            "the first due date {due} is before the purchase on {bought}",
            field="first_due",
            due=first.isoformat(),
            bought=start.isoformat(),
        )
    return first
