"""Offers: a purchase that might be paid by instalments, before anything is bought or stored."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from models.bills.overview import MonthSum
from models.bills.proportion import by_month
from models.channels.channel import Channel
from models.channels.due import dues, first_due, meant_day
from models.channels.rate_lines import GENERAL, RateLine, rate_line
from models.offers.terms import Terms, plan_of
from models.plans.annual_cost import Cost, dated_cost, percent, plan_cost
from models.plans.plan import Plan, fee_total, parts
from models.values.dates import due_dates, months_after
from models.values.message import Problem
from models.values.money import Fen


class Offer(msgspec.Struct, frozen=True):
    """A plan, when its periods would fall due, and the fee that is paid at the purchase.

    `start` is the day from which its cost is counted by date as well; None: by equally long months alone. `line`: what
    its rates are compared with. `channel`: whose offer it is, where that is known.
    """

    plan: Plan
    dues: tuple[date, ...]
    upfront: Fen = 0
    start: date | None = None
    line: RateLine = GENERAL
    channel: Channel | None = None

    @property
    def fee(self) -> Fen:
        """All fees together; 0 to count with where the plan's are not known."""
        return fee_total(self.plan) + self.upfront

    @property
    def cost(self) -> Cost:
        """What it costs a year."""
        if self.start is None:
            return plan_cost(self.plan, self.upfront)
        return dated_cost(self.plan, self.start, self.dues, self.upfront)


def offer(terms: Terms, channel: Channel | None, bought: date, first: date | None = None) -> Offer:
    """The offer on these terms, for a purchase on `bought`, first due on `first` where that is not by the rule.

    Raises Problem naming the term that is wrong.
    """
    plan = plan_of(terms, channel)
    days = offered_dues(channel, bought, plan.periods, first)
    return Offer(plan, days, line=rate_line(channel, bought), channel=channel)


def known_fee(channel: Channel, periods: int) -> str:
    """The total fee rate that the catalogue has for so many periods, like `7.2%`; "" where it has none."""
    rate = channel.fee_rates.get(periods)
    return percent(Decimal(rate)) if rate is not None else ""


def offered_dues(channel: Channel | None, bought: date, periods: int, first: date | None = None) -> tuple[date, ...]:
    """The due dates by the channel's rule; from a month after the purchase on where there is none.

    Raises Problem where `first`, the first one, is before the purchase.
    """
    if first is not None and first < bought:
        raise Problem(
            "the first due date {due} is before the purchase on {bought}",
            field="first_due",
            due=first.isoformat(),
            bought=bought.isoformat(),
        )
    if channel is None:
        return due_dates(first or months_after(bought, 1), periods, None if first else bought.day)
    by_rule = first or first_due(channel, bought)
    if by_rule is None:
        return dues(channel, months_after(bought, 1), periods, bought.day)
    return dues(channel, by_rule, periods, meant_day(channel, bought, by_rule), bought)


def falls_due(made: Offer) -> Iterator[tuple[date, Fen]]:
    """What of the offer falls due on each day, in fen."""
    return ((due, part.amount) for part, due in zip(parts(made.plan), made.dues, strict=True))


def months_with(months: Sequence[MonthSum], made: Offer) -> tuple[Fen, ...]:
    """What would still be owed in each of the months, in fen, with the offer taken."""
    more = by_month(falls_due(made))
    return tuple(month.due - month.paid + more.get(month.first, 0) for month in months)
