"""The institution's own figure for a bill, where it was seen."""

import msgspec

from models.ledger import record_checks as check
from models.values.dates import Instant
from models.values.money import Fen

APP = "app"
"""The source of a figure that was read off the institution's own app."""

TYPED = "typed"
"""The source of a figure that was said without saying where it stood."""


class BillFigure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The `total` that the institution showed for the bill `id`, when, and where: `app`, or a source of statements."""

    id: str
    total: Fen
    seen_at: Instant
    source: str

    def __post_init__(self) -> None:
        check.bill("id", self.id)
        check.amount("total", self.total)
        check.source("source", self.source)
