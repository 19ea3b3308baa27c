"""What an institution took off a bill: a coupon, a waived fee."""

from enum import StrEnum

import msgspec

from models.values.dates import Instant
from models.values.money import Fen


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
