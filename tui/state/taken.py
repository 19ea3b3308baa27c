"""Whether the auto-debit took the money: all of it, the minimum, or a part."""

from collections.abc import Callable
from functools import partial
from typing import cast

from models.actions import auto_debit, checklist
from models.actions.rest_is_due import rest_is_due
from models.bills.auto_debit_window import auto_debit_window, takes_unknown
from models.bills.bill import Bill, Window, past_due
from models.bills.debit_phase import Phase, due_then, phase
from models.bills.following import following
from models.bills.minimum import falls_short, minimum_payment, paid_in_time, reaches_minimum
from models.channels.rules import Extent
from models.ledger.ledger import Ledger
from models.values.message import msg
from models.values.money import Fen, grouped, yuan
from tui.state.question import Answer, Case, Commit, Next, Question, Then, amount_field, stop
from tui.words.first_auto_debit import first_auto_debit
from tui.words.styled import Styled


def window_of(case: Case) -> Window:
    """The window of the auto-debit; what is asked of it is open only where there is one."""
    return cast("Window", auto_debit_window(case.bill))


def careful(case: Case) -> tuple[Styled, ...]:
    """What to look at with more care: the first auto-debit since it was set up, and one that leaves a rest."""
    t = case.session.language
    rest = t.t("It is set up for the minimum, how much is not known here: expect a rest.")
    return (
        *first_auto_debit(case.bill, case.ledger, case.book, case.session),
        *(((rest, "warn"),) if takes_unknown(case.bill) else ()),
    )


def seen_of(bill: Bill, change: Callable[[Ledger, Bill], Ledger]) -> Commit:
    """What somebody saw of the bill, on record."""
    label = msg("confirm {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    return Commit(label, change)


def taken(case: Case) -> Question:
    """Whether the auto-debit took it."""
    t, window = case.session.language, window_of(case)
    over = phase(case.bill, case.now) is Phase.UNSEEN
    end = f"{window.end:%m-%d %H:%M}"
    state, no = _state(case, end, over=over), _failed_words(case, over=over)
    # What was asked about, whatever another terminal has entered since.
    due = due_then(case.bill)
    if due is None:
        return _some(case, state, no)
    return Question(
        id="taken",
        text=(
            *careful(case),
            (state, "warn"),
            (t.t("Look in the app: was {amount} taken?", amount=yuan(window.amount)), "bold"),
        ),
        answers=(
            stop(t.t("I do not know yet") if over else t.t("not yet: look again later")),
            _all(case, due),
            *_least(case, due),
            Answer("part", t.t("another amount"), lambda: Then(how_much)),
            Answer("failed", no, lambda: _failed(case)),
        ),
    )


def _some(case: Case, state: str, no: str) -> Question:
    """Whether it took the minimum, which is not known: how much that was is asked."""
    t, over = case.session.language, phase(case.bill, case.now) is Phase.UNSEEN
    return Question(
        id="taken",
        text=(*careful(case), (state, "warn"), (t.t("Look in the app: was the minimum taken?"), "bold")),
        answers=(
            stop(t.t("I do not know yet") if over else t.t("not yet: look again later")),
            Answer("part", t.t("yes: type how much"), lambda: Then(how_much)),
            Answer("failed", no, lambda: _failed(case)),
        ),
    )


def _all(case: Case, due: Fen) -> Answer:
    """That it took all that it was to take, and what that leaves: it may be the minimum, or the rest is not its."""
    t, left = case.session.language, case.bill.outstanding - due
    words, leaves = t.t("yes, all of it"), ""
    if left > 0 and _takes_minimum(case):
        words, leaves = t.t("yes, the minimum"), _goes_over(case, due)
    elif left > 0:
        words, leaves = t.t("yes, {amount}", amount=yuan(due)), _by_hand(case, due)
    return Answer("taken", words, lambda: _took(case, due), leaves)


def _takes_minimum(case: Case) -> bool:
    """Whether it was set up for the minimum, and that is less than all that it could take."""
    whole = case.bill.window
    return whole is not None and window_of(case).amount < whole.amount


def _by_hand(case: Case, amount: Fen) -> str:
    left = grouped(case.bill.outstanding - amount)
    return case.session.language.t("{left} is to be repaid by hand", left=left)


def _least(case: Case, due: Fen) -> tuple[Answer, ...]:
    """That it took the minimum, where that is known, and less than it was to take."""
    found = minimum_payment(case.bill)
    if found is None or not 0 < found.to_pay < due:
        return ()
    words = case.session.language.t("only the minimum, {amount}", amount=yuan(found.to_pay))
    return (Answer("minimum", words, lambda: _took(case, found.to_pay, minimum=True), _goes_over(case, found.to_pay)),)


def _goes_over(case: Case, amount: Fen) -> str:
    """What is left then, and where it stands."""
    to, rest = following(case.bill).due, grouped(case.bill.outstanding - amount)
    return case.session.language.t("{rest} and its interest go to {to}", rest=rest, to=f"{to:%m-%d}")


def _state(case: Case, end: str, *, over: bool) -> str:
    """Whether its window is over, and whether auto-debit is known to be on at all."""
    t = case.session.language
    if window_of(case).known:
        if over:
            return t.t("Auto-debit ended at {end}. Do not assume that it worked.", end=end)
        return t.t("Auto-debit runs until {end}.", end=end)
    if over:
        return t.t("Nobody said whether auto-debit is on here. It would have ended at {end}.", end=end)
    return t.t("Nobody said whether auto-debit is on here. It would run until {end}.", end=end)


def _failed_words(case: Case, *, over: bool) -> str:
    t = case.session.language
    if not window_of(case).known and over:
        return t.t("no, and it is not paid")
    return t.t("no: repay it by hand now") if over else t.t("it failed: repay it by hand now")


def how_much(case: Case) -> Question:
    """How much the auto-debit took."""
    ask = case.session.language.t("How much was taken?")
    return Question(
        id="how-much",
        text=((ask, "bold"),),
        field=amount_field(partial(_typed, case)),
    )


def _typed(case: Case, amount: Fen) -> Next:
    """A part that may have been the minimum is asked about, but where auto-debit was set up for that and how much it is
    is known; any other is recorded."""
    if amount < case.bill.outstanding and _may_be_minimum(case.bill, amount):
        return Then(partial(rest, amount=amount))
    return _took(case, amount)


def _may_be_minimum(bill: Bill, amount: Fen) -> bool:
    """Whether nothing but the app says if so much of it was the minimum."""
    if bill.channel.auto_debit.extent is Extent.MINIMUM:
        return takes_unknown(bill) and falls_short(bill, amount) is None
    return reaches_minimum(bill, paid_in_time(bill) + amount)


def rest(case: Case, amount: Fen) -> Question:
    """Whether that was the minimum, so that the rest goes over, or is to be repaid."""
    t = case.session.language
    return Question(
        id="minimum-taken",
        text=(
            (t.t("Was {amount} the minimum, and the rest goes over to the next bill?", amount=yuan(amount)), "bold"),
        ),
        answers=(
            stop(t.t("I do not know yet"), t.t("nothing is recorded")),
            Answer(
                "minimum", t.t("yes, the minimum"), lambda: _took(case, amount, minimum=True), _goes_over(case, amount)
            ),
            Answer("part", _less(case), lambda: _took(case, amount, minimum=False), _by_hand(case, amount)),
        ),
    )


def _less(case: Case) -> str:
    """That it was not the minimum; where auto-debit was to take that, it took less, and the rest does not go over."""
    t = case.session.language
    if case.bill.channel.auto_debit.extent is not Extent.MINIMUM:
        return t.t("no, only a part")
    if past_due(case.bill, case.now):
        return t.t("less than the minimum: the rest is overdue")
    return t.t("less than the minimum: the rest stays")


def _took(case: Case, amount: Fen, *, minimum: bool | None = None) -> Commit:
    """It took so much; `minimum`: whether that was it, where somebody said so."""
    now = case.now

    def change(ledger: Ledger, newest: Bill) -> Ledger:
        after = auto_debit.taken(ledger, newest, amount, now, minimum=minimum)
        return rest_is_due(after, newest, now) if minimum is False else after

    return seen_of(case.bill, change)


def _failed(case: Case) -> Commit:
    """It is to be repaid by hand: at once, but where nothing was known to be on and the bill is just overdue now."""
    now = case.now
    if not window_of(case).known and phase(case.bill, now) is Phase.UNSEEN:
        return seen_of(case.bill, lambda ledger, newest: auto_debit.failed(ledger, newest, now))
    return seen_of(
        case.bill,
        lambda ledger, newest: checklist.begin(auto_debit.failed(ledger, newest, now), newest, now),
    )
