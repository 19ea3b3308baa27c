"""A line of a statement as it is on record."""

from datetime import datetime

import msgspec

from models.ledger.ids import bill_id
from models.ledger.repayment import Repayment
from models.ledger.sighting import Sighting
from models.values.money import Fen


class Laid(msgspec.Struct, frozen=True):
    """A line that was read before, the repayments that it was recorded as, and what it took off which bill.

    `since`: the earliest instant that any source says of it, and the line that does; None for its own. `said`: somebody
    said what it is, so that it makes room for none.
    """

    seen: Sighting
    repayments: tuple[Repayment, ...]
    off: tuple[tuple[str, Fen], ...] = ()
    since: tuple[datetime, str] | None = None
    said: bool = False

    @property
    def bills(self) -> frozenset[str]:
        return frozenset(bill_id(each.account_id, each.due) for each in self.repayments)
