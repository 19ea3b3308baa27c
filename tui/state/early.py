"""The checklist of early settlement: the steps of a repayment, of the order's own quote and paid whole."""

from functools import partial

from msgspec.structs import replace

from models.ledger.progress import Step
from models.values.message import Message, msg
from models.values.money import Fen
from tui.state.amount import nothing_to_pay, what_it_shows
from tui.state.checklist import Checklist
from tui.state.mismatch import correct, right_or_not
from tui.state.paid import whether_paid
from tui.state.question import Asker, Case, Question
from tui.state.repaying import by_which, found_it, platform
from tui.state.repayment import open_step, warned
from tui.state.step import STEP_NAMES
from tui.words.styled import Styled


def _said(case: Case, words: Message) -> Styled:
    return case.session.language.say(words), ""


def entry(case: Case) -> Question:
    """Whether early settlement was found."""
    where = msg("Find 提前结清 (early settlement) of this order in the app; not the monthly bill")
    return found_it(case, (_said(case, where),))


def quoted(case: Case) -> Question:
    """What the app quotes."""
    where = msg("Read what the app quotes for settling the order today; do not confirm it yet")
    return what_it_shows(case, (_said(case, where),), _other)


def _other(figure: Fen) -> Asker:
    return partial(quote_differs, figure=figure) if figure else nothing_to_pay


def quote_differs(case: Case, figure: Fen) -> Question:
    """What to do about another quote: it is paid whole, or not at all."""
    return replace(right_or_not(case, figure, (correct(case, figure),)), id="quote-differs")


def method(case: Case) -> Question:
    """By which method it is paid, on the day for which it was quoted."""
    how = msg("Choose how to pay. The quote holds today only: pay it today")
    return by_which(case, _said(case, how), timed=False)


def settled(case: Case) -> Question:
    """Whether the money left, and the order is settled."""
    then = msg("Then check in the app that the whole order shows as settled, with nothing left")
    return whether_paid(case, _said(case, then))


EARLY = Checklist(
    name="early",
    before=warned,
    open=open_step,
    questions={
        Step.PLATFORM: platform,
        Step.ENTRY: entry,
        Step.AMOUNT: quoted,
        Step.METHOD: method,
        Step.COMPLETE: settled,
    },
    steps=tuple(STEP_NAMES.values()),
)
