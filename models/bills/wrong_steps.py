"""Checklists that cannot be: steps that nobody does in that order, and amounts that their answers do not allow."""

from collections.abc import Iterator

from models.bills.fault import Fault, FaultCode, fault
from models.bills.standing import STEPS
from models.bills.wrong_values import wrong_amount
from models.ledger.ledger import Ledger
from models.ledger.progress import Done, Progress, Step, Way
from models.ledger.setting_up import SettingUp, SetUpStep
from models.values.message import Message, msg
from models.values.money import yuan

_ORDER = msg("{record} in the table {table} has steps that were not done in their order")
_BEFORE = msg("{record} in the table {table} replaced the total of the bill {other}, and not that of its own bill")
_MORE = msg("{record} in the table {table} pays {amount}, but the app showed only {figure}")
_OTHER = msg("{record} in the table {table} pays {amount} of the {figure} that the app showed, but not as a part")
_BILLS = msg("{record} in the table {table} pays {amount}, but its bills come to {figure} together")
_OWED = msg("{record} in the table {table}: the app showed {figure}, but {owed} was owed then, which does not fit")
_LESS = frozenset({Way.PART, Way.CORRECT})
"""The ways in which less may be paid than the app shows."""


def wrong_steps(ledger: Ledger) -> Iterator[Fault]:
    """What cannot be of checklists of bills, and of those that set up auto-debit; of each checklist the first."""
    for ident, each in ledger.checklists.items():
        if _steps(each) != STEPS[: len(each.done)]:
            yield fault(FaultCode.STEPS, "checklists", ident, _ORDER)
        else:
            yield from (found for done in each.done for found in _of_step(each, done))
    for ident, made in ledger.set_ups.items():
        if _steps(made) != tuple(SetUpStep)[: len(made.done)]:
            yield fault(FaultCode.STEPS, "set_ups", ident, _ORDER)


def _steps(of: Progress | SettingUp) -> tuple[Step | SetUpStep, ...]:
    return tuple(done.step for done in of.done)


def _of_step(progress: Progress, done: Done) -> Iterator[Fault]:
    """Its answer names its own bill, and what is paid fits what the app showed; see `Done`."""
    if done.replaced is not None and done.replaced.id != progress.id:
        yield fault(FaultCode.STEPS, "checklists", progress.id, _BEFORE, other=done.replaced.id)
    together = sum(share.amount for share in done.bills)
    if done.step is Step.AMOUNT and not done.pay:
        yield wrong_amount("checklists", progress.id, done.pay)
    elif done.pay > done.figure:
        yield _amount(progress, done, _MORE, done.figure)
    elif 0 < done.pay < done.figure and done.way not in _LESS:
        yield _amount(progress, done, _OTHER, done.figure)
    elif done.bills and together != done.pay:
        yield _amount(progress, done, _BILLS, together)
    elif not _fits(done):
        yield _amount(progress, done, _OWED, done.figure)


def _fits(done: Done) -> bool:
    """Whether what was owed then is the figure, or more than a part of it; with other bills that is theirs as well."""
    if done.way is Way.PART:
        return done.pay < done.owed
    return done.way in {None, Way.SEVERAL} or done.owed == done.figure


def _amount(progress: Progress, done: Done, message: Message, figure: int) -> Fault:
    return fault(
        FaultCode.AMOUNT,
        "checklists",
        progress.id,
        message,
        amount=yuan(done.pay),
        figure=yuan(figure),
        owed=yuan(done.owed),
    )
