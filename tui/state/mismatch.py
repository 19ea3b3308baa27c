"""The app's figure is not the bill's: both under each other, what the difference is, and the ways on."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from msgspec.structs import replace
from rich.cells import cell_len

from models.actions import verifying
from models.actions.allotting import Orders, paid_alone
from models.actions.carried_interest import interest_of_total
from models.actions.comparison import Comparison, compare, doubtful, far_from
from models.actions.together import pays, with_others
from models.actions.warnings import Warn, raised
from models.bills.bill import Bill, past_due
from models.bills.derive import derive
from models.channels.rules import Mode
from models.ledger.progress import Step, Way
from models.values.money import Fen, grouped
from tui.run.language import Language
from tui.state.happened import not_repaid
from tui.state.question import Answer, Case, Next, Question, Then, again, stop
from tui.state.settling import in_part, of_alone, part_of_figure, verified
from tui.state.step import step
from tui.terminal.ahead import Care
from tui.words.board import Sum, SumRow
from tui.words.own_figure import app_is_right, app_is_right_after_all, own_figure
from tui.words.styled import Styled

UNANSWERED: Mapping[str, str] = MappingProxyType({})


def bill_row(case: Case) -> SumRow:
    """What is owed on the bill, and of which lines that is made; of an early settlement there is only an estimate."""
    t, bill = case.session.language, case.bill
    lines = [grouped(line.outstanding) for line in bill.lines if line.outstanding > 0]
    return SumRow(own_figure(bill, t), grouped(bill.outstanding), " + ".join(lines) if len(lines) > 1 else "")


def compared(case: Case, found: Comparison) -> Sum:
    """Bill and app under each other, subtracted."""
    t = case.session.language
    less, more = _differences(t)
    label = less if found.difference < 0 else more
    return Sum(
        (
            bill_row(case),
            SumRow(t.t("the app"), grouped(found.figure)),
            SumRow(label, grouped(abs(found.difference)), ink="bad", ruled=True),
        ),
        widest=widest(t),
    )


def _differences(t: Language) -> tuple[str, str]:
    """What a difference is called where the app shows less, and where it shows more."""
    return t.t("the app is less by"), t.t("the app is more by")


def widest(t: Language) -> int:
    """Cells of the widest label of what the app shows, agree or not."""
    return max(map(cell_len, (t.t("the app"), *_differences(t))))


def explained(case: Case, found: Comparison) -> tuple[Styled, ...]:
    """What the figure is to the fen, in one sentence; or what it may be."""
    say = case.session.language.say
    if found.exact:
        return ((say(found.explanations[0]), "bold"),)
    return tuple((f"· {say(each)}", "") for each in found.explanations)


def differs(case: Case, figure: Fen) -> Question:
    """What to do about a figure that is not the bill's: it may also be paid in part, or pay other bills as well."""
    stays = case.session.language.t("the bill stays as it is")
    right = replace(correct(case, figure), leaves=_corrects(case, figure))
    parts = _parts(case, figure)
    # What the app shows is likelier to be right where it shows more.
    less = figure < case.bill.outstanding
    if _interest(case, figure) is not None:
        ways = (right, *parts, *((_less(case, figure),) if less else ()))
    else:
        ways = (*parts, right, _less(case, figure)) if less else (right, *parts)
    return right_or_not(case, figure, (*_several(case, figure), *ways), stays)


def _less(case: Case, figure: Fen) -> Answer:
    """That the bill is less by something that is no repayment."""
    t = case.session.language
    ask = partial(what_made_it_less, figure=figure)
    return Answer("happened", t.t("something happened to it"), lambda: Then(ask), t.t("asks what"))


def what_made_it_less(case: Case, figure: Fen) -> Question:
    """What happened to the bill that made it less: it is said, and the app's figure is asked for again."""
    t = case.session.language
    return Question(
        id="made-less",
        text=((t.t("What made it less?"), "bold"),),
        answers=(stop(t.t("stop: pay nothing now")), *not_repaid(case, case.bill.outstanding - figure)),
        care=Care.NONE,
        of_day=True,
        board=compared(case, compare(case.bill, figure, case.book, case.now, case.ledger)),
    )


def correct(case: Case, figure: Fen) -> Answer:
    """That the app is right."""
    words = app_is_right(case.bill, figure, case.session.language)
    return Answer("correct", words, lambda: _right(case, figure))


def right_or_not(case: Case, figure: Fen, ways: tuple[Answer, ...], stays: str = "") -> Question:
    """What to do about a figure that is not the bill's, by one of these `ways`; `stays`: what it leaves to stop."""
    t = case.session.language
    found = compare(case.bill, figure, case.book, case.now, case.ledger)
    return Question(
        id="differs",
        text=explained(case, found),
        answers=(again(t.t("mistyped: type it again")), *ways, stop(t.t("stop: pay nothing now"), stays)),
        care=Care.NONE,
        of_day=True,
        board=compared(case, found),
    )


def _due(bill: Bill) -> str:
    return f"{bill.due:%m-%d}"


def _others(case: Case, figure: Fen) -> tuple[Bill, ...]:
    """The other bills that the figure pays as well."""
    shares = pays(case.bill, figure, case.book, case.now)
    return tuple(case.book.bill(ident) for ident in with_others(case.bill, shares))


def _several(case: Case, figure: Fen) -> tuple[Answer, ...]:
    """That the figure pays other bills, too."""
    t, others = case.session.language, _others(case, figure)
    if not others:
        return ()
    every = sorted((case.bill, *others), key=lambda each: each.due)
    dues = " + ".join(map(_due, every))
    words = t.t("it pays both: {dues}", dues=dues) if len(every) == 2 else t.t("it pays all: {dues}", dues=dues)
    leaves = t.t("{count} repayments, one reference", count=len(every))
    return (Answer("several", words, partial(covers, case, figure, UNANSWERED), leaves),)


def covers(case: Case, figure: Fen, answers: Mapping[str, str]) -> Next:
    """The figure pays the other bills as well, once what may cost money at those is answered."""
    known = {each.warning for each in case.progress.answered} if case.progress else set()
    for other in _others(case, figure):
        for warn in raised(other, case.now):
            if warn.id not in known | answers.keys():
                return Then(partial(warned_of, figure=figure, warn=warn, answers=answers, due=_due(other)))
    now, catalogue = case.now, case.session.catalogue
    return step(
        case,
        Step.AMOUNT,
        lambda ledger, newest: verifying.settle_several(
            ledger, newest, derive(ledger, catalogue), figure, now, answers
        ),
    )


def warned_of(case: Case, figure: Fen, warn: Warn, answers: Mapping[str, str], due: str) -> Question:
    """What may cost money at another bill that is paid as well."""
    t = case.session.language
    reasons = (
        Answer(key, t.say(words), partial(covers, case, figure, {**answers, warn.id: key}))
        for key, words in warn.reasons.items()
    )
    return Question(
        id=f"warning-of-other:{warn.id}",
        text=((t.t("of the bill due {due}: {warning}", due=due, warning=t.say(warn.message)), "warn"),),
        answers=(stop(t.t("stop here")), *reasons),
        of_day=True,
    )


def _parts(case: Case, figure: Fen) -> tuple[Answer, ...]:
    """That only a part of the bill is paid: what the app shows, where that is less, of one order alone perhaps."""
    t, bill = case.session.language, case.bill
    if figure >= bill.outstanding:
        return in_part(case, partial(part_of_figure, figure=figure))
    rest = grouped(bill.outstanding - figure)
    late = past_due(bill, case.now)
    leaves = (
        t.t("{rest} stays overdue", rest=rest) if late else t.t("{rest} stays due by {due}", rest=rest, due=_due(bill))
    )
    alone = paid_alone(bill, figure)
    if bill.channel.mode is Mode.ORDER and alone:
        return tuple(
            Answer(
                "part" if not index else f"part:{'+'.join(order.id for order in some)}",
                of_alone(case, figure, some),
                partial(_alone, case, figure, some),
                leaves,
            )
            for index, some in enumerate(alone)
        )
    words = t.t("pay {figure} only", figure=grouped(figure))
    if len(alone) == 1:
        return (Answer("part", words, partial(_alone, case, figure, alone[0]), leaves),)
    return (Answer("part", words, lambda: verified(case, figure, Way.PART, figure), leaves),)


def _alone(case: Case, figure: Fen, orders: Orders) -> Next:
    now = case.now
    return step(
        case,
        Step.AMOUNT,
        lambda ledger, newest: verifying.settle_alone(ledger, newest, figure, [order.id for order in orders], now),
    )


def _interest(case: Case, figure: Fen) -> Fen | None:
    """What the figure says that the interest is on what the bill before left; None where it is not about that."""
    return interest_of_total(case.ledger, case.bill, case.bill.paid + figure)


def _corrects(case: Case, figure: Fen) -> str:
    """What it leaves behind that the bill is corrected to the app's figure."""
    t, bill = case.session.language, case.bill
    if (interest := _interest(case, figure)) is not None:
        return t.t("its interest is {interest}", interest=grouped(interest))
    if others := _others(case, figure):
        return t.t("the bill of {due} stays open", due=", ".join(map(_due, others)))
    if figure > bill.outstanding:
        return t.t("{more} more on this bill", more=grouped(figure - bill.outstanding))
    if paid_alone(bill, figure):
        return t.t("the others: not billed")
    return t.t("{less} of it is not billed", less=grouped(bill.outstanding - figure))


def _right(case: Case, figure: Fen) -> Next:
    if doubtful(case.bill, figure):
        return Then(partial(doubted, figure=figure))
    return verified(case, figure, Way.CORRECT, figure)


def doubted(case: Case, figure: Fen) -> Question:
    """Whether a figure that is so far off is right."""
    t = case.session.language
    found = compare(case.bill, figure, case.book, case.now, case.ledger)
    doubt = t.say(far_from(figure, found.owed))
    right = app_is_right_after_all(case.bill, figure, t)
    return Question(
        id="doubted",
        text=((doubt, "bad"), *explained(case, found)),
        answers=(
            again(t.t("mistyped: type it again")),
            Answer("correct", right, lambda: verified(case, figure, Way.CORRECT, figure)),
            stop(t.t("stop: pay nothing now")),
        ),
        care=Care.NONE,
        of_day=True,
        board=compared(case, found),
        board_after=1,
    )
