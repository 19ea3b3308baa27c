"""What of a change only keeps lines of statements in mind, and what does more."""

import msgspec

from models.ledger.ledger import Ledger
from models.ledger.sighting import line_in_mind


def kept_of(before: Ledger, after: Ledger) -> tuple[int, bool]:
    """How many lines are kept in mind that were not before, and whether anything else is new."""
    new = after.sightings.keys() - before.sightings.keys()
    lines = {line_in_mind(ident) for ident in new} - after.sightings.keys()
    same = msgspec.structs.replace(before, sightings=after.sightings) == after
    return len(lines - {""}), not same or "" in lines
