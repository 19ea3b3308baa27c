"""Shorter names of an institution, for places where the whole name has no room."""

import re

from rich.cells import cell_len

from models.values.message import Message, Words
from tui.run.language import Language
from tui.terminal.cells import digits_of, fit_named

_BOTH = re.compile(r"(?P<own>.*[!-~]) [^\s!-~]+")
"""A name in this language, with what it is called in Chinese behind it."""


def name_forms(name: Words, short: Words, language: Language) -> tuple[str, ...]:
    """The whole name, and, where that is in two languages, the one alone, with the digits of the card; then the short.

    A name that somebody gave is the same in every language, and has no other form.
    """
    whole = language.words(name)
    digits = digits_of(whole)
    found = _BOTH.fullmatch(whole.removesuffix(digits))
    if found is None or len({*name.values()}) == 1:
        return (whole,)
    return (whole, found["own"] + digits, language.words(short))


def as_answer(name: Words, short: Words) -> Message:
    """A name as an answer of a form."""
    return Message("{data}", {"data": name, "short": short})


def answer_forms(said: Message, language: Language) -> tuple[str, ...]:
    """The forms of an answer, which is a name or a sentence."""
    name, short = (said.params.get(each) for each in ("data", "short"))
    return (
        name_forms(name, short, language)
        if isinstance(name, dict) and isinstance(short, dict)
        else (language.say(said),)
    )


def fit_name(name: Words, short: Words, language: Language, width: int) -> str:
    """The first of the forms that fits into so many cells, filled up; else the whole one, cut."""
    forms = name_forms(name, short, language)
    return fit_named(next((each for each in forms if cell_len(each) <= width), forms[0]), width)
