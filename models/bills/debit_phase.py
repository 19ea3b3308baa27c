"""Where a bill stands with its auto-debit: what is to be looked at, and when."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from models.bills.auto_debit_window import auto_debit_window, takes_unknown
from models.bills.bill import Bill, Window, auto_debit_unseen
from models.ledger.auto_debit import Outcome
from models.values.message import Message, msg
from models.values.money import Fen

CHECKED_AHEAD = timedelta(days=1)
"""How long before its window an auto-debit is near: the balance is checked the day before."""


class Phase(StrEnum):
    """Where a bill stands with its auto-debit."""

    NONE = "none"
    """Off, or nothing to take."""
    AHEAD = "ahead"
    CHECK = "check"
    """The day before, or later, and nobody has looked at the balance."""
    READY = "ready"
    RUNNING = "running"
    """Its window has begun: the money may be taken at any hour."""
    UNSEEN = "unseen"
    """Its window has passed, and nobody has looked whether the money was taken."""
    UNPAID = "unpaid"
    """Somebody said that it was not repaid before it was entered, or auto-debit was not on yet."""
    FAILED = "failed"
    """Somebody saw that it took nothing, or not all."""


BY_HAND = (Phase.UNPAID, Phase.FAILED)
"""Where nothing more is expected of it: what is left is repaid by hand."""


class AutoDebitStep(StrEnum):
    """The checklist before an auto-debit."""

    ACCOUNT = "account"
    BALANCE = "balance"


def phase(bill: Bill, now: datetime) -> Phase:
    """Where the bill stands with its auto-debit."""
    window = auto_debit_window(bill)
    if window is None or bill.outstanding <= 0:
        return Phase.NONE
    if bill.not_taken:
        if bill.unsaid:  # what is left was entered since, so nobody looked whether it was taken
            return Phase.NONE
        seen = bill.auto_debit.outcome if bill.auto_debit else None
        return Phase.UNPAID if seen in {None, Outcome.NOT_ON} else Phase.FAILED
    if auto_debit_unseen(bill, now):
        return Phase.UNSEEN
    if now >= window.start.astimezone(UTC):
        return Phase.RUNNING
    if now < (window.start - CHECKED_AHEAD).astimezone(UTC):
        return Phase.AHEAD
    return Phase.CHECK if next_step(bill) is not None else Phase.READY


def window_near(bill: Bill, now: datetime) -> Window | None:
    """The window of an auto-debit that is on and near or under way: paying by hand now may pay twice.

    One that failed may be tried again for the rest of its window. A window that is over takes nothing.
    """
    window, stands = auto_debit_window(bill), phase(bill, now)
    if window is None or now > window.end.astimezone(UTC):
        return None
    return window if stands in {Phase.CHECK, Phase.READY, Phase.RUNNING, *BY_HAND} else None


def tried_again(bill: Bill, now: datetime) -> bool:
    """Whether its window still runs after somebody saw that it failed: institutions try several times a day."""
    return phase(bill, now) is Phase.FAILED and window_near(bill, now) is not None


def next_step(bill: Bill) -> AutoDebitStep | None:
    """What is still to be checked before the auto-debit; None when all was."""
    seen = bill.auto_debit
    if seen is None or seen.pay_account_at is None:
        return AutoDebitStep.ACCOUNT
    return AutoDebitStep.BALANCE if seen.balance_at is None else None


def due_then(bill: Bill) -> Fen | None:
    """What the auto-debit takes of the bill; 0 where it is off, None where it takes a minimum that is not known."""
    window = auto_debit_window(bill)
    if window is None:
        return 0
    return None if takes_unknown(bill) else window.amount


def may_have_taken(bill: Bill, now: datetime) -> bool:
    """Whether the auto-debit may have taken the bill's money by now; one that failed may have been tried again."""
    return phase(bill, now) in {Phase.RUNNING, Phase.UNSEEN, *BY_HAND}


def too_early(bill: Bill, now: datetime) -> Message | None:
    """When there will be something more to check; None where that is not to come."""
    window = auto_debit_window(bill)
    if window is None:
        return None
    start = f"{window.start:%m-%d %H:%M}"
    match phase(bill, now):
        case Phase.AHEAD:
            day = f"{window.start - CHECKED_AHEAD:%m-%d}"
            return msg("the balance is checked from {day} on, the day before auto-debit", day=day)
        case Phase.CHECK:
            return msg("auto-debit begins at {start}; from then on look whether it took the money", start=start)
        case Phase.READY:
            return msg("the balance was checked; from {start} on look whether auto-debit took the money", start=start)
        case _:
            return None
