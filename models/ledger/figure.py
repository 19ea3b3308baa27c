"""The institution's own figure for a bill, where it was seen."""

from datetime import date

import msgspec

from models.ledger import record_checks as check
from models.values.dates import Instant
from models.values.money import Fen

APP = "app"
"""The source of a figure that was read off the institution's own app."""

TYPED = "typed"
"""The source of a figure that was said without saying where it stood."""

MESSAGE = "message"
"""The source of a figure in a message that was pasted."""


class StatedTerms(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a statement of `source` says of a bill: its `total`, when it is `due`, and the smallest payment that the
    institution takes; None for what it does not say. `seen_at`: when the institution said it. `lists_others`: its
    instalments are others than those here, and nobody has answered yet which of them are right."""

    total: Fen
    due: date | None = None
    minimum: Fen | None = None
    seen_at: Instant
    source: str
    lists_others: bool = False

    def __post_init__(self) -> None:
        if self.due is not None:
            check.day("due", self.due)
        check.amount("total", self.total)
        check.amount("minimum", self.minimum)
        check.source("source", self.source)


class BillFigure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The `total` that the institution showed for the bill `id`, when, and where: `app`, or a source of statements.

    `terms`: what the newest statement says of it, which no figure in the app replaces; None where there is none.
    `others`: the totals that other statements had for it, the least first: what came to one of them was all of it then.
    """

    id: str
    total: Fen
    seen_at: Instant
    source: str
    terms: StatedTerms | None = None
    others: tuple[Fen, ...] = ()

    def __post_init__(self) -> None:
        check.bill("id", self.id)
        check.amount("total", self.total)
        for each in self.others:
            check.amount("others", each)
        check.source("source", self.source)
