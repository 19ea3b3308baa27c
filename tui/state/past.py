"""Whether the periods that were due before an order was entered are repaid."""

from functools import partial

from models.actions.past import answer_past
from models.bills.bill import Bill
from models.bills.unsaid import due_before_entering, unsaid_line, unsaid_of
from models.exchange.periods import parse_periods_repaid
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.message import msg
from models.values.money import yuan
from tui.run.session import Session
from tui.state.question import Answer, Case, Commit, Question, Then, stop, typed


def past(case: Case) -> Question:
    """Which of the order's past periods are repaid: all, those up to the one on this bill, or none."""
    t, line = case.session.language, unsaid_line(case.bill)
    if line is None or line.order is None:
        raise AssertionError("it is asked only where a line of an order is open")
    order, number = line.order, line.number
    periods = unsaid_of(order.id, case.book)
    amount, due = yuan(line.outstanding), line.due.isoformat()
    text = (
        t.t(
            "{title}: period {number}, {amount}, was due on {due}, before the order was entered here. Was it repaid?",
            title=order.title,
            number=number,
            amount=amount,
            due=due,
        )
        if due_before_entering(line)
        else t.t(
            "{title}: period {number}, {amount}, is on the bill due {due}, which was done with before the order was "
            "entered here. Was it repaid with that?",
            title=order.title,
            number=number,
            amount=amount,
            due=due,
        )
    )

    def answer(ident: str, words: str, repaid: tuple[int, ...]) -> Answer:
        return Answer(ident, words, lambda: _commit(order, repaid, case.session))

    upto = tuple(each for each in periods if each <= number)
    count = len(periods)
    every, some, none = t.t("yes, it was"), t.t("yes, but none of the later ones"), t.t("no, it is not repaid")
    if count > 1:
        every = t.t("yes, all {count} past periods", count=count)
        none = t.t("no, none of the {count} past periods", count=count)
    if len(upto) > 1:
        some = t.t("yes, it and those before it, but none of the later ones")
    return Question(
        id="past",
        text=((text, "bold"),),
        answers=(
            stop(t.t("I do not know yet")),
            answer("all", every, periods),
            *((answer("upto", some, upto),) if len(upto) < len(periods) else ()),
            answer("none", none, ()),
            *((Answer("which", t.t("some of them: which"), lambda: Then(which)),) if count > 1 else ()),
        ),
    )


def which(case: Case) -> Question:
    """Which of the past periods are repaid, by their numbers."""
    t, line = case.session.language, unsaid_line(case.bill)
    if line is None or line.order is None:
        raise AssertionError("it is asked only where a line of an order is open")
    order = line.order
    asked = ", ".join(map(str, unsaid_of(order.id, case.book)))
    said = t.t("Which of the periods {periods} of {title} are repaid?", periods=asked, title=order.title)
    return Question(
        id="past-which",
        text=((said, "bold"), (t.t("2 alone means the first 2; 2-2 the second one."), "")),
        field=typed(
            parse_periods_repaid,
            lambda repaid: _commit(order, tuple(sorted(repaid)), case.session),
            placeholder=t.t("like 1,3 or 1-2"),
        ),
    )


def _commit(order: Order, repaid: tuple[int, ...], session: Session) -> Commit:
    change = partial(_answered, order=order.id, repaid=repaid, session=session)
    return Commit(msg("past periods of {title}", title=order.title), change)


def _answered(ledger: Ledger, _newest: Bill, *, order: str, repaid: tuple[int, ...], session: Session) -> Ledger:
    return answer_past(ledger, session.catalogue, order, repaid)
