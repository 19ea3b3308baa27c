"""What the records of a ledger are made of."""

from collections.abc import Iterator
from datetime import date

import msgspec


def inside(value: object) -> Iterator[object]:
    """What a record or a part of it is made of."""
    if isinstance(value, tuple):
        yield from value
    elif isinstance(value, msgspec.Struct):
        yield from (getattr(value, name) for name in value.__struct_fields__)


def moments(value: object) -> Iterator[date]:
    """Every day and every instant in a record, wherever in it they stand."""
    if isinstance(value, date):
        yield value
    for each in inside(value):
        yield from moments(each)
