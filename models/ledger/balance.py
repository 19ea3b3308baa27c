"""What lies on a pay account, as somebody read it."""

import msgspec

from models.values.dates import Instant
from models.values.money import Fen


class Balance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The `amount` on the pay account with the label `id`, as it was `at` that instant."""

    id: str
    amount: Fen
    at: Instant
