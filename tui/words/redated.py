"""Orders whose periods get other dates, each with its dates before and after."""

from collections.abc import Sequence
from datetime import date

from models.actions.bill_days import Redated
from models.values.message import Message
from tui.run.language import Language
from tui.words.punctuation import listed

NAMED = 5
"""How many orders a dialog names."""


def dates_said(each: Redated, language: Language) -> str:
    """`Redmi K70: 2026-11-25, 2026-12-25 → 2026-12-10, 2027-01-10`."""
    was, now = (listed(map(date.isoformat, days), language) for days in (each.before, each.after))
    return language.t("{title}: {before} → {after}", title=each.order.title, before=was, after=now)


def first_said(orders: Sequence[Redated], language: Language) -> Message:
    """The first of the orders, a line each, and how many more there are."""
    lines = [dates_said(each, language) for each in orders[:NAMED]]
    if len(orders) > NAMED:
        lines.append(language.t("and {count} more", count=len(orders) - NAMED))
    return Message("{data}", {"data": "\n".join(lines)})
