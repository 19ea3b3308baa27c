"""Periods as somebody types them, by their numbers."""

import re

from models.values.identity import key_of
from models.values.message import Problem
from models.values.text import clean

_COUNT = re.compile(r"\d{1,3}", re.ASCII)
NUMBERS = re.compile(r"\d{1,3}(?:[-~,、;]\d{1,3})*", re.ASCII)
"""`1,3` or `1-2,4`: the periods by their numbers."""


def parse_periods_repaid(text: str) -> frozenset[int]:
    """Periods by their numbers: `1,3`, `1-2,4`, `3-3`. One number alone is how many from the first: `2` is `1-2`.

    Problem for all else.
    """
    given = key_of(text)
    if not NUMBERS.fullmatch(given):
        raise Problem(
            "{text} is not a list of periods; write `2` for the first 2, or `1,3`, `1-2,4`, `3-3`", text=clean(text, 40)
        )
    if _COUNT.fullmatch(given):
        return frozenset(range(1, int(given) + 1))
    numbers = set[int]()
    for each in re.split("[,、;]", given):
        ends = [int(end) for end in re.split("[-~]", each)]
        if len(ends) > 2 or ends != sorted(ends) or not ends[0]:
            raise Problem("{text} is not a list of periods from the lower number to the higher", text=clean(each, 40))
        numbers.update(range(ends[0], ends[-1] + 1))
    return frozenset(numbers)
