"""What follows a repayment that is on record: it is shown, with what is next. Its reference is an extra, one answer."""

from collections.abc import Callable
from functools import partial
from typing import cast

from msgspec.structs import replace

from models.actions.reference import made_at_once
from models.actions.set_up import is_suggested
from models.bills.contracts import contracts
from models.channels.channel import AUTO_DEBIT
from models.channels.effective import channel_of
from tui.state.checklist import Checklist
from tui.state.question import Answer, Case, Leave, Question, Then
from tui.state.reference import heading, reference
from tui.state.set_up_acts import begin
from tui.terminal.ahead import Care
from tui.terminal.cells import Cells
from tui.words.done import head, next_bill, page
from tui.words.recorded import Recorded

REFERENCE = "reference"
"""The id of the answer that asks for it."""


SET_UP = "set-up"
"""The id of the answer that begins to set up auto-debit."""


def recorded(case: Case) -> Recorded | None:
    """What is on record of the repayment that is asked about; None where there is none (any more)."""
    made = made_at_once(case.ledger, case.about)
    if not made:
        return None
    channel = channel_of(contracts(case.ledger, case.session.catalogue), made[0].account_id)
    due = case.bill if case.bill.outstanding > 0 else None
    return Recorded(made, channel, case.ledger, case.book, due, case.session)


def done(case: Case) -> Question:
    """What was recorded: whether to go on, or to note its reference first.

    It is to be seen before a key leaves it, for what was recorded is said once.
    """
    t, of = case.session.language, cast("Recorded", recorded(case))  # it is open only where that is on record
    asks = not of.made[0].reference and of.made[0].method != AUTO_DEBIT
    note = Answer(REFERENCE, t.t("note the reference that the app shows"), lambda: Then(reference))
    set_up = Answer(
        SET_UP, t.t("set up auto-debit for the next time"), partial(begin, replace(case, about=of.channel.id))
    )
    return Question(
        id="done",
        text=((head(of), "good"),),
        answers=(
            Answer("orders", t.t("on to the orders"), Leave, lines=_next(of)),
            *((note,) if asks else ()),
            *((set_up,) if is_suggested(of.ledger, case.about, of.channel) else ()),
        ),
        care=Care.FRESH,
    )


def _next(of: Recorded) -> Callable[[int], list[Cells]] | None:
    """How the bill is drawn that one goes on to; None where there is none."""
    return None if of.next is None else partial(next_bill, of.next, of.session)


def _page(case: Case, width: int, height: int) -> list[Cells]:
    of = recorded(case)
    return page(of, width, height) if of else []


DONE = Checklist(
    name="done",
    open=lambda case: "done" if recorded(case) else None,
    questions={"done": done},
    heading=heading,
    page=_page,
    extra=True,
)
