"""Bills that were turned into instalments (账单分期)."""

import msgspec

from models.ledger import record_checks as check
from models.ledger.had import Had
from models.ledger.late_then import LateThen
from models.values.dates import Instant
from models.values.money import Fen


class Conversion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """`amount` of `bill` was turned into instalments: it is owed on the order `id` instead. `late`: what a
    repayment says of it. `had`: the periods that the bill had then; None where an older version did not say.
    """

    id: str
    bill: str
    amount: Fen
    at: Instant
    late: LateThen | None = None
    had: tuple[Had, ...] | None = None

    def __post_init__(self) -> None:
        check.ident("id", self.id)
        check.bill("bill", self.bill)
        check.positive("amount", self.amount)
