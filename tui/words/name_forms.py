"""What an institution is called where its whole name has no room."""

import re

from models.values.message import Message
from tui.run.language import Language
from tui.terminal.cells import digits_of

_BOTH = re.compile(r"(?P<own>.*[!-~]) (?P<chinese>[^\s!-~]+)")
"""A name in this language, with what it is called in Chinese behind it."""


def name_forms(name: Message, language: Language) -> tuple[str, ...]:
    """The whole name, and, where that is in two languages, the one alone and the other: with the digits of the card.

    A name that somebody gave is the same in every language, and has no other form.
    """
    whole, (given, *_) = language.say(name), (*name.params.values(), "")
    digits = digits_of(whole)
    found = _BOTH.fullmatch(whole.removesuffix(digits))
    if found is None or not isinstance(given, dict) or len({*given.values()}) == 1:
        return (whole,)
    return (whole, found["own"] + digits, found["chinese"] + digits)
