"""Pages of orders in the shop that were seen to say what was entered."""

from datetime import date

import msgspec

from models.ledger import record_checks as check


class PageSeen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The page of the order `id` was seen to say the same on the day `seen_on`, before its first repayment."""

    id: str
    seen_on: date

    def __post_init__(self) -> None:
        check.ident("id", self.id)
        check.day("seen_on", self.seen_on)
