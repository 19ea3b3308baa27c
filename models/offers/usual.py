"""Which plans one compares with first: through whom, and in how many periods."""

from collections.abc import Collection
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from models.channels.channel import Catalogue, Channel
from models.plans.plan import MAX_PERIODS

USUAL = (12, 6, 3, 24, 9)
"""The numbers of periods that pages offer, the usual ones first."""


class UsualPlan(NamedTuple):
    """A plan to begin with: through a channel, in so many periods."""

    channel: str
    periods: int


def usual_plans(channels: Catalogue, held: Collection[str], count: int) -> tuple[UsualPlan, ...]:
    """So many plans of which a fee is known, each another one: of the channels that are `held`, then of those that
    the mall takes, then of all others; each channel's most usual number of periods before anybody's second.

    Where fewer fees are known, the channels follow of which none is, then other numbers of periods; there is one
    channel at least.
    """
    ranked = sorted(channels, key=lambda ident: (ident not in held, not channels[ident].mall))
    known = [[UsualPlan(ident, each) for each in _periods(channels[ident])] for ident in ranked]
    found = [each for row in zip_longest(*known) for each in row if each is not None]
    unknown = [UsualPlan(ident, USUAL[0]) for ident in ranked if not channels[ident].fee_rates]
    others = (UsualPlan(ranked[0], each) for each in (*USUAL, *range(1, MAX_PERIODS + 1)))
    return tuple(islice(dict.fromkeys(chain(found, unknown, others)), count))


def _periods(channel: Channel) -> list[int]:
    """The numbers of periods of which its fee is known, the usual ones first."""
    return sorted(channel.fee_rates, key=lambda each: (USUAL.index(each) if each in USUAL else len(USUAL), each))
