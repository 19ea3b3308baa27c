"""What comes in and what goes out every month besides instalments."""

import msgspec

from models.values.money import Fen

BUDGET = "budget"
"""The id of the one budget of a ledger."""


class Budget(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The `income` of a month, which comes on the day `payday` of it, and its `fixed` costs; None where not known."""

    id: str = BUDGET
    income: Fen | None = None
    payday: int | None = None
    fixed: Fen | None = None
