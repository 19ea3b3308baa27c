"""The checklists that there are, and which of them stands."""

from msgspec.structs import replace

from models.bills.bill import Bill
from tui.state.auto_debit import CONFIRMATION
from tui.state.cannot_pay import CANNOT_PAY
from tui.state.checklist import Checklist, Topic
from tui.state.done import DONE
from tui.state.early import EARLY
from tui.state.from_message import FROM_MESSAGE
from tui.state.happened import HAPPENED
from tui.state.question import Case
from tui.state.repaying import REPAYMENT
from tui.state.setting_up import SETTING_UP

CHECKLISTS: dict[str, Checklist] = {
    each.name: each for each in (REPAYMENT, EARLY, CONFIRMATION, DONE, HAPPENED, SETTING_UP, CANNOT_PAY, FROM_MESSAGE)
}


def own(bill: Bill) -> Topic:
    """The checklist that a bill is repaid by."""
    return Topic((EARLY if bill.settles else REPAYMENT).name)


def topic_of(case: Case, wanted: Topic | None) -> Topic:
    """The checklist that is `wanted`, while something of it is open; else the bill's own."""
    if wanted is not None and CHECKLISTS[wanted.checklist].open(replace(case, about=wanted.about)) is not None:
        return wanted
    return own(case.bill)
