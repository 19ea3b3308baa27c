"""Accounts by a label: a name, and four digits of the number at most."""

import re

from models.values.message import Problem

_NUMBER = re.compile(r"(?:\d[^\w]*){5}")


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
