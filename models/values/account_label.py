"""Accounts by a label: a name, and four digits of the number at most."""

import re

from models.values.message import Problem

_NUMBER = re.compile(r"(?:\d[^\w]*){5}")
_LONG = re.compile(r"\d{5,}(?:[\s\-–—·.]\d{2,})*|\d{3,}(?:[\s\-–—·.]\d{3,})+")
"""Digits that may be a number of an account, in one or in groups. Dates, amounts and sizes are none."""
KEPT = 4
"""Digits of a number that are shown."""


def exposes_number(label: str) -> bool:
    """Whether more of a number than its last four digits stands in a label: five running, or apart by no word.

    `6222 0202` and `6222-0202` are one number, `招行 1234 和 建行 5678` are the ends of two.
    """
    return _NUMBER.search(label) is not None


def check_account(label: str) -> None:
    """Problem about the field `pay_account` where a label holds more of its number than four digits."""
    if exposes_number(label):
        raise Problem(
            "{label} holds more than the last four digits of a number; shorten it", field="pay_account", label=label
        )


def given_label(text: str) -> str:
    """The text; Problem about the field `pay_account` where nothing stands in it."""
    if not text.strip():
        raise Problem("give the account a label", field="pay_account")
    return text


def masked(text: str) -> str:
    """The text of somebody else with `*` for all digits but the last four of each long number in it."""
    return _LONG.sub(lambda found: _tail(found[0]), text)


def _tail(number: str) -> str:
    hidden = sum(map(str.isdecimal, number)) - KEPT
    made = ""
    for each in number:
        made += "*" if each.isdecimal() and hidden > 0 else each
        hidden -= each.isdecimal()
    return made
