"""How far a checklist stands: its steps hold, except an amount that may no longer be paid.

The amount that was read off the institution's app holds until midnight there, and for the bill that it was compared
with. Then it is asked for again. Once the method is chosen the money may have left: then the steps stay, so that what
was paid while the amount held can be recorded whenever somebody says so.
"""

from datetime import datetime
from itertools import takewhile

from models.bills.bill import Bill
from models.ledger.progress import Done, Progress, Step
from models.values.dates import today
from models.values.money import Fen

STEPS = tuple(Step)


def read(progress: Progress) -> Done | None:
    """The amount step of a checklist, whether it still holds or not."""
    return next((done for done in progress.done if done.step is Step.AMOUNT), None)


def kept(progress: Progress, zone: str, now: datetime) -> Done | None:
    """The amount step: while it is the day of it in the institution's `zone`, or once the money may have left."""
    amount = read(progress)
    return amount if amount and (_sent(progress) or not _over(amount, zone, now)) else None


def current(progress: Progress, bill: Bill, now: datetime) -> Step | None:
    """The step that is open; None when all are done. An amount that no longer holds is asked for again."""
    done = standing(progress, bill, now)
    return STEPS[len(done)] if len(done) < len(STEPS) else None


def standing(progress: Progress, bill: Bill, now: datetime) -> tuple[Done, ...]:
    """The steps that still hold."""
    if stale(progress, bill, now) is None or _sent(progress):
        return progress.done
    return tuple(takewhile(lambda done: done.step is not Step.AMOUNT, progress.done))


def stale(progress: Progress, bill: Bill, now: datetime) -> Done | None:
    """The amount step, where it may not be paid any more: its day is over, or the bill has changed since."""
    amount = read(progress)
    if amount is None or (amount.owed == bill.outstanding and not _over(amount, bill.channel.zone, now)):
        return None
    return amount


def to_pay(progress: Progress, bill: Bill, now: datetime) -> Fen | None:
    """What is to be paid, once the amount step holds."""
    return next((done.pay for done in standing(progress, bill, now) if done.step is Step.AMOUNT), None)


def _over(amount: Done, zone: str, now: datetime) -> bool:
    return today(amount.at, zone) != today(now, zone)


def _sent(progress: Progress) -> bool:
    return any(done.step is Step.METHOD for done in progress.done)
