"""The amount step: what the app shows, and what to do where it is not the bill's."""

from collections.abc import Callable
from functools import partial

from models.actions import verifying
from models.actions.comparison import compare, doubtful
from models.bills.late_interest import counted, days_late, late_interest
from models.bills.standing import stale
from models.ledger.progress import Step, Way
from models.values.money import Fen, plain, typed_amount, yuan
from tui.state.question import Answer, Asker, Case, Commit, Line, Next, Question, Then, again, stop, typed
from tui.state.step import guide, step
from tui.terminal.ahead import Care
from tui.words.bill import far_off
from tui.words.part import part_said
from tui.words.stale import why_stale


def amount(case: Case) -> Question:
    """What the app shows of the bill."""
    return what_it_shows(case, (guide(case, Step.AMOUNT), *_late(case)), lambda figure: partial(differs, figure=figure))


def what_it_shows(case: Case, where: tuple[Line, ...], other: Callable[[Fen], Asker]) -> Question:
    """What the app shows, read `where` these lines say; an amount that no longer holds is proposed.

    `other` asks what to do about a figure that is not the bill's.
    """
    bill, t = case.bill, case.session.language
    before = case.progress and stale(case.progress, bill, case.now)
    over: tuple[Line, ...] = ((why_stale(bill, before, case.session), "warn"),) if before else ()
    ask = (t.t("What does the app show? Type it from the phone."), "bold")
    return Question(
        id="amount",
        text=(*where, *over, ask),
        field=typed(
            typed_amount,
            partial(_read_off, case, other),
            placeholder="0.00",
            proposal=plain(before.figure) if before else "",
        ),
        care=Care.NONE,
    )


def _read_off(case: Case, other: Callable[[Fen], Asker], figure: Fen) -> Next:
    if figure == case.bill.outstanding:
        return _verified(case, figure, Way.MATCH, figure)
    return Then(other(figure) if figure else nothing)


def _late(case: Case) -> tuple[Line, ...]:
    """Of an overdue bill: how much it may have grown."""
    bill, t, now = case.bill, case.session.language, case.now
    days = days_late(bill, now)
    if not days:
        return ()
    text = t.t(
        "Overdue by {days} days: about {interest} of interest may be on top ({how}).",
        days=days,
        interest=yuan(late_interest(bill, now)),
        how=t.say(counted(bill)),
    )
    return ((text, "warn"),)


def differs(case: Case, figure: Fen) -> Question:
    """What to do about a figure that is not the bill's: it may also be paid in part."""
    return right_or_not(case, figure, in_part(case, partial(part_of_figure, figure=figure)))


def right_or_not(case: Case, figure: Fen, part: tuple[Answer, ...] = ()) -> Question:
    """Whether a figure that is not the bill's is right; `part` says that only a part is paid, where that may be."""
    t = case.session.language
    found = compare(case.bill, figure, case.book, case.now)
    difference = ("+" if found.difference > 0 else "") + yuan(found.difference)
    compared = t.t("bill {owed} · difference {difference}", owed=yuan(found.owed), difference=difference)
    right = t.t("pay {figure}: the app is right, correct the bill", figure=yuan(figure))
    return Question(
        id="differs",
        text=(
            (t.t("app {figure}", figure=yuan(figure)), "bad"),
            (compared, "bad"),
            *((f"· {t.say(each)}", "") for each in found.explanations),
        ),
        answers=(
            again(t.t("I mistyped: type it again")),
            Answer("correct", right, lambda: _right(case, figure)),
            *part,
            stop(t.t("stop: pay nothing now")),
        ),
        care=Care.NONE,
        of_day=True,
    )


def _right(case: Case, figure: Fen) -> Next:
    if doubtful(case.bill, figure):
        return Then(partial(doubted, figure=figure))
    return _verified(case, figure, Way.CORRECT, figure)


def doubted(case: Case, figure: Fen) -> Question:
    """Whether a figure that is so far off is right."""
    t = case.session.language
    found = compare(case.bill, figure, case.book, case.now)
    doubt = far_off(figure, found.owed, case.session)
    right = t.t("pay {figure}: it does say so, correct the bill", figure=yuan(figure))
    return Question(
        id="doubted",
        text=((doubt, "bad"), *((f"· {t.say(each)}", "") for each in found.explanations)),
        answers=(
            again(t.t("I mistyped: type it again")),
            Answer("correct", right, lambda: _verified(case, figure, Way.CORRECT, figure)),
            stop(t.t("stop: pay nothing now")),
        ),
        care=Care.NONE,
        of_day=True,
    )


def nothing(case: Case) -> Question:
    """The app shows nothing to pay, the bill does: somebody may have repaid it already."""
    t, owed = case.session.language, case.bill.outstanding
    state = t.t("The app shows nothing to pay, the bill {owed}.", owed=yuan(owed))
    return Question(
        id="nothing",
        text=((state, "warn"), (t.t("Was it repaid already, by hand or by auto-debit?"), "bold")),
        answers=(
            again(t.t("I mistyped: type it again")),
            Answer("repaid", t.t("yes, all of it: record it"), lambda: _verified(case, owed, Way.MATCH, owed)),
            stop(t.t("no, or I do not know: stop here")),
        ),
        of_day=True,
    )


def in_part(case: Case, ask: Asker) -> tuple[Answer, ...]:
    """That only a part is paid, which `ask` asks for."""
    return (Answer("part", case.session.language.t("pay only a part of the bill"), lambda: Then(ask)),)


def part_of_figure(case: Case, figure: Fen) -> Question:
    """How much of what the app shows is paid."""
    return _part(case, lambda pay: _verified(case, figure, Way.PART, pay), of_day=True)


def part_of_bill(case: Case) -> Question:
    """How much of the verified amount is paid."""
    now = case.now
    return _part(
        case,
        lambda pay: step(case, Step.AMOUNT, lambda ledger, newest: verifying.pay_part(ledger, newest, pay, now)),
    )


def _part(case: Case, leads: Callable[[Fen], Next], *, of_day: bool = False) -> Question:
    ask = (case.session.language.t("How much will you pay now?"), "bold")
    return Question(
        id="part",
        text=(*part_said(case.bill, case.session), ask),
        field=typed(typed_amount, leads, placeholder="0.00"),
        care=Care.NONE,
        of_day=of_day,
    )


def _verified(case: Case, figure: Fen, way: Way, pay: Fen) -> Commit:
    now = case.now
    return step(
        case,
        Step.AMOUNT,
        lambda ledger, newest: verifying.settle_amount(ledger, newest, figure, way, pay, now),
    )
