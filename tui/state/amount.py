"""The amount step: what the app shows, and what to do where it is not the bill's."""

from collections.abc import Callable
from functools import partial

from models.bills.late_cost import late_cost
from models.bills.late_interest import days_late
from models.bills.standing import stale
from models.ledger.progress import Step, Way
from models.values import quantity
from models.values.money import Fen, plain, yuan
from tui.state.happened import not_repaid
from tui.state.mismatch import bill_row, differs, widest
from tui.state.question import Answer, Asker, Case, Next, Question, Then, again, amount_field, stop
from tui.state.settling import matched, verified
from tui.state.step import guide
from tui.terminal.ahead import Care
from tui.words.board import Sum
from tui.words.stale import why_stale
from tui.words.styled import Styled


def amount(case: Case) -> Question:
    """What the app shows of the bill."""
    return what_it_shows(case, (guide(case, Step.AMOUNT), *_late(case)), _other)


def _other(figure: Fen) -> Asker:
    return partial(differs, figure=figure) if figure else nothing


def what_it_shows(case: Case, where: tuple[Styled, ...], other: Callable[[Fen], Asker]) -> Question:
    """What the app shows, read `where` these lines say; an amount that no longer holds is proposed.

    `other` asks what to do about a figure that is not the bill's, also about 0.
    """
    bill, t = case.bill, case.session.language
    before = case.progress and stale(case.progress, bill, case.now)
    proposal = plain(before.figure) if before else case.about  # what a message says is the app's to say as well
    over: tuple[Styled, ...] = ((why_stale(bill, before, case.session), "warn"),) if before else ()
    ask = (t.t("What does the app show? Type it from the phone."), "bold")
    return Question(
        id="amount",
        text=(*where, *over, ask),
        field=amount_field(partial(_read_off, case, other), proposal=proposal),
        care=Care.NONE,
        board=Sum((bill_row(case),), typed=t.t("the app"), widest=widest(t)),
        board_after=len(where) + len(over) + 1,
    )


def _read_off(case: Case, other: Callable[[Fen], Asker], figure: Fen) -> Next:
    if figure == case.bill.outstanding:
        return matched(case, figure)
    return Then(other(figure))


def _late(case: Case) -> tuple[Styled, ...]:
    """Of an overdue bill: how much it may have grown."""
    bill, t, now = case.bill, case.session.language, case.now
    days, cost = days_late(bill, now), late_cost(bill, now)
    if not days:
        return ()
    text = t.t(
        "Overdue by {days}: about {interest} of interest may be on top.",
        days=quantity.days(days),
        interest=yuan(cost.total),
    )
    return ((text, "warn"),)


def nothing(case: Case) -> Question:
    """The app shows nothing to pay of a bill."""
    return nothing_to_pay(case, tuple(not_repaid(case, case.bill.outstanding)))


def nothing_to_pay(case: Case, acts: tuple[Answer, ...] = ()) -> Question:
    """The app shows nothing to pay, the bill does: it was repaid already, or one of these acts made it less."""
    t, owed = case.session.language, case.bill.outstanding
    state = t.t("The app shows nothing to pay, but {owed} is owed here.", owed=yuan(owed))
    return Question(
        id="nothing",
        text=((state, "warn"), (t.t("What happened to it?"), "bold")),
        answers=(
            again(t.t("mistyped: type it again")),
            Answer("repaid", t.t("repaid, all of it: record it"), lambda: verified(case, owed, Way.REPAID, owed)),
            *acts,
            stop(t.t("I do not know: stop here")),
        ),
        of_day=True,
    )
