"""How the amount step ends: what the app shows is verified, in full or in part."""

from collections.abc import Callable, Sequence
from functools import partial

from models.actions import verifying
from models.actions.allotting import Orders, may_be_of
from models.bills.bill import Bill
from models.ledger.ledger import Ledger
from models.ledger.progress import Step, Way
from models.values.money import Fen, grouped, yuan
from tui.state.question import Answer, Asker, Case, Commit, Next, Question, Then, amount_field
from tui.state.step import step
from tui.terminal.ahead import Care
from tui.words.part import part_said


def in_part(case: Case, ask: Asker) -> tuple[Answer, ...]:
    """That only a part is paid, which `ask` asks for."""
    return (Answer("part", case.session.language.t("pay only a part of the bill"), lambda: Then(ask)),)


def part_of_figure(case: Case, figure: Fen) -> Question:
    """How much of what the app shows is paid."""
    return _part(case, lambda pay, orders: verified(case, figure, Way.PART, pay, orders), of_day=True)


def part_of_bill(case: Case) -> Question:
    """How much of the verified amount is paid."""
    now = case.now
    return _part(
        case,
        lambda pay, orders: step(
            case, Step.AMOUNT, lambda ledger, newest: verifying.pay_part(ledger, newest, pay, now, orders)
        ),
    )


Leads = Callable[[Fen, Sequence[str]], Next]
"""What it leads to that an amount is paid, of these orders alone; of none where nobody said it."""


def _part(case: Case, leads: Leads, *, of_day: bool = False) -> Question:
    ask = (case.session.language.t("How much will you pay now?"), "bold")
    return Question(
        id="part",
        text=(*part_said(case.bill, case.session), ask),
        field=amount_field(partial(_typed_part, case, leads)),
        care=Care.NONE,
        of_day=of_day,
    )


def _typed_part(case: Case, leads: Leads, pay: Fen) -> Next:
    """A part that may be of one order or of another is asked about; any other leads on."""
    return Then(partial(part_of_which, pay=pay, leads=leads)) if may_be_of(case.bill, pay) else leads(pay, ())


def part_of_which(case: Case, pay: Fen, leads: Leads) -> Question:
    """Which orders the part is of."""
    t, retyped = case.session.language, partial(_part, leads=leads, of_day=True)
    ways = (
        Answer(
            "+".join(order.id for order in some),
            of_alone(case, pay, some),
            partial(leads, pay, [order.id for order in some]),
        )
        for some in may_be_of(case.bill, pay)
    )
    said = t.t("{amount} is owed of more than one order on this bill. Which is it for?", amount=yuan(pay))
    return Question(
        id="which-order",
        text=((said, "bold"),),
        answers=(*ways, Answer("again", t.t("another amount: type it again"), lambda: Then(retyped))),
        care=Care.NONE,
        of_day=True,
    )


def of_alone(case: Case, figure: Fen, orders: Orders) -> str:
    """That the figure is paid, and of which orders."""
    t, titles = case.session.language, " + ".join(order.title for order in orders)
    if len(orders) == 1:
        return t.t("pay {figure}, of {title} alone", figure=grouped(figure), title=titles)
    return t.t("pay {figure}, of {titles} together", figure=grouped(figure), titles=titles)


def matched(case: Case, figure: Fen) -> Commit:
    """The app shows what is owed: `figure` is verified and paid, and kept as the institution's own."""
    now = case.now

    def settle(ledger: Ledger, newest: Bill) -> Ledger:
        if newest.outstanding != figure:  # another terminal changed it meanwhile: refused as any other figure is
            return verifying.settle_amount(ledger, newest, figure, Way.MATCH, figure, now)
        return verifying.settle_match(ledger, newest, now)

    return step(case, Step.AMOUNT, settle)


def verified(case: Case, figure: Fen, way: Way, pay: Fen, orders: Sequence[str] = ()) -> Commit:
    """The app's figure is verified, and `pay` is to be paid, of these orders alone where they are said."""
    now = case.now
    return step(
        case,
        Step.AMOUNT,
        lambda ledger, newest: verifying.settle_amount(ledger, newest, figure, way, pay, now, orders),
    )
