"""The annual rates that a loan should not be over: they hang on who lends and when, and each has its source.

Said of a plan as it was agreed; the line on the day of the purchase counts. From the end of 2027 on small loans are to
cost at most four times the LPR, which is not known yet and so no line here.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import msgspec

from models.channels.channel import Channel
from models.channels.source import Source
from models.plans.annual_cost import Cost
from models.values.message import Words


class Lender(StrEnum):
    """What kind of institution lends."""

    CARD = "card"
    BANK = "bank"
    CONSUMER_FINANCE = "consumer-finance"
    SMALL_LOAN = "small-loan"
    UNKNOWN = "unknown"


NAMED = {
    "消费金融": Lender.CONSUMER_FINANCE,
    "小额贷款": Lender.SMALL_LOAN,
    "小贷": Lender.SMALL_LOAN,
    "银行": Lender.BANK,
}
"""What an institution has in its name, which it must have by law."""


class RateLine(msgspec.Struct, frozen=True, kw_only=True):
    """A `rate` a year, as a fraction, for those lenders from `since` on; None: as long as anybody says.

    `average`: the lender's loans are to keep to it on average, so a single one may be over it.
    """

    rate: Decimal
    words: Words
    lenders: frozenset[Lender]
    since: date | None
    source: Source
    average: bool = False


class OverLine(msgspec.Struct, frozen=True):
    """Which of the two annual rates of a plan are over its line."""

    simple: bool = False
    compound: bool = False


_REPORTS = {"zh_CN": "对监管要求的第三方报道", "en": "third-party reports on the regulators' rules"}
_REVIEW = Source(words=_REPORTS, verified_on=date(2026, 2, 28))  # of the year 2025, undated itself
GENERAL = RateLine(
    rate=Decimal("0.24"),
    words={"zh_CN": "法院支持的年化上限", "en": "the most that courts uphold"},
    lenders=frozenset(Lender),
    since=None,
    source=_REVIEW,
)
"""What holds for all, whoever lends."""
LINES = (
    GENERAL,
    RateLine(
        rate=Decimal("0.24"),
        words={"zh_CN": "平台助贷的综合融资成本上限", "en": "the most for loans with a partner, all costs in"},
        lenders=frozenset({Lender.BANK, Lender.CONSUMER_FINANCE, Lender.SMALL_LOAN}),
        since=date(2025, 10, 1),
        source=_REVIEW,
    ),
    RateLine(
        rate=Decimal("0.24"),
        words={"zh_CN": "小额贷款公司新发放贷款的上限", "en": "the most for new loans of small-loan companies"},
        lenders=frozenset({Lender.SMALL_LOAN}),
        since=date(2025, 12, 24),
        source=Source(words=_REPORTS, verified_on=date(2025, 12, 31)),
    ),
    RateLine(
        rate=Decimal("0.20"),
        words={"zh_CN": "消费金融公司贷款的平均水平要求", "en": "what consumer finance is to keep to on average"},
        lenders=frozenset({Lender.CONSUMER_FINANCE}),
        since=date(2025, 10, 31),
        source=_REVIEW,
        average=True,
    ),
)
"""The lines, the later ones of a lender last."""


def lender_kind(channel: Channel) -> Lender:
    """What kind of institution a channel's lender is, by its name: as the user has it, too."""
    if channel.card:
        return Lender.CARD
    return next((kind for name, kind in NAMED.items() if name in channel.lender), Lender.UNKNOWN)


def rate_line(channel: Channel | None, day: date) -> RateLine:
    """The line for what was borrowed there on that day; that for all where it is not known who lends."""
    return _newest(channel, day, average=False) or GENERAL


def average_line(channel: Channel | None, day: date) -> RateLine | None:
    """What the lender's loans of that day are to keep to on average; None where there is no such line."""
    return _newest(channel, day, average=True)


def _newest(channel: Channel | None, day: date, *, average: bool) -> RateLine | None:
    kind = Lender.UNKNOWN if channel is None else lender_kind(channel)
    held = (
        line
        for line in reversed(LINES)
        if line.average is average and kind in line.lenders and (line.since is None or line.since <= day)
    )
    return next(held, None)


def over(cost: Cost, line: RateLine) -> OverLine:
    """Which of its rates are over the line, to a hundredth of a per cent, as they are shown."""
    return OverLine(_is_over(cost.simple, line), _is_over(cost.compound, line))


def _is_over(rate: float | None, line: RateLine) -> bool:
    return rate is not None and round(rate, 4) > float(line.rate)
