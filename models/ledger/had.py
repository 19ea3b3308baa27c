"""A period that a bill had when something was said of its rest."""

import msgspec

from models.values.money import Fen


class Had(msgspec.Struct, frozen=True):
    """Period `number` of `order`, and the `amount` that it was on the bill by then."""

    order: str
    number: int
    amount: Fen
