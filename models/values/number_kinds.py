"""What digits in a row are by themselves: the number of a card, a phone, a person, or of an order."""

import re
from datetime import date

LEAST, MOST = 16, 19
"""Digits of a card's number. An order number of a mall may have as many."""
AMEX = re.compile(r"3[47]\d{13}", re.ASCII)
"""The cards of American Express have one digit less."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
"""Weights and check characters of an identity number (GB 11643)."""
_DIALLED = re.compile(r"(?:0{0,2}86)?0?(1[3-9]\d{9})", re.ASCII)
"""A phone's number, with that of its country before it or the 0 of a call to another city."""


def passes_luhn(digits: str) -> bool:
    """Whether the digits have the check digit that the number of a card ends with."""
    doubled = (int(each) * (2 if index % 2 else 1) for index, each in enumerate(reversed(digits)))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def is_card(digits: str) -> bool:
    """Whether they have as many digits as a card's number, and its check."""
    long = len(digits) >= LEAST and digits.isdecimal()
    return (long or AMEX.fullmatch(digits) is not None) and passes_luhn(digits)


def is_phone(digits: str) -> bool:
    """Whether they are a phone's number, perhaps with what is dialled before it."""
    return _DIALLED.fullmatch(digits) is not None


def dialled_before(digits: str) -> int:
    """How many digits are dialled before a phone's number; 0 where they are none."""
    found = _DIALLED.fullmatch(digits)
    return 0 if found is None else found.start(1)


def is_person(characters: str) -> bool:
    """Whether they are the number of a person: 18 characters with their check, and a day of birth in them."""
    if len(characters) != 18 or not characters[:17].isdecimal() or not _is_birthday(characters[6:14]):
        return False
    total = sum(int(each) * weight for each, weight in zip(characters[:17], _WEIGHTS, strict=True))
    return characters[17] == _CHECKS[total % 11]


def _is_birthday(digits: str) -> bool:
    """Whether they are a day on which somebody who lives may be born."""
    try:
        return digits.startswith(("19", "20")) and bool(date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"))
    except ValueError:
        return False


def is_dated(digits: str) -> bool:
    """Whether they are the number of an order or of a payment, which begins with its day."""
    return is_mall(digits) or begins_with_day(digits)


def is_mall(digits: str) -> bool:
    """Whether they are an order number of Xiaomi Mall: 5, the day as `261122`, and nine more; it may pass any check."""
    return len(digits) == 16 and digits.startswith("52") and begins_with_day(f"20{digits[1:]}")


def begins_with_day(digits: str) -> bool:
    """Whether they begin as `20261122`, like the number of a payment. No card's does, and no province has the code."""
    try:
        return digits.startswith("20") and date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}") >= _FIRST
    except ValueError:
        return False


_FIRST = date(2022, 1, 1)
"""No order that is repaid today is older."""
