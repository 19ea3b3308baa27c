"""A discount that a line of a statement tells lowers its bill, and goes with the line where that gives way."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from models.ledger.ledger import Ledger, drop, put
from models.ledger.sighting import Sighting
from models.values.money import Fen

_MARK = "off:"
"""How the ids of those sightings begin that say so: the id of the line and that of the bill follow."""


def with_discount(ledger: Ledger, source: str, line: str, bill: str, at: datetime, amount: Fen) -> Ledger:
    """With that much known to be off the bill by that line, which has lowered it."""
    mark = Sighting(id=f"{_MARK}{line}:{bill}", source=source, at=at, amount=amount)
    return msgspec.structs.replace(ledger, sightings=put(ledger.sightings, mark.id, mark))


def without_discounts(ledger: Ledger) -> Ledger:
    """Without all that lines have taken off bills."""
    for line in discounts_of(ledger):
        ledger = raised(ledger, line)
    return ledger


def discounts_of(ledger: Ledger) -> Mapping[str, tuple[tuple[str, Fen], ...]]:
    """What lines took off which bills, by the ids of the lines."""
    found: dict[str, tuple[tuple[str, Fen], ...]] = {}
    if not ledger.reductions:  # where somebody has taken them back there is nothing to give up
        return found
    for ident, each in ledger.sightings.items():
        if ident.startswith(_MARK):
            line, bill = ident.removeprefix(_MARK).split(":", 1)
            found[line] = (*found.get(line, ()), (bill, each.amount))
    return found


def raised(ledger: Ledger, line: str) -> Ledger:
    """With the bills as they were without that line's discounts; what somebody has said of one since stays."""
    for bill, amount in discounts_of(ledger).get(line, ()):
        ledger = msgspec.structs.replace(ledger, sightings=drop(ledger.sightings, f"{_MARK}{line}:{bill}"))
        less, total = ledger.reductions.get(bill), ledger.corrections.get(bill)
        if less is None or total is None or less.amount < amount:
            continue
        corrections, reductions = drop(ledger.corrections, bill), drop(ledger.reductions, bill)
        if less.amount > amount:
            reductions = put(reductions, bill, msgspec.structs.replace(less, amount=less.amount - amount))
        higher = msgspec.structs.replace(total, total=total.total + amount)
        if higher.change or less.amount > amount:
            corrections = put(corrections, bill, higher)
        ledger = msgspec.structs.replace(ledger, corrections=corrections, reductions=reductions)
    return ledger
