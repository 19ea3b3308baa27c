"""What the steps of a repayment's checklist are called, say and commit."""

from collections.abc import Callable

from models.bills.bill import Bill
from models.bills.standing import STEPS
from models.ledger.ledger import Ledger
from models.ledger.progress import Step
from models.values.message import msg
from tui.state.question import Case, Commit
from tui.words.styled import Styled

STEP_NAMES = {
    Step.PLATFORM: msg("open the app"),
    Step.ENTRY: msg("way in"),
    Step.AMOUNT: msg("the amount"),
    Step.METHOD: msg("the method"),
    Step.COMPLETE: msg("pay, record"),
}


def guide(case: Case, at: Step) -> Styled:
    """What to do at a step, in the channel's own words."""
    return case.session.language.words(getattr(case.bill.channel.steps, at)), ""


def step(case: Case, at: Step, change: Callable[[Ledger, Bill], Ledger]) -> Commit:
    """The commit that a step ends in."""
    bill, number = case.bill, STEPS.index(at) + 1
    label = msg("step {number} for {channel} {due}", number=number, channel=bill.channel.name, due=bill.due.isoformat())
    return Commit(label, change)
