"""A period that a bill had when something was said of its rest."""

from collections.abc import Iterable

import msgspec

from models.values.money import Fen


class Had(msgspec.Struct, frozen=True):
    """Period `number` of `order`, and the `amount` that it was on the bill by then."""

    order: str
    number: int
    amount: Fen


def all_had(parts: Iterable[tuple[Had, ...] | None]) -> tuple[Had, ...] | None:
    """What bills that became one had, the last of each period; None where of one of them nobody knows it."""
    found: dict[tuple[str, int], Had] = {}
    for each in parts:
        if each is None:
            return None
        found |= {(one.order, one.number): one for one in each}
    return tuple(found.values())


def without_order(had: tuple[Had, ...] | None, order: str) -> tuple[Had, ...] | None:
    """The same without that order's periods: one that is entered again comes to the bill since."""
    return None if had is None else tuple(each for each in had if each.order != order)
