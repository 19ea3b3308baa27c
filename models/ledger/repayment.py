"""Repayments: money that left the user's account, and how it is allocated."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Protocol

import msgspec

from models.ledger.late_then import LateThen
from models.values.money import Fen


class Allocation(msgspec.Struct, frozen=True, omit_defaults=True):
    """The share of a repayment that went to period `number` of `order`; `order` is "" for a correction."""

    order: str
    number: int
    fee: Fen = 0
    principal: Fen = 0

    @property
    def amount(self) -> Fen:
        return self.fee + self.principal


class PaidAs(StrEnum):
    """What a repayment was meant to be of its bill."""

    FULL = "full"
    PART = "part"
    MINIMUM = "minimum"
    AGAIN = "again"
    """A second payment of what was paid already."""


OTHER = "other"
"""The method of a repayment made in a way that its channel does not name."""


class Repayment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Money repaid for the bill of an account due on `due`. `confirmed`: the institution was seen to show it.

    `order`: the order that it settled early, which is not the bill's business. `way`: None where nobody said it.
    `other`: how it was paid, in the user's words, where the method is `other`. `late`: what lateness of the bill cost
    by the rules that held then, where others hold since. `became_credit`: what of it went to
    periods at first, and no longer fits since an order was split otherwise.
    """

    id: str
    account_id: str
    due: date
    amount: Fen
    paid_at: Annotated[datetime, msgspec.Meta(tz=True)]
    method: str
    reference: str = ""
    confirmed: bool = True
    order: str = ""
    allocations: tuple[Allocation, ...] = ()
    way: PaidAs | None = None
    other: str = ""
    late: LateThen | None = None
    became_credit: Fen = 0

    @property
    def credit(self) -> Fen:
        """What was paid beyond what was owed."""
        return self.amount - sum(each.amount for each in self.allocations)


class Owed(Protocol):
    """What a repayment can go to."""

    @property
    def order_id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def due(self) -> date: ...
    @property
    def turn(self) -> tuple[datetime, str, str] | None: ...
    @property
    def owed_fee(self) -> Fen: ...
    @property
    def owed_principal(self) -> Fen: ...


def allocate(amount: Fen, owed: Iterable[Owed], today: date) -> tuple[Allocation, ...]:
    """Spread `amount`: overdue lines first, then the oldest; in each line the fee before the principal.

    What is left over when every line is paid is not allocated: it is credit.
    """
    shares = []
    for line in sorted(owed, key=lambda line: (line.due >= today, line.due, _age(line), line.number)):
        fee = min(amount, line.owed_fee)
        principal = min(amount - fee, line.owed_principal)
        amount -= fee + principal
        if fee or principal:
            shares.append(Allocation(line.order_id, line.number, fee, principal))
    return tuple(shares)


def _age(line: Owed) -> tuple[bool, tuple[datetime, str, str] | tuple[()], str]:
    """Oldest purchase first; corrections, which nobody bought, last."""
    turn = line.turn
    return (turn is None, turn or (), line.order_id)
