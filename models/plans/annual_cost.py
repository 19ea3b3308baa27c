"""What a plan really costs a year, and rates as people write them. Floats hold rates here, never money."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from itertools import pairwise

import msgspec

from models.plans.plan import Plan, fee_known, fee_total, parts
from models.values.message import Message, Problem, msg
from models.values.money import Fen
from models.values.text import clean, plain_number

_DOUBTFUL = Decimal("0.24")
"""More than that a year hardly anybody charges: a number over it may be meant in per cent."""

_RATE = r"(?a)(\d{1,18}(?:[.,]\d{1,10})?)\s*(%?)"
"""A comma begins the decimals, too: no rate has thousands to group."""


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """The annual cost of cash flows, as fractions (0.13: 13%); None where there is no such rate.

    `monthly_irr` is the rate r a month at which the flows f(0), f(1), … of equally long months are worth nothing:
    Σ f(k) / (1+r)^k = 0. `xirr` is the rate a year at which they are on their real dates, counted in days of a
    year of 365: Σ f(k) / (1+x)^(days(k)/365) = 0, as the XIRR of spreadsheets, found to 1e-8; None without dates, too.
    `remark` says why a rate that was asked for is missing.
    """

    monthly_irr: float | None
    xirr: float | None = None
    remark: Message | None = None

    @property
    def simple(self) -> float | None:
        """`monthly_irr` × 12, which the banks in China publish as 近似折算年化利率(单利)."""
        return None if self.monthly_irr is None else self.monthly_irr * 12

    @property
    def compound(self) -> float | None:
        """(1 + `monthly_irr`)^12 − 1: the effective annual rate."""
        return None if self.monthly_irr is None else (1 + self.monthly_irr) ** 12 - 1


FEE_UNKNOWN = Cost(monthly_irr=None, remark=msg("fee not known: type the price"))
"""What a plan costs of which nobody knows the fee."""


def fee_rates(plan: Plan) -> tuple[float, float] | None:
    """What all fees of a plan come to as fee rates: a period and in all, as fractions of the original principal.

    None where the fee is not known.
    """
    if not fee_known(plan):
        return None
    whole = fee_total(plan) / plan.principal
    return whole / plan.periods, whole


def flows(plan: Plan, upfront: Fen = 0) -> tuple[Fen, ...]:
    """What the borrower receives (above 0) and pays (below), the purchase first, then a period each.

    An `upfront` fee is paid at the purchase, out of what is received.
    """
    return (plan.principal - upfront, *(-part.amount for part in parts(plan)))


def cost(flows: Sequence[Fen], days: Sequence[date] = ()) -> Cost:
    """The annual cost of flows a month apart and, where their `days` are given, on those days."""
    from pyxirr import irr, xirr  # noqa: PLC0415  # most questions ask for no rate: only those that do load it

    monthly = _root(flows, irr)
    if monthly is None:
        return Cost(monthly_irr=None, remark=msg("there is no annual rate: it takes money received first, then repaid"))
    if not days:
        return Cost(monthly_irr=monthly)
    by_day: dict[date, Fen] = defaultdict(int)
    for day, flow in sorted(zip(days, flows, strict=True), key=lambda each: each[0]):
        by_day[day] += flow
    dated = _root(list(by_day.values()), partial(xirr, list(by_day)))
    remark = msg("these dates give no annual rate: too little time lies between them") if dated is None else None
    return Cost(monthly_irr=monthly, xirr=dated, remark=remark)


@lru_cache(maxsize=4096)
def plan_cost(plan: Plan, upfront: Fen = 0) -> Cost:
    """What a plan costs a year, by equally long months."""
    return cost(flows(plan, upfront)) if fee_known(plan) else FEE_UNKNOWN


@lru_cache(maxsize=4096)
def dated_cost(plan: Plan, bought: date, dues: tuple[date, ...], upfront: Fen = 0) -> Cost:
    """What a plan costs a year, by equally long months and on its real dates."""
    return cost(flows(plan, upfront), (bought, *dues)) if fee_known(plan) else FEE_UNKNOWN


def _root(flows: Sequence[Fen], find: Callable[[list[float]], float | None]) -> float | None:
    """The one rate; None where it is not money received first and then repaid: there is none then, or may be several.
    What was repaid before it was received was not lent.
    """
    signs = [flow > 0 for flow in flows if flow]
    if not signs or not signs[0] or sum(one != other for one, other in pairwise(signs)) != 1:
        return None
    if sum(flows) == 0:
        return 0.0
    # A rate does not hang on the unit, but the search does: it stops at a fixed worth, which large flows never reach.
    unit = max(map(abs, flows)) / 1e6
    found = find([flow / unit for flow in flows])
    return found if found is not None and math.isfinite(found) else None


def parse_rate(text: str) -> Decimal:
    """The fraction in `0.6%`, `0。6％`, `0,6%` or `0.006`, 100% at most; raises Problem for all else."""
    given = plain_number(text)
    quoted = clean(given, 40)
    if given.startswith("-"):
        raise Problem("the rate {text} is negative; write it without a sign", field="rate", text=quoted)
    match = re.fullmatch(_RATE, given)
    if match is None:
        raise Problem("{text} is not a rate; write it like 0.6% or 0.006", field="rate", text=quoted)
    digits, per_cent = match.groups()
    rate = Decimal(digits.replace(",", ".")).scaleb(-2 if per_cent else 0)
    if rate > 1:
        raise Problem("the rate {text} is over 100%; write it like 0.6% or 0.006", field="rate", text=quoted)
    if not per_cent and rate > _DOUBTFUL:
        raise Problem(
            "{text} could be {text}% or {full}; write the per cent sign", field="rate", text=quoted, full=percent(rate)
        )
    return rate


def percent(rate: Decimal) -> str:
    """`0.6%`, as exactly as it was written."""
    text = f"{rate.scaleb(2):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"
