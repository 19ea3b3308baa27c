"""The checklists that there are, and which of them stands. The questions of each load when it is first asked for."""

# ruff: noqa: PLC0415

from collections.abc import Callable

from msgspec.structs import replace

from models.bills.bill import Bill
from tui.state.checklist import Checklist, Topic
from tui.state.question import Case
from tui.state.repayment import REPAYMENT


def _early() -> Checklist:
    from tui.state.early import EARLY

    return EARLY


def _confirmation() -> Checklist:
    from tui.state.auto_debit import CONFIRMATION

    return CONFIRMATION


def _done() -> Checklist:
    from tui.state.done import DONE

    return DONE


def _happened() -> Checklist:
    from tui.state.happened import HAPPENED

    return HAPPENED


def _setting_up() -> Checklist:
    from tui.state.setting_up import SETTING_UP

    return SETTING_UP


def _cannot_pay() -> Checklist:
    from tui.state.cannot_pay import CANNOT_PAY

    return CANNOT_PAY


def _from_message() -> Checklist:
    from tui.state.from_message import FROM_MESSAGE

    return FROM_MESSAGE


EARLY = "early"
CHECKLISTS: dict[str, Callable[[], Checklist]] = {
    REPAYMENT.name: lambda: REPAYMENT,
    EARLY: _early,
    "confirmation": _confirmation,
    "done": _done,
    "happened": _happened,
    "set-up": _setting_up,
    "cannot-pay": _cannot_pay,
    "from-message": _from_message,
}
"""How each is come by, by its name."""


def checklist_named(name: str) -> Checklist:
    """The checklist of that name."""
    return CHECKLISTS[name]()


def own(bill: Bill) -> Topic:
    """The checklist that a bill is repaid by."""
    return Topic(EARLY if bill.settles else REPAYMENT.name)


def topic_of(case: Case, wanted: Topic | None) -> Topic:
    """The checklist that is `wanted`, while something of it is open; else the bill's own."""
    if wanted is not None and checklist_named(wanted.checklist).open(replace(case, about=wanted.about)) is not None:
        return wanted
    return own(case.bill)
