"""Precautions that were looked at."""

import msgspec

from models.ledger import record_checks as check
from models.values.dates import Instant


class Precaution(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The precaution `id` was looked at `last`; `off`: it is not to be shown any more."""

    id: str
    last: Instant | None = None
    off: bool = False

    def __post_init__(self) -> None:
        check.ident("id", self.id)
