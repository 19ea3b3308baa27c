"""The institution's own total for a bill, as the user read it."""

import msgspec

from models.ledger import record_checks as check
from models.values.dates import Instant
from models.values.money import Fen

LATE = "late-interest"
"""The reason of a correction that late interest made."""


class CorrectedLine(msgspec.Struct, frozen=True):
    """A line that a bill had when it was corrected: its order, its period, and what it came to, in fen.

    Of a part that was turned into instalments before: the order that it became, period 0, and minus what of it was
    off the bill.
    """

    order: str
    number: int
    amount: Fen


class UsedCredit(msgspec.Struct, frozen=True):
    """`amount`, perhaps nothing, of the credit that came with the repayment or refund `of` went to a bill."""

    of: str
    amount: Fen


class Correction(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The institution's own total for a bill, where it differs from the derived one: the user's figure wins.

    It is a difference to the `lines` that the bill had then, so orders that are entered later count for themselves.
    What it is more need be no new debt: `used` is what the institution used for it of credit that lay there, and no
    more of that goes to it; `returned` what refunds had taken off its lines and it bills all the same: that is credit.
    """

    id: str
    total: Fen
    at: Instant
    lines: tuple[CorrectedLine, ...] = ()
    reason: str = ""
    used: tuple[UsedCredit, ...] = ()
    returned: tuple[CorrectedLine, ...] = ()

    def __post_init__(self) -> None:
        check.bill_or_settlement("id", self.id)

    @property
    def change(self) -> Fen:
        """What the institution's figure was more than the lines that were known then; less, when negative."""
        return self.total - sum(line.amount for line in self.lines)
