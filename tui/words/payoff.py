"""Strategies of settling orders early, in words: what they are called, and why an order is settled, or left."""

from models.bills.payoff import Payoff, Payoffs, Strategy
from models.bills.payoff_debts import WhyKept
from models.channels.channel import Channel
from models.channels.rules import EarlyRule
from models.values import quantity
from models.values.dates import days_between
from models.values.message import Message, msg
from models.values.money import grouped
from tui.run.language import Language
from tui.words.cost import UNKNOWN

STRATEGY_WORDS = {
    Strategy.BEST: msg("saves most"),
    Strategy.SNOWBALL: msg("smallest first"),
    Strategy.AVALANCHE: msg("highest rate first"),
    Strategy.NOTHING: msg("as it is"),
}
RULE_WORDS = {
    EarlyRule.NONE_CHARGED: msg("no fee charged"),
    EarlyRule.REMAINING_FEES: msg("all fees charged"),
    EarlyRule.NEXT_FEE: msg("next fee only"),
    EarlyRule.BY_DAYS: msg("charged by days"),
    EarlyRule.NEXT_FEE_AND_DAYS: msg("next fee and by days"),
}
"""In a few cells; a percentage says its figure, see `charge_said`."""
KEPT_WORDS = {
    WhyKept.NO_GAIN: msg("no gain"),
    WhyKept.FEE_UNKNOWN: msg("fee not known"),
    WhyKept.NO_RULE: msg("charge not known"),
    WhyKept.UNSAID: msg("earlier periods not known"),
}


def charge_said(channel: Channel) -> Message:
    """What the channel charges for settling early, in a few cells."""
    early = channel.early
    if early is None:
        return KEPT_WORDS[WhyKept.NO_RULE]
    if early.rule is EarlyRule.PERCENT_OF_REST:
        return msg("{percent}% of the rest", percent=early.percent)
    return RULE_WORDS[early.rule]


def fees_said(found: Payoff, all_: Payoffs) -> str:
    """The fees that are still to be paid: `12.00+?` where those of an order are not known."""
    return grouped(found.fees) + ("" if all_.fees_known else f"+{UNKNOWN}")


def free_said(found: Payoff) -> str:
    """The date on which nothing is owed any more; a dash where nothing is now."""
    return found.free_on.isoformat() if found.free_on else "—"


def sooner_said(found: Payoff, all_: Payoffs, language: Language) -> str:
    """How many months sooner than as planned that is; a dash where it is not."""
    planned = all_.by_strategy[Strategy.NOTHING].free_on
    if planned is None or found.free_on is None or found.free_on >= planned:
        return "—"
    months = (planned.year - found.free_on.year) * 12 + planned.month - found.free_on.month
    return language.words(quantity.months(months) if months else quantity.days(days_between(found.free_on, planned)))
