"""What was seen around the auto-debit of a bill."""

from enum import StrEnum

import msgspec

from models.ledger import record_checks as check
from models.values.dates import Instant


class Outcome(StrEnum):
    """What somebody saw after an auto-debit's window."""

    TAKEN = "taken"
    PART = "part"
    FAILED = "failed"
    NOT_ON = "not_on"
    """It was set up only after its window."""


class AutoDebitSeen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What was seen around the auto-debit of a bill; `id` is the bill's.

    Before it: the balance (`balance_at`), and which `pay_account` goes first (`pay_account_at`). After it: the
    `outcome`.
    """

    id: str
    balance_at: Instant | None = None
    pay_account: str = ""
    pay_account_at: Instant | None = None
    outcome: Outcome | None = None
    outcome_at: Instant | None = None

    def __post_init__(self) -> None:
        check.like_a_bill("id", self.id)
