"""What an edit makes of an order's columns, as they were and as they are, by the options that say them."""

from collections.abc import Iterator, Mapping

from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.exchange.columns import COLUMNS
from models.exchange.typed_order import texts
from models.ledger.order import Order
from models.offers.terms import RateMethod
from models.values.message import Message, msg
from tui.run.language import Language

_WORDS: Mapping[str, Mapping[str, Message]] = {
    **{name: dict(each.asked.choices) for name, each in COLUMNS.items() if each.asked and each.asked.choices},
    "archived": {str(True): msg("yes"), str(False): msg("no")},
    "method": {
        RateMethod.EQUAL_INSTALMENT: msg("yearly, equal amounts"),
        RateMethod.EQUAL_PRINCIPAL: msg("yearly, equal principal"),
    },
}
"""The words of columns whose values are none, by value."""


def flag(column: str) -> str:
    """`--order-no`."""
    return "--" + column.replace("_", "-")


def edits(before: Order, after: Order, channels: Catalogue, language: Language) -> Iterator[str]:
    """The columns that have other values now: also one that followed another. What is not said is `—`."""
    was, now = texts(before), texts(after)
    for name in COLUMNS:
        if was[name] != now[name]:
            old, new = (_said(name, each[name], channels, language) for each in (was, now))
            yield f"{flag(name)}: {old} → {new}"


def _said(name: str, text: str, channels: Catalogue, language: Language) -> str:
    if name == "channel":
        return f"{language.words(channel_of(channels, text).name)} ({text})"
    return value_said(name, text, language)


def value_said(name: str, text: str, language: Language) -> str:
    """The value of a column that names no account, in words; `—` where there is none."""
    words = _WORDS.get(name, {}).get(text) if text else None
    return language.say(words) if words else text or "—"
