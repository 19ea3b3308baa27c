"""What happens to a bill besides a repayment can be said where it stands, and only a repayment is one."""

import pytest

from models.actions.direct import ReportedRepayment, answered, repay, warnings
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.channel import AUTO_DEBIT
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.ledger.repayment import PaidAs
from models.values.message import Problem
from tests.models.builders import DUE, NOW, at, book, by_hand, found, ledger, order, plan, refund, up_to_amount
from tests.tui.answering import leads_to
from tests.tui.state.test_questions import EVE, ID, OF, SHOPPED, at_amount, case, paid_in_part, paid_whole
from tui.state.amount import amount, nothing
from tui.state.happened import HAPPENED
from tui.state.question import Case, Commit, Next, Question, Then
from tui.state.repayment import REPAYMENT


def said(of: Ledger, *answers: str, ask: Question | None = None, now: object = EVE) -> Ledger:
    """What is on record once these answers were given, one after the other, from `ask` or what happened on."""
    one = case(of, now)
    question = ask or HAPPENED.ask(one)
    for answer in answers[:-1]:
        question = next_one(leads_to(question, answer), one)
    commit = leads_to(question, answers[-1])
    assert isinstance(commit, Commit)
    return commit.change(of, one.bill)


def next_one(leads: Next, one: Case) -> Question:
    assert isinstance(leads, Then)
    assert leads.ask is not None
    return leads.ask(one)


def offered(of: Ledger) -> list[str]:
    question = HAPPENED.ask(case(of))
    assert question is not None
    return [each.id for each in question.answers]


def test_only_what_can_have_happened_is_offered_and_the_cursor_is_on_nothing():
    assert offered(OF) == ["stop", "deferred", "lowered"]
    assert offered(SHOPPED) == ["stop", "turned", "deferred", "lowered"]
    assert offered(paid_in_part()) == ["stop", "deferred", "lowered", "minimum"]
    assert offered(paid_whole()) == ["stop", "twice"]


def test_why_a_bill_of_nothing_but_instalments_is_not_offered_to_be_turned_is_said():
    for of, says in ((OF, True), (SHOPPED, False), (paid_whole(), False)):
        question = HAPPENED.ask(case(of))
        assert question is not None
        assert any("cannot be turned into others" in text for text, _ in question.text) is says


@pytest.mark.parametrize(
    ("channel", "day", "offered"),
    [("huabei", "10", True), ("huabei", "12", False), ("cmb", "12", True), ("cmb", "14", False)],
)
def test_the_minimum_is_said_of_what_was_paid_by_the_due_date_or_in_the_days_of_grace(
    channel: str, day: str, offered: bool
):
    ident, late = bill_id(channel, DUE), at(f"2026-12-{day}T12:00:00+08:00")
    of = ledger(order("phone", channel=channel))
    one = found(of, ident, late, by_hand())
    part = ReportedRepayment(amount=50_00, method="debit-card", paid_at=late, way=PaidAs.PART)
    of = repay(of, one, answered(part, warnings(one, part, late)), late)
    question = HAPPENED.ask(case(of, late, ident))
    assert question is not None
    assert ("minimum" in [each.id for each in question.answers]) is offered


def test_of_a_bill_that_was_turned_into_instalments_amount_periods_and_fee_are_typed_as_the_app_shows_them():
    of = said(SHOPPED, "turned", "5000", "3", "125", "turned")
    assert [each.amount for each in of.conversions.values()] == [5_000_00]
    assert found(of, ID, EVE, builtin()).outstanding == SHOPPED_BILL - 5_000_00
    assert not of.repayments


SHOPPED_BILL = 101_00 + 5_100_00


def test_no_more_is_turned_than_what_is_no_instalment():
    one = case(SHOPPED)
    question = next_one(leads_to(HAPPENED.ask(one), "turned"), one)
    with pytest.raises(Problem, match=r"only ¥5,100\.00 of the bill is no instalment"):
        leads_to(question, "5150")


def test_what_is_turned_is_shown_before_it_is_recorded():
    one = case(SHOPPED)
    question = HAPPENED.ask(one)
    for each in ("turned", "5000", "3", "125"):
        question = next_one(leads_to(question, each), one)
    assert [row.amount for row in question.board.rows] == ["5,201.00", "5,000.00", "201.00", "1,708.32 · … · 1,708.36"]
    assert any("14.94%" in text for text, _ in question.text)


def test_a_deferred_bill_is_on_record_as_that_and_not_as_repaid():
    of = said(OF, "deferred", "deferred")
    assert (list(of.deferrals), of.repayments) == ([ID], {})


def test_the_minimum_is_said_of_what_was_paid():
    of = said(paid_in_part(), "minimum", "minimum")
    assert list(of.minimums) == [ID]


@pytest.mark.parametrize("target", [Target.PRINCIPAL, Target.BILL])
def test_what_was_taken_off_is_said_with_what_it_lowered(target):
    of = said(OF, "lowered", "10", target.value)
    assert [(each.amount, each.target) for each in of.reductions.values()] == [(10_00, target)]


def test_a_bill_that_was_paid_twice_has_a_second_repayment_that_is_credit_whole():
    of = said(paid_whole(), "twice", "101", "balance", "2026-12-09 11:00")
    second = next(each for each in of.repayments.values() if each.way is PaidAs.AGAIN)
    assert (second.amount, second.credit) == (101_00, 101_00)


def test_auto_debit_on_top_of_a_payment_by_hand_is_recorded_as_the_second():
    of = said(paid_whole(), "twice", "101", AUTO_DEBIT, "2026-12-09 11:30")
    second = next(each for each in of.repayments.values() if each.way is PaidAs.AGAIN)
    assert (second.method, second.credit) == (AUTO_DEBIT, 101_00)


def test_where_the_app_shows_0_only_repaid_is_a_repayment():
    of = at_amount()
    one = case(of)
    nothing = next_one(leads_to(amount(one), "0"), one)
    assert [each.id for each in nothing.answers] == ["again", "repaid", "deferred", "lowered", "stop"]
    for answers in (("deferred", "deferred"), ("lowered", "101", "bill")):
        done = said(of, *answers, ask=nothing)
        assert not done.repayments
        assert not done.checklists, "there is nothing to pay any more"
        assert derive(done, builtin())


def test_what_made_the_bill_less_is_said_at_the_amount_and_the_checklist_goes_on_with_the_rest():
    of = at_amount()
    one = case(of)
    differs = next_one(leads_to(amount(one), "91"), one)
    done = said(of, "happened", "lowered", "10", "bill", ask=differs)
    assert found(done, ID, EVE, builtin()).outstanding == 91_00
    assert list(done.checklists) == [ID]
    again = amount(case(done))
    assert isinstance(leads_to(again, "91"), Commit), "what the app shows is the bill now"


@pytest.mark.parametrize("overdue", [False, True])
def test_where_goods_of_the_bill_were_returned_the_app_that_shows_0_has_them_off_it_and_no_coupon(overdue: bool):
    back = at("2026-12-15T12:00:00+08:00") if overdue else NOW
    of = refund(ledger(order("food", terms=plan(300_00, 1, 0))), "food", 300_00, back, full=True)
    one = case(of, at("2026-12-18T12:00:00+08:00") if overdue else EVE)
    for question in (HAPPENED.ask(one), nothing(one)):
        commit = leads_to(question, "returned")
        assert isinstance(commit, Commit)
        after = commit.change(of, one.bill)
        assert (found(after, ID, one.now, by_hand()).outstanding, after.reductions, book(after).credit) == (0, {}, {})


def test_where_the_app_shows_0_because_it_was_repaid_nothing_asks_to_pay_it_once_more():
    """By which method and when it was repaid is asked; neither the words "pay this" nor a method's hours are shown."""
    of = at_amount()
    of = said(of, "repaid", ask=next_one(leads_to(amount(case(of)), "0"), case(of)))
    asked = REPAYMENT.ask(case(of))
    assert asked is not None
    assert [each.id for each in asked.answers][-1] == "another-way"
    assert "was ¥101.00 repaid" in asked.text[0][0]
    of = said(of, "debit-card", ask=asked)
    asked = REPAYMENT.ask(case(of))
    assert asked is not None
    assert asked.board is None
    assert asked.text[0][0] == "It is repaid, as the app shows: pay nothing."
    done = said(of, "2026-12-08 09:00", ask=asked)
    (repayment,) = done.repayments.values()
    assert (repayment.amount, repayment.confirmed) == (101_00, True)
    assert repayment.paid_at == at("2026-12-08T09:00:00+08:00")
    assert found(done, ID, EVE, builtin()).outstanding == 0


def test_or_that_auto_debit_took_it_where_its_hours_have_begun():
    day = at("2026-12-10T13:00:00+08:00")
    one = up_to_amount(OF, ID, day, builtin())
    of = said(one, "repaid", ask=next_one(leads_to(amount(case(one, day)), "0"), case(one, day)), now=day)
    of = said(of, "debit-card", ask=REPAYMENT.ask(case(of, day)), now=day)
    taken = said(of, "debited", ask=REPAYMENT.ask(case(of, day)), now=day)
    assert [each.method for each in taken.repayments.values()] == [AUTO_DEBIT]
