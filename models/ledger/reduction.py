"""What an institution took off a bill: a coupon, a waived fee."""

from enum import StrEnum

import msgspec

from models.ledger import record_checks as check
from models.values.dates import Instant
from models.values.message import Problem
from models.values.money import Fen
from models.values.text import MAX_NOTE


class Target(StrEnum):
    """What a reduction lowers."""

    FEE = "fee"
    PRINCIPAL = "principal"
    BILL = "bill"
    """Neither for certain: what is owed on this bill, and nothing else."""


class Reduction(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """`amount` was taken off `bill`; of period `number` of `order` where it is known which, else `order` is ""."""

    id: str
    bill: str
    target: Target
    amount: Fen
    at: Instant
    order: str = ""
    number: int = 0
    reason: str = ""

    def __post_init__(self) -> None:
        check.ident("id", self.id)
        check.bill("bill", self.bill)
        check.positive("amount", self.amount)
        check.text("reason", self.reason, MAX_NOTE)
        if self.number < 0 or bool(self.order) is not bool(self.number):
            raise Problem("name the order and its period, or neither", field="order")
