"""What a message of an institution says: a value of what was read, never a record and never a payment."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from models.values.money import Fen


class NoticeKind(StrEnum):
    """What a message tells."""

    DUE = "due"
    """A bill: what is owed and until when, also where the institution announces that it will take it."""
    SCHEDULED = "scheduled"
    """A repayment that was booked or handed in, and of which nobody says that it arrived."""
    REPAID = "repaid"
    """Money was repaid, or taken."""
    PART = "part"
    """A debit that took less than it should have."""
    FAILED = "failed"
    """A repayment or a debit that did not go through."""
    SETTLED = "settled"
    """Nothing is left to pay of a bill."""
    REFUND = "refund"
    """Money came back for goods, to the credit line or the card."""
    PURCHASE = "purchase"
    """The lender tells that something was bought on credit."""
    ORDER = "order"
    """The shop, or the lender, tells of a purchase and its plan."""


class Doubt(StrEnum):
    """Why nothing is taken of a message, where that can be said."""

    ADVERT = "advert"
    """It offers something: money, a limit, a prize."""
    CODE = "code"
    """It holds a code, which is nobody else's business."""
    LOAN = "loan"
    """It is of a loan, which is no order that is paid by instalments."""
    FUTURE = "future"
    """It tells of money that moved on a day that is yet to come."""


class Link(msgspec.Struct, frozen=True):
    """A link in a message, by its host, which is all that is ever read of it.

    `official`: whether the host belongs to the institution that the message claims to be from; None where it claims to
    be from none and asks for no money, so that nobody can say.
    """

    host: str
    official: bool | None


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What a message says, as far as it says it. Amounts are fen above zero, instants have the institution's zone.

    `channel`: the institution's id in the catalogue, "" where the message does not name it; `bank` its name, where the
    catalogue knows no such bank; `product` the name of a loan, which has no channel. `tail`: the last digits of the
    card. `amount` is what is owed, paid, refunded or spent; of a debit that took a part it is what was taken, `of`
    what should have been, `left` what is still owed. `label`: the first day of the month that the bill is of. `at` is
    midnight where the time of day is not known; that of money that moved lies ahead only where that is the `doubt`.
    `confirmed`: it does not say that the money is yet to arrive. `automatic`: the institution takes it. `overdue`: it
    says that the bill is late. `method`: an id of a method of the channel, or "". `periods`, `per_period`, `fee` (a
    period), `first_due`, `order_no`, `title` are of a purchase; `of_bill`: it is none, but a part of a bill that was
    turned into instalments.
    """

    kind: NoticeKind | None = None
    doubt: Doubt | None = None
    channel: str = ""
    bank: str = ""
    product: str = ""
    tail: str = ""
    amount: Fen | None = None
    minimum: Fen | None = None
    of: Fen | None = None
    left: Fen | None = None
    due: date | None = None
    due_day: int | None = None
    label: date | None = None
    at: datetime | None = None
    time_known: bool = False
    confirmed: bool = True
    automatic: bool = False
    overdue: bool = False
    method: str = ""
    of_bill: bool = False
    periods: int | None = None
    per_period: Fen | None = None
    fee: Fen | None = None
    first_due: date | None = None
    order_no: str = ""
    title: str = ""
    links: tuple[Link, ...] = ()
