"""Bills that got another date."""

import msgspec

from models.ledger import record_checks as check


class MovedBill(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The bill that had the id `id` has the id `to` now, and answers to both."""

    id: str
    to: str

    def __post_init__(self) -> None:
        check.bill("id", self.id)
        check.bill("to", self.to)
