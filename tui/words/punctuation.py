"""Words put together with the language's own comma and colon."""

from collections.abc import Iterable
from functools import reduce

from tui.run.language import Language


def listed(names: Iterable[str], language: Language) -> str:
    """`debit card, balance` or `储蓄卡、余额`; empty where there is none."""
    found = list(names)
    return reduce(lambda some, one: language.t("{some}, {one}", some=some, one=one), found) if found else ""


def apart(clauses: Iterable[str], language: Language) -> str:
    """`to pay; overdue` or `待还；已逾期`; empty where there is none."""
    found = list(clauses)
    return reduce(lambda some, one: language.t("{some}; {one}", some=some, one=one), found) if found else ""


def said_of(title: str, what: str, language: Language) -> str:
    """What is said of something, behind its name and a colon."""
    return language.t("{title}: {what}", title=title, what=what)
