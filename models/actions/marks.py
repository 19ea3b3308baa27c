"""Marks: sightings that keep what is to be known of a line beside it.

Their ids begin with what the mark is for, and with the line's own id.
"""

from collections.abc import Collection, Iterable

import msgspec

from models.ledger.ledger import Ledger
from models.ledger.sighting import Sighting

BACK = "back:"
"""How the ids of those sightings begin that keep a line by which money came back: its id, channel, digits and reference
follow."""
FAILED = "failed:"
"""The same of those that keep the id of a line that failed; `ignored`: somebody said that it was paid all the same."""
LEFT = "left:"
"""The same of those that keep the id of a payment of which a part came back, with what is left of it."""
SAID = "said:"
"""The same of those that keep the id of a line of which somebody said what it is: it stands before all others."""


def with_marks(ledger: Ledger, marks: Iterable[Sighting]) -> Ledger:
    """With those marks, too."""
    found = {each.id: each for each in marks}
    return msgspec.structs.replace(ledger, sightings={**ledger.sightings, **found}) if found else ledger


def without_marks(ledger: Ledger, beginning: str, lines: Collection[str]) -> Ledger:
    """Without the marks that begin so of these lines."""
    gone = {
        ident
        for ident in ledger.sightings
        if ident.startswith(beginning) and ident.removeprefix(beginning).split(":", 1)[0] in lines
    }
    if not gone:
        return ledger
    left = {ident: each for ident, each in ledger.sightings.items() if ident not in gone}
    return msgspec.structs.replace(ledger, sightings=left)
