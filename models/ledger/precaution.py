"""Precautions that were looked at."""

from datetime import date

import msgspec

from models.ledger import record_checks as check
from models.values.dates import Instant


class Precaution(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The precaution `id` was looked at `last`; `off`: it is not to be shown any more.

    `was_known`: the account that it was of is gone, and was known since that day, so that its turn stays empty and
    those of the others stay where they were.
    """

    id: str
    last: Instant | None = None
    off: bool = False
    was_known: date | None = None

    def __post_init__(self) -> None:
        check.ident("id", self.id)
        if self.was_known is not None:
            check.day("was_known", self.was_known)
