"""What the steps of a repayment's checklist are called, say and commit."""

from collections.abc import Callable

from models.bills.bill import Bill
from models.bills.standing import STEPS
from models.ledger.ledger import Ledger
from models.ledger.progress import Step
from models.values.message import msg
from tui.state.question import Case, Commit, Line

STEP_NAMES = {
    Step.PLATFORM: msg("official platform"),
    Step.ENTRY: msg("repayment entry"),
    Step.AMOUNT: msg("verify the amount"),
    Step.METHOD: msg("payment method"),
    Step.COMPLETE: msg("pay and record"),
}

EARLY = {
    Step.ENTRY: msg("Find 提前结清 (early settlement) of this order in the app; not the monthly bill"),
    Step.AMOUNT: msg("Read what the app quotes for settling the order today; do not confirm it yet"),
    Step.COMPLETE: msg("Then check in the app that the whole order shows as settled, with nothing left"),
}
"""What to do at the steps that early settlement has of its own."""


def guide(case: Case, at: Step) -> Line:
    """What to do at a step: in the channel's own words, or those of early settlement."""
    language = case.session.language
    if case.bill.settles and at in EARLY:
        return language.say(EARLY[at]), ""
    return language.words(getattr(case.bill.channel.steps, at)), ""


def step(case: Case, at: Step, change: Callable[[Ledger, Bill], Ledger]) -> Commit:
    """The commit that a step ends in."""
    bill, number = case.bill, STEPS.index(at) + 1
    label = msg("step {number} for {channel} {due}", number=number, channel=bill.channel.name, due=bill.due.isoformat())
    return Commit(label, change)
