"""A part that may be of one order on the bill or of another: each order is repaid on its own (订单制)."""

from functools import partial

import pytest

from models.actions import checklist, payment, verifying
from models.bills.derive import derive
from models.ledger.ledger import Ledger
from models.ledger.progress import Way
from tests.models.actions.test_together import EACH, LATE, TWO, left
from tests.models.builders import found, ledger, order, plan, up_to_amount
from tests.tui.hands import Hands, session_at
from tui.state.question import Asker, Case, Commit, Question, Then
from tui.state.settling import part_of_bill, part_of_figure

DEC = "huabei/2026-12-10"
TWINS = ledger(order("phone", terms=plan(15_000, 3, 0)), order("watch", terms=plan(15_000, 3, 0)))


def at_the_amount(of: Ledger) -> Ledger:
    return up_to_amount(of, DEC, LATE, EACH)


def at_the_method(of: Ledger) -> Ledger:
    one = found(at := at_the_amount(of), DEC, LATE, EACH)
    return verifying.settle_amount(at, one, one.outstanding, Way.MATCH, one.outstanding, LATE)


def typed(of: Ledger, ask: Asker, amount: str) -> tuple[Case, Commit | Question]:
    """What a part leads to that is typed where `ask` asks for it."""
    one = Case(found(of, DEC, LATE, EACH), derive(of, EACH), session_at(Hands(LATE), EACH), of.checklists[DEC])
    field = ask(one).field
    assert field is not None
    led = field.take(amount)
    if isinstance(led, Commit):
        return one, led
    assert isinstance(led, Then)
    assert led.ask is not None
    return one, led.ask(one)


STEPS = pytest.mark.parametrize(
    ("begin", "ask"),
    [(at_the_method, part_of_bill), (at_the_amount, partial(part_of_figure, figure=12_000))],
    ids=["at the method", "at the amount"],
)


@STEPS
@pytest.mark.parametrize(
    ("answer", "owed"), [("phone", {"phone": 0, "watch": 5_000}), ("watch", {"phone": 5_000, "watch": 0})]
)
def test_a_part_that_fits_two_orders_asks_which_and_goes_there(begin, ask, answer: str, owed: dict[str, int]) -> None:
    of = begin(TWINS)
    one, question = typed(of, ask, "50")
    assert isinstance(question, Question)
    assert question.text[0][0] == "¥50.00 is owed of more than one order on this bill. Which is it for?"
    assert [each.id for each in question.answers] == ["phone", "watch", "again"]
    led = next(each for each in question.answers if each.id == answer).leads()
    assert isinstance(led, Commit)
    of = led.change(of, one.bill)
    of = checklist.choose_method(of, found(of, DEC, LATE, EACH), "balance", LATE)
    of = payment.complete(of, found(of, DEC, LATE, EACH), LATE, LATE)
    assert left(of) == owed


@STEPS
@pytest.mark.parametrize(("of", "amount"), [(TWO, "50"), (TWINS, "40")], ids=["one order alone", "no order's own"])
def test_a_part_that_fits_one_order_or_none_asks_nothing_more(begin, ask, of: Ledger, amount: str) -> None:
    _, led = typed(begin(of), ask, amount)
    assert isinstance(led, Commit)


@STEPS
def test_another_amount_can_be_typed_instead(begin, ask) -> None:
    one, question = typed(begin(TWINS), ask, "50")
    assert isinstance(question, Question)
    led = question.answers[-1].leads()
    assert isinstance(led, Then)
    assert led.ask is not None
    assert led.ask(one).id == "part"
