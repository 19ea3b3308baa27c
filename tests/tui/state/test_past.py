"""`c` on a bill that was due before its order was entered, or whose auto-debit nobody knows."""

from datetime import date, datetime

import pytest

from models.actions.defer import defer
from models.actions.orders import add_orders
from models.bills.derive import derive
from models.bills.status import Moment, Status, status
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from tests.models.builders import at, found, ledger, order
from tests.tui.answering import leads_to
from tests.tui.hands import Hands, session_at
from tui.state.auto_debit import CONFIRMATION
from tui.state.confirming import why_not_confirm
from tui.state.question import Case, Commit, Leave, Question, Then

NOW, BEFORE = at("2027-01-20T12:00:00+08:00"), at("2026-12-05T12:00:00+08:00")
FIRST, SECOND, THIRD = ("huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10")
OF = ledger(order(entered_on=date(2027, 1, 20)))


def case(of: Ledger, ident: str) -> Case:
    mine = session_at(Hands(NOW), builtin())
    return Case(found(of, ident, NOW, builtin()), derive(of, builtin()), mine, None, of)


def asked(of: Ledger, ident: str) -> Question:
    question = CONFIRMATION.ask(case(of, ident))
    assert question is not None
    return question


def answered(of: Ledger, ident: str, answer: str) -> Ledger:
    leads = leads_to(asked(of, ident), answer)
    assert isinstance(leads, Commit)
    return leads.change(of, case(of, ident).bill)


def standing(of: Ledger) -> list[Status]:
    book = derive(of, builtin())
    return [status(book.bill(each), Moment(NOW)) for each in (FIRST, SECOND, THIRD)]


@pytest.mark.parametrize(
    ("ident", "answer", "expected"),
    [
        (FIRST, "all", [Status.SETTLED, Status.SETTLED]),
        (SECOND, "all", [Status.SETTLED, Status.SETTLED]),
        (FIRST, "upto", [Status.SETTLED, Status.OVERDUE]),
        (FIRST, "none", [Status.OVERDUE, Status.OVERDUE]),
    ],
)
def test_a_past_bill_can_be_answered_later_all_of_the_past_this_one_or_none(ident, answer, expected):
    of = answered(OF, ident, answer)
    # Also where the institution debits by itself: what somebody says was not repaid, was not taken.
    assert standing(of)[:2] == expected
    assert of.orders["phone"].paid_periods == {"all": 2, "upto": 1, "none": 0}[answer]


def test_the_last_of_the_past_has_no_later_ones_to_leave_out():
    assert [each.id for each in asked(OF, FIRST).answers] == ["stop", "all", "upto", "none", "which"]
    assert [each.id for each in asked(OF, SECOND).answers] == ["stop", "all", "none", "which"]
    assert isinstance(leads_to(asked(OF, SECOND), "stop"), Leave)


def test_of_two_past_periods_the_later_one_alone_may_be_repaid():
    which = leads_to(asked(OF, FIRST), "which")
    assert isinstance(which, Then)
    assert which.ask is not None
    field = which.ask(case(OF, FIRST)).field
    assert field is not None
    leads = field.take("2-2")
    assert isinstance(leads, Commit)
    after = leads.change(OF, case(OF, FIRST).bill)
    assert standing(after)[:2] == [Status.OVERDUE, Status.SETTLED]


def test_of_a_single_past_period_it_is_asked_shortly():
    of = ledger(order(entered_on=date(2027, 1, 5)))
    assert [each.words for each in asked(of, FIRST).answers] == [
        "I do not know yet",
        "yes, it was",
        "no, it is not repaid",
    ]


def test_c_can_be_pressed_on_a_past_bill_without_auto_debit():
    of = ledger(order(channel="cmb", due=date(2026, 12, 28), entered_on=date(2027, 1, 20)))
    one = case(of, "cmb/2026-12-28")
    assert why_not_confirm(one.bill, one.session) is None
    assert asked(of, "cmb/2026-12-28").id == "past"


def test_of_an_unknown_auto_debit_one_key_says_no_and_not_paid_which_makes_it_overdue():
    of = ledger(order(channel="xiaomi"))
    ident = "xiaomi/2026-12-10"
    question = asked(of, ident)
    assert question.id == "taken"
    assert "Nobody said whether auto-debit is on here" in question.text[0][0]
    assert {each.id: each.words for each in question.answers}["failed"] == "no, and it is not paid"
    after = answered(of, ident, "failed")
    assert status(derive(after, builtin()).bill(ident), Moment(NOW)) is Status.OVERDUE
    assert not after.checklists


def test_of_an_order_that_was_entered_once_the_bill_was_deferred_it_is_asked_whether_that_had_it():
    of = ledger(order())
    of = defer(of, found(of, FIRST, BEFORE, builtin()), BEFORE)
    of = add_orders(of, [order("case", bought_at=datetime(2026, 11, 2), entered_on=date(2026, 12, 6))], {})
    assert standing(of)[0] is Status.TO_CONFIRM
    said = "".join(text for text, _ in asked(of, FIRST).text)
    assert said == (
        "case: period 1, ¥101.00, is on the bill due 2026-12-10, which was done with before the order was entered "
        "here. Was it repaid with that?"
    )
    assert standing(answered(of, FIRST, "all"))[0] is Status.DEFERRED
    assert asked(answered(of, FIRST, "none"), FIRST).id != "past", "then it is asked whether auto-debit took it"
