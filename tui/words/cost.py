"""What a plan costs, in sentences: the rate that was advertised beside the true ones."""

from models.channels.rate_lines import OverLine, RateLine, over
from models.plans.annual_cost import Cost, fee_rates, percent
from models.plans.plan import Basis, EqualInstalment, EqualPrincipal, Flat, Plan, Timing, fee_known, fee_total
from models.values.money import Fen, yuan
from tui.run.language import Language

MOST = 99.99
"""9,999%: no figure beyond it says anything more."""


UNKNOWN = "?"
"""A figure that nobody gave: never 0 and never blank."""


def rate_said(rate: float | None, t: Language, digits: int = 2) -> str:
    """A rate (a fraction) as `13.03%`; `over 9,999%` beyond that; `—` where there is none."""
    if rate is None:
        return "—"
    return t.t("over {rate}", rate=f"{MOST:,.0%}") if rate > MOST else f"{rate:.{digits}%}"


def advertised(plan: Plan, t: Language) -> str:
    """The rate that a plan is advertised with, `0.6% a period`; "" where its page shows amounts."""
    match plan:
        case Flat(basis=Basis.PERIOD):
            stated = t.t("{rate} a period", rate=percent(plan.rate))
        case Flat():
            stated = t.t("{rate} in all", rate=percent(plan.rate))
        case EqualInstalment() | EqualPrincipal():
            return t.t("{rate} a year", rate=percent(plan.rate))
        case _:
            return ""
    if plan.timing is Timing.FIRST and plan.rate:
        return t.t("{rate}, all in the first period", rate=stated)
    return stated


def apart(plan: Plan, principal: Fen, fee: Fen) -> tuple[str, str]:
    """The two shares of an amount; UNKNOWN for both where nobody said what of it is fee."""
    return (yuan(principal), yuan(fee)) if fee_known(plan) else (UNKNOWN, UNKNOWN)


def fees_said(plan: Plan, t: Language) -> str:
    """A plan's fees, and the fee rate a period and in all that they come to, of the price; that there are none, or that
    they are not known.
    """
    rates = fee_rates(plan)
    if rates is None:
        return t.t("fee not known: type the price")
    if not rates[1]:
        return t.t("interest-free")
    each, whole = (rate_said(rate, t) for rate in rates)
    return t.t("fees {fees}: {each} a period, {whole} in all", fees=yuan(fee_total(plan)), each=each, whole=whole)


def really(plan: Plan, cost: Cost, line: RateLine, t: Language) -> str:
    """The simple rate beside the advertised one, and what is over its line; "" without a fee."""
    if not fee_known(plan) or cost.simple == 0:
        return ""
    if cost.simple is None:
        return t.t("no annual rate")
    if cost.simple < 0:
        return t.t("what was taken off is more than the fees")
    stated, rate = advertised(plan, t), rate_said(cost.simple, t)
    if stated:
        said = t.t("advertised {advertised} · really {rate} a year (单利)", advertised=stated, rate=rate)
    else:
        said = t.t("really {rate} a year (单利)", rate=rate)
    return "  ".join(filter(None, (said, over_line(cost, line, t))))


def over_line(cost: Cost, line: RateLine, t: Language) -> str:
    """Which of the two rates a year are over the line for such loans; "" where none is.

    Which of them the line is meant for no source says: only where both are over it, it is for certain.
    """
    match over(cost, line):
        case OverLine(simple=True):
            return "!! " + t.t("simple and compound over {line}, the line for such loans", line=percent(line.rate))
        case OverLine(compound=True):
            return t.t(
                "compound {rate} is over {line}, simple is not",
                rate=rate_said(cost.compound, t),
                line=percent(line.rate),
            )
        case _:
            return ""


def other_rates(cost: Cost, t: Language) -> str:
    """The other ways to count a year's cost: a month's, compound, on the real dates; "" where there is none."""
    if not cost.simple:
        return ""
    others = (
        t.t("IRR {rate} a month", rate=rate_said(cost.monthly_irr, t, 4)),
        t.t("compound {rate}", rate=rate_said(cost.compound, t)),
        t.t("XIRR {rate}", rate=rate_said(cost.xirr, t)),
    )
    return " · ".join(others)
