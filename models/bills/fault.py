"""What does not fit together in a ledger: one fault each, with a code that never changes."""

from enum import StrEnum

import msgspec

from models.values.message import Message, msg
from models.values.text import clean


class FaultCode(StrEnum):
    """The kinds of faults. Programs know them by these names."""

    LOST_ORDER = "lost_order"
    LOST_PERIOD = "lost_period"
    LOST_BILL = "lost_bill"
    LOST_REPAYMENT = "lost_repayment"
    LOST_CHANNEL = "lost_channel"
    OTHER_ACCOUNT = "other_account"
    """Money that went to an order through another account than the order's."""
    NOT_TURNED = "not_turned"
    """An order that began as a bill, and what was turned of that bill, do not say the same."""
    AMOUNT = "amount"
    ALLOCATED = "allocated"
    """More, or less than nothing, went to lines than was repaid."""
    UNALLOCATED = "unallocated"
    """Most of what was repaid of a bill went nowhere, so that it is credit."""
    OVERPAID = "overpaid"
    """More is allocated to a period than that comes to."""
    PLAN = "plan"
    """The periods do not come to what the plan says."""
    NOT_CONSERVED = "not_conserved"
    """What was repaid is not what stands on bills as repaid."""
    NO_BILLS = "no_bills"
    """The bills cannot be made out of it."""
    ID = "id"
    """It is missing, or steers a terminal."""
    DAY = "day"
    DATES = "dates"
    """A period is not due after the one before it."""
    TOO_EARLY = "too_early"
    """Money moved before the purchase, or before the hours of the auto-debit."""
    FUTURE = "future"
    """It is dated later than now."""
    STEPS = "steps"
    """A checklist's steps were not done in their order, or one names another bill than its own."""
    CONTRADICTS = "contradicts"
    """A record contradicts itself, or one that was written with it."""
    TWIN = "twin"
    """One order is there under two ids."""


MERELY_ODD = frozenset({
    *(FaultCode.LOST_BILL, FaultCode.LOST_CHANNEL, FaultCode.TWIN, FaultCode.UNALLOCATED),
    *(FaultCode.TOO_EARLY, FaultCode.FUTURE, FaultCode.CONTRADICTS),
})  # fmt: skip
"""A fault that costs nobody money as long as somebody knows of it: it is said, and the ledger is written all the
same."""

LOST_ORDER = msg("{record} in the table {table} names the order {other}, which is not there")
LOST_BILL = msg("{record} in the table {table} is about the bill {other}, which is not there")


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with the record `id` of the table; "" where it is about all of them."""

    code: FaultCode
    table: str
    id: str
    message: Message

    @property
    def impossible(self) -> bool:
        """Whether it cannot be, so that the ledger must not be overwritten."""
        return self.code not in MERELY_ODD

    @property
    def no_bills(self) -> bool:
        """Whether nothing can be shown of the ledger."""
        return self.code is FaultCode.NO_BILLS


def fault(code: FaultCode, table: str, ident: str, message: Message, **params: str | int) -> Fault:
    """The fault that `message` states of that record; texts are cleaned."""
    said = {name: clean(value, 80) if isinstance(value, str) else value for name, value in params.items()}
    filled = msgspec.structs.replace(message, params={**message.params, **said, "table": table, "record": clean(ident)})
    return Fault(code, table, ident, filled)
