"""What the fields of a channel are called, and the answers of those that choose."""

from models.channels.channel import Channel
from models.channels.rules import Extent, Switch
from models.channels.typed_rules import channel_texts
from models.values.message import Message, msg
from tui.run.language import Language
from tui.words.method_names import MethodNames
from tui.words.rule_words import (
    EARLY_WORDS,
    EXTENT_WORDS,
    LATE_SINCE_WORDS,
    LATE_WORDS,
    MODE_WORDS,
    REMAINDER_WORDS,
    ROUNDING_WORDS,
    SWITCH_WORDS,
    switch_said,
)

OWN = {
    "name": (msg("name"), msg("as lists and bills show it")),
    "short": (msg("short name"), msg("6 letters, or 3 Chinese characters")),
    "lender": (msg("lender"), msg("the institution that lends")),
    "apps.name": (msg("official app"), msg("app name")),
    "apps.domain": (msg("app domain"), msg("like example.com")),
}


RULES = {
    "mode": (msg("billing"), msg("left and right choose")),
    "bill_day": (msg("bill day"), msg("1 to 31")),
    "due_day": (msg("due day"), msg("1 to 31")),
    "due_moves": (msg("moved due day"), msg("from when on, bill day/due day: 2026-12-15 10/20")),
    "due_days": (msg("days offered"), msg("those that one may move it to: 8, 9, 10")),
    "due_after": (msg("days after bill"), msg("where the due date is so many days after the bill")),
    "cutoff": (msg("cut-off"), msg("17:00")),
    "grace_days": (msg("grace days"), msg("0 to 31")),
    "grace_amount": (msg("grace amount"), msg("10.00")),
    "auto_debit.default": (msg("auto-debit"), msg("left and right choose")),
    "auto_debit.extent": (msg("it takes"), msg("left and right choose")),
    "auto_debit.pay_account": (msg("pay account"), msg("a name, and four digits of its number at most")),
    "auto_debit.days_before": (msg("days before"), msg("from how many days before the due date on")),
    "auto_debit.until": (msg("runs until"), msg("21:00 on the due day")),
    "methods": (msg("methods"), msg("like debit card, balance")),
    "arrivals": (msg("time to arrive"), msg("balance: 3 (days), balance: 17:00, balance: T+1")),
    "late_daily_rate": (msg("late rate a day"), msg("0.05%")),
    "late_base": (msg("bears interest"), msg("left and right choose")),
    "late_since": (msg("counted from"), msg("left and right choose")),
    "late_extra_rate": (msg("below minimum"), msg("more a day where less than the minimum was paid: 0.015%")),
    "late_penalty": (msg("penalty"), msg("share of the unpaid part of the minimum: 5%")),
    "late_penalty_floor": (msg("least penalty"), msg("10.00")),
    "minimum.instalments": (msg("min. instalments"), msg("share of instalments in the minimum payment: 100%")),
    "minimum.other": (msg("min. of the rest"), msg("share of everything else on the bill: 10%")),
    "early.rule": (msg("settling early"), msg("left and right choose")),
    "early.percent": (msg("early percentage"), msg("3")),
    "early.daily_rate": (msg("early rate a day"), msg("0.065%")),
    "early.free_days": (msg("free for"), msg("days, counting the day of purchase; 1: that day only, 0: never")),
    "early.methods": (msg("early methods"), msg("only if not the methods above")),
    "fee_rates": (msg("fees by periods"), msg("total fees: 3: 2.5%, 12: 8.8%")),
    "most_periods": (msg("most periods"), msg("that a purchase may be paid in: 60")),
    "rounding": (msg("rounding"), msg("left and right choose")),
    "remainder": (msg("remainder"), msg("left and right choose")),
    "entry": (msg("where to repay"), msg("the way in its app: Me › Repay")),
}


CHOICES: dict[str, dict[str, Message]] = {
    "mode": {mode.value: words for mode, words in MODE_WORDS.items()},
    "auto_debit.default": {each.value: SWITCH_WORDS[each] for each in Switch},
    "auto_debit.extent": {each.value: EXTENT_WORDS[each] for each in Extent},
    "late_base": {base.value: words for base, words in LATE_WORDS.items()},
    "late_since": {since.value: words for since, words in LATE_SINCE_WORDS.items()},
    "early.rule": {rule.value: words for rule, words in EARLY_WORDS.items()},
    "rounding": {rounding.value: words for rounding, words in ROUNDING_WORDS.items()},
    "remainder": {period.value: words for period, words in REMAINDER_WORDS.items()},
}


def usual_said(channel: Channel | None, field: str, language: Language) -> str:
    """What the catalogue's channel says of a field, where the user says nothing of it; "" for nothing."""
    if channel is None:
        return ""
    if field == "auto_debit.default":
        return language.say(switch_said(channel.auto_debit.default, said=False))
    return text_said(field, channel_texts(channel).get(field, ""), MethodNames(channel, {}, language), language)


def text_said(field: str, text: str, methods: MethodNames, language: Language) -> str:
    """The text of a field as people read it."""
    words = CHOICES.get(field, {}).get(text)
    return language.say(words) if words else methods.named(field, text)
