"""Days on which the user promised to pay a bill that could not be paid in time."""

from datetime import date

import msgspec

from models.ledger import record_checks as check
from models.values.dates import Instant


class Promise(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The bill `id` is to be paid `on` that day of the institution's calendar, as was agreed `at` that instant."""

    id: str
    on: date
    at: Instant

    def __post_init__(self) -> None:
        check.bill("id", self.id)
        check.day("on", self.on)
