"""The checklist of a repayment. Its questions load when the first of them is asked."""

# ruff: noqa: PLC0415

from models.bills.standing import current
from models.ledger.progress import Step
from tui.state.checklist import Checklist
from tui.state.question import Case, Question
from tui.state.step import STEP_NAMES


def open_step(case: Case) -> Step | None:
    """The step that is open; None where no checklist is, or all are done."""
    return current(case.progress, case.bill, case.now) if case.progress else None


def warned(case: Case) -> Question | None:
    """The first warning that is to be answered; None where there is none."""
    if case.progress is None:
        return None
    from tui.state.repaying import first_warning

    return first_warning(case)


def _platform(case: Case) -> Question:
    from tui.state.repaying import platform

    return platform(case)


def _entry(case: Case) -> Question:
    from tui.state.repaying import entry

    return entry(case)


def _amount(case: Case) -> Question:
    from tui.state.amount import amount

    return amount(case)


def _method(case: Case) -> Question:
    from tui.state.repaying import method

    return method(case)


def _paid(case: Case) -> Question:
    from tui.state.paid import paid

    return paid(case)


REPAYMENT = Checklist(
    name="repayment",
    before=warned,
    open=open_step,
    questions={
        Step.PLATFORM: _platform,
        Step.ENTRY: _entry,
        Step.AMOUNT: _amount,
        Step.METHOD: _method,
        Step.COMPLETE: _paid,
    },
    steps=tuple(STEP_NAMES.values()),
)
