"""A list of amounts between commas, where a comma may group thousands or begin decimals as well: all it may mean."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product

from models.plans.plan import Plan, parts
from models.values.message import Problem
from models.values.text import clean, normalise

_EITHER = re.compile(
    r"(?<![\d.x×*])(?=\d{1,3},\d{3}(?!\d)|\d+,\d{2}(?![\d.]))|(?<=,)(?=\d{3},\d{3}(?!\d))", re.ASCII | re.IGNORECASE
)
"""Before `1,234` or `134,90`, where the comma may group or begin decimals as well as separate."""

MOST = 8
"""Of so many commas every reading is tried; of more only those in which all of them mean the same."""


def readings(text: str) -> Iterator[str]:
    """The list with semicolons, once for each reading, first where every comma separates."""
    given = normalise(text)
    if ";" in given:
        yield given
        return
    either = [given.index(",", found.start()) for found in _EITHER.finditer(given)]
    every = product((False, True), repeat=len(either))
    alike = [(False,) * len(either), (True,) * len(either)]
    choices: Iterable[tuple[bool, ...]] = every if len(either) <= MOST else alike
    for grouping in choices:
        groups = {at for at, groups in zip(either, grouping, strict=True) if groups}
        yield "".join(";" if each == "," and at not in groups else each for at, each in enumerate(given))


def the_fitting(text: str, plan: Callable[[str], Plan]) -> str:
    """The one reading of which a plan comes; Problem where none comes of any, or different ones of several."""
    found: dict[object, str] = {}
    refused: Problem | None = None
    for reading in readings(text):
        try:
            found.setdefault(parts(plan(reading)), reading)
        except Problem as problem:
            refused = refused or problem
    if len(found) > 1:
        one, other, *_ = found.values()
        raise Problem(
            "{text} may be {one} or {other}; separate the amounts with semicolons",
            field="amounts",
            text=clean(normalise(text), 40),
            one=clean(one, 40),
            other=clean(other, 40),
        )
    if found:
        return next(iter(found.values()))
    raise refused or Problem("an amount is missing; write it like 1234.50", field="amounts")
