"""All that is to be said of what an order costs a year, for those who ask: every rate, their line, the page's own."""

from collections.abc import Iterator
from decimal import Decimal

from models.bills.book import Book
from models.bills.true_cost import true_cost
from models.channels.effective import channel_of
from models.channels.rate_lines import RateLine, average_line, over, rate_line
from models.ledger.order import Order
from models.plans.annual_cost import Cost, percent
from models.plans.plan import fee_known
from tui.run.language import Language
from tui.words.cost import fees_said, other_rates, rate_said, really
from tui.words.styled import Styled

SAME = Decimal("0.0005")
"""Two rates that are no further apart, five hundredths of a per cent, are the same: dates and rounding differ."""


def cost_said(order: Order, book: Book, t: Language) -> Iterator[Styled]:
    """What is said of an order's cost where it is not asked for: the fees and one rate, and the page's own if another.

    Without a fee it is interest-free, and no rate is said.
    """
    cost, line = true_cost(order, book), _line(order, book)
    stated, agrees = stated_said(order, cost, t)
    said = [(fees_said(order.plan, t), "dim"), (really(order.plan, cost, line, t), _ink(cost, line))]
    yield from (each for each in (*said, ("" if agrees else stated, "warn")) if each[0])


def yearly(order: Order, book: Book, t: Language) -> Iterator[Styled]:
    """All of it: the other rates as well, and which line they are compared with, whose that is and since when."""
    cost, line = true_cost(order, book), _line(order, book)
    stated, agrees = stated_said(order, cost, t)
    said = [
        (fees_said(order.plan, t), ""),
        (really(order.plan, cost, line, t), _ink(cost, line)),
        (other_rates(cost, t), ""),
        (stated, "" if agrees else "warn"),
    ]
    yield from (each for each in said if each[0])
    if cost.simple and fee_known(order.plan):
        yield from _lines(order, book, cost, line, t)


def _lines(order: Order, book: Book, cost: Cost, line: RateLine, t: Language) -> Iterator[Styled]:
    """What the rates are compared with."""
    if not over(cost, line).compound:
        yield t.t("neither simple nor compound is over {line}", line=percent(line.rate)), ""
    yield _of_line(line, t), "dim"
    average = average_line(channel_of(book.channels, order.account_id), order.lent_on)
    if average is not None:
        yield _of_line(average, t), "dim"
        if over(cost, average).simple:
            yield t.t("simple is over {line}, which a single loan may be", line=percent(average.rate)), ""


def _ink(cost: Cost, line: RateLine) -> str:
    return "warn" if over(cost, line).simple else ""


def stated_said(order: Order, cost: Cost, t: Language) -> tuple[str, bool]:
    """The annual rate that the page states for all costs, beside ours, and whether they agree.

    "" where nobody noted one, or ours is not known.
    """
    if order.stated_rate is None or cost.simple is None:
        return "", True
    stated = percent(order.stated_rate)
    if not order.stated_rate and not cost.simple:
        return "", True
    if not cost.simple:
        text = t.t(
            "the page states {stated} a year for all costs (综合融资成本), but no fee is noted here", stated=stated
        )
        return text, False
    if _same(order.stated_rate, cost.simple):
        return t.t("the page states {stated} a year for all costs (综合融资成本): as ours, simple", stated=stated), True
    if _same(order.stated_rate, cost.compound):
        return t.t(
            "the page states {stated} a year for all costs (综合融资成本): as ours, compound", stated=stated
        ), True
    text = t.t(
        "the page states {stated} a year for all costs (综合融资成本), ours is {simple} simple, {compound} compound: "
        "one of them lacks a cost",
        stated=stated,
        simple=rate_said(cost.simple, t),
        compound=rate_said(cost.compound, t),
    )
    return text, False


def _same(stated: Decimal, ours: float | None) -> bool:
    """Whether ours is the stated one, as exactly as that was typed, where ours has two digits as it is shown."""
    if ours is None:
        return False
    half = Decimal(5).scaleb(int(stated.as_tuple().exponent) - 1)
    return abs(stated - Decimal(ours)) <= SAME or abs(stated - round(Decimal(ours), 4)) <= half


def _line(order: Order, book: Book) -> RateLine:
    return rate_line(channel_of(book.channels, order.account_id), order.lent_on)


def _of_line(line: RateLine, t: Language) -> str:
    """Which line it is, since when, and who says so as of when."""
    said = {
        "line": percent(line.rate),
        "what": t.words(line.words),
        "source": t.words(line.source.words),
        "day": line.source.verified_on.isoformat(),
    }
    if line.since is None:
        return t.t("{line}: {what} ({source}, {day})", **said)
    return t.t("{line}: {what}, since {since} ({source}, {day})", since=line.since.isoformat(), **said)
