"""Lines of statements that were seen."""

import msgspec

from models.values.dates import Instant
from models.values.money import Fen


class Sighting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line of a statement of `source`; `id` is made of what tells it from all others.

    `repayment`: the repayment that it shows; `ignored`: it was said to concern none. Nothing else of the line is kept.
    """

    id: str
    source: str
    at: Instant
    amount: Fen
    repayment: str = ""
    ignored: bool = False
