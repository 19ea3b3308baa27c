"""A part that may be the minimum: what it was is asked once, and the rest goes over or is overdue."""

from datetime import datetime

import msgspec
import pytest

from models.actions.own_rules import set_override
from models.bills.debit_phase import Phase, phase
from models.bills.minimum import minimum_payment, rest_unsaid
from models.bills.status import Moment, Status, status
from models.channels.builtin import builtin
from models.channels.override import ChannelOverride
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from tests.models.builders import found, ledger, order, plan
from tests.tui.answering import leads_to
from tests.tui.state.test_questions import AFTER, DUE_DAY, EVE, ID, SHOPPED, case, minimum_by_hand, paid_in_part
from tui.state.auto_debit import CONFIRMATION, ToSee, to_see
from tui.state.confirming import why_not_confirm
from tui.state.done import recorded
from tui.state.happened import the_rest
from tui.state.question import Case, Commit, Question, Then
from tui.words.minimum import rest_asked
from tui.words.recorded import said

MINIMUM = 611_00
"""Of the instalment of 101.00 all, of the other 5,100.00 a tenth."""


def taken(*answers: str) -> Ledger:
    """What is on record once the question about the auto-debit, on the due day, was answered so."""
    one = case(SHOPPED, DUE_DAY)
    return given(one, CONFIRMATION.ask(one), *answers)


def given(one: Case, question: Question | None, *answers: str) -> Ledger:
    for answer in answers[:-1]:
        leads = leads_to(question, answer)
        assert isinstance(leads, Then)
        assert leads.ask is not None
        question = leads.ask(one)
    commit = leads_to(question, answers[-1])
    assert isinstance(commit, Commit)
    return commit.change(one.ledger, one.bill)


def minimum_not_known(now: datetime) -> tuple[Case, str]:
    """A bill of ¥1,020.00 of which auto-debit takes the minimum, and how much that is nobody knows."""
    of = ledger(order("phone", channel="meituan", terms=plan(3_000_00, 3, 20_00)))
    rule = ChannelOverride(id="meituan", values={"auto_debit": {"default": "on", "extent": "minimum"}})
    ident = "meituan/2026-12-10"
    return case(set_override(of, builtin(), rule), now, ident), ident


def stands(of: Ledger) -> Status:
    return status(found(of, ID, AFTER, builtin()), Moment(AFTER))


def test_auto_debit_that_took_only_the_minimum_says_it_in_one_answer():
    assert minimum_payment(case(SHOPPED).bill).amount == MINIMUM
    question = CONFIRMATION.ask(case(SHOPPED, DUE_DAY))
    assert question is not None
    (answer,) = [each for each in question.answers if each.id == "minimum"]
    assert (answer.words, answer.leaves) == (
        "only the minimum, ¥611.00",
        "4,590.00 and its interest go to 01-10",
    )
    of = taken("minimum")
    (made,) = of.repayments.values()
    assert (made.amount, made.way, list(of.minimums)) == (MINIMUM, PaidAs.MINIMUM, [ID])
    assert stands(of) is Status.MINIMUM_PAID


def test_a_part_of_at_least_the_minimum_is_asked_about_and_a_smaller_one_is_not():
    assert stands(taken("part", "700", "minimum")) is Status.MINIMUM_PAID
    of = taken("part", "600")
    assert (list(of.minimums), stands(of)) == ([], Status.OVERDUE)


def test_whoever_said_that_it_was_only_a_part_after_the_due_instant_is_not_asked_again():
    one = case(SHOPPED, AFTER)
    of = given(one, CONFIRMATION.ask(one), "part", "700", "part")
    assert (list(of.minimums), stands(of)) == ([], Status.OVERDUE)
    assert to_see(case(of, AFTER)) is None


def test_after_the_due_instant_the_checklist_asks_once_what_became_of_the_rest():
    of = minimum_by_hand()
    assert phase(case(of, AFTER).bill, AFTER) is Phase.FAILED
    assert to_see(case(of, AFTER)) is ToSee.REST
    assert stands(given(case(of, AFTER), CONFIRMATION.ask(case(of, AFTER)), "minimum")) is Status.MINIMUM_PAID
    asked = [text for text, _ in rest_asked(case(of, AFTER).bill, case(of, AFTER).session)]
    assert asked == ["¥700.00 may be the minimum: c says whether the rest goes over"]


def test_no_it_is_overdue_is_kept_as_what_the_app_shows_and_not_asked_again():
    of = minimum_by_hand()
    after = given(case(of, AFTER), CONFIRMATION.ask(case(of, AFTER)), "overdue")
    assert after.figures[ID].total == case(of, AFTER).bill.amount
    assert stands(after) is Status.OVERDUE
    one = case(after, AFTER)
    assert not rest_unsaid(one.bill, AFTER)
    assert why_not_confirm(one.bill, one.session) is not None


def test_before_the_due_instant_nothing_is_asked_nor_of_less_than_the_minimum():
    assert not rest_unsaid(case(minimum_by_hand()).bill, EVE)
    short = paid_in_part()
    assert not rest_unsaid(case(short, AFTER).bill, AFTER)


def test_of_a_minimum_that_is_not_known_it_is_asked_how_much_was_taken():
    card = ledger(order("shoes", channel="cmb", terms=plan(1_000_00, 1, 0)))
    rule = ChannelOverride(id="cmb", values={"auto_debit": {"default": "on", "extent": "minimum"}})
    of, ident = set_override(card, builtin(), rule), "cmb/2026-12-10"
    one = case(of, AFTER, ident)
    question = CONFIRMATION.ask(one)
    assert question is not None
    assert [each.id for each in question.answers] == ["stop", "part", "failed"]
    assert question.text[-1][0] == "Look in the app: was the minimum taken?"
    after = given(one, question, "part", "50", "minimum")
    assert status(found(after, ident, AFTER, builtin()), Moment(AFTER)) is Status.MINIMUM_PAID
    assert [each.amount for each in after.repayments.values()] == [50_00]


@pytest.mark.parametrize(
    ("now", "words", "then"),
    [
        (DUE_DAY, "less than the minimum: the rest stays", "1,019.00 is to be repaid by hand"),
        (AFTER, "less than the minimum: the rest is overdue", "1,019.00 is to be repaid by hand"),
    ],
)
def test_of_a_minimum_that_is_not_known_less_may_have_been_taken_and_the_rest_is_overdue(now, words, then):
    one, ident = minimum_not_known(now)
    asked = leads_to(leads_to(CONFIRMATION.ask(one), "part").ask(one), "1").ask(one)
    assert asked.answers[1].leaves == "1,019.00 and its interest go to 01-10"
    assert (asked.answers[2].words, asked.answers[2].leaves) == (words, then)
    after = given(one, asked, "part")
    assert (list(after.minimums), [each.amount for each in after.repayments.values()]) == ([], [1_00])
    left = found(after, ident, AFTER, builtin())
    assert (status(left, Moment(AFTER)), left.outstanding) == (Status.OVERDUE, 1_019_00)


def test_what_went_over_with_the_minimum_is_said_where_the_repayment_is_shown_as_recorded():
    one, ident = minimum_not_known(AFTER)
    after = given(one, CONFIRMATION.ask(one), "part", "1", "minimum")
    shown = said(recorded(msgspec.structs.replace(case(after, AFTER, ident), about=next(iter(after.repayments)))))
    assert ("the minimum of this bill was paid: ¥1,019.00 is on the bill due 2027-01-10", "accent") in shown


def test_all_that_was_owed_is_no_minimum_and_nothing_more_is_asked():
    one, _ident = minimum_not_known(AFTER)
    assert given(one, CONFIRMATION.ask(one), "part", "1020").minimums == {}


def test_before_the_rest_is_said_to_go_over_it_is_said_that_less_was_paid_than_the_minimum_by_the_rule():
    asked = the_rest(case(paid_in_part()))
    words = "¥50.00 is less than the minimum by the channel's rule, ¥101.00: see that the app takes it for that"
    assert (words, "warn") in asked.text
