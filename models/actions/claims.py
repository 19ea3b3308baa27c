"""Lines that say of no month, or are near records that were typed, are kept whole: of which bill each is, and which of
several in one amount shows a record, only all of them say, in whatever file each stands.
"""

from collections.abc import Collection
from functools import lru_cache

import msgspec

from models.actions.kept_line import packed, unpacked
from models.actions.marks import without_marks
from models.channels.channel import Channel
from models.ledger.ledger import Ledger
from models.ledger.sighting import Sighting
from models.ledger.statement import StatementLine

_MARK = "claim:"
"""How the ids of those sightings begin: the id of the line, the records that it shows, what of it came back, and the
line as it is kept follow."""
_BETWEEN = "+"


class Claim(msgspec.Struct, frozen=True):
    """Such a line of a source, the accounts that it may be about, and the ids of the records that it shows."""

    line: StatementLine
    source: str
    accounts: tuple[str, ...]
    shows: tuple[str, ...] = ()


def claim_mark(claim: Claim, channel: Channel) -> Sighting:
    """What keeps the line."""
    line = claim.line
    parts = (line.id, _BETWEEN.join(claim.shows), str(line.came_back or ""), packed(line, claim.accounts, channel))
    return Sighting(id=_MARK + ":".join(parts), source=claim.source, at=line.at, amount=line.amount)


def claims_of(ledger: Ledger) -> tuple[Claim, ...]:
    """The lines of all sources that are kept so."""
    return tuple(_of(each) for each in ledger.sightings.values() if each.id.startswith(_MARK))


@lru_cache(maxsize=4096)  # the marks of a ledger are read at each of its moments
def _of(mark: Sighting) -> Claim:
    ident, shows, back, fields = mark.id.removeprefix(_MARK).split(":", 3)
    line, accounts = unpacked(ident, fields, mark)
    line = msgspec.structs.replace(line, came_back=int(back or 0))
    return Claim(line, mark.source, accounts, tuple(filter(None, shows.split(_BETWEEN))))


def kept_no_more(ledger: Ledger, lines: Collection[str]) -> Ledger:
    """Without these lines among those that are kept so."""
    return without_marks(ledger, _MARK, lines)
