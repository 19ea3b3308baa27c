"""The gates of the checklist: what does not open, and what it says then."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from models.actions import checklist, payment, verifying
from models.actions.orders import add_orders
from models.bills.standing import to_pay
from models.ledger.ledger import Ledger, drop, open_checklists
from models.ledger.progress import Step, Way
from models.values.dates import CLOCK_SLACK
from models.values.message import Problem
from tests.models.builders import (
    BEFORE,
    DUE,
    NOW,
    at,
    at_amount,
    at_complete,
    bill,
    check_book,
    ledger,
    order,
    plan,
    refund,
    repaid,
    repayments_for,
    settled,
    step,
    through_the_file,
)

HUABEI, CARD = "huabei/2026-12-10", "cmb/2026-12-10"
PHONE = order("phone")
ROBOT = order("robot", terms=plan(60_000), bought_at=datetime(2026, 11, 3))
OF = ledger(PHONE, ROBOT)
AFTER_CUTOFF = at("2026-12-10T17:00:01+08:00")


@pytest.mark.parametrize(
    ("figure", "way", "pay", "said"),
    [
        (0, Way.MATCH, 0, "more than ¥0.00"),
        (0, Way.PART, 100, "more than ¥0.00"),
        (-30_200, Way.CORRECT, -30_200, "more than ¥0.00"),
        (30_200, Way.PART, 0, "more than ¥0.00"),
        (30_200, Way.PART, -1, "more than ¥0.00"),
        (30_200, Way.PART, 30_200, "a part must be less than the ¥302.00 owed"),
        (30_200, Way.PART, 10**15, "a part must be less"),
        (40_000, Way.PART, 30_200, "a part must be less than the ¥302.00 owed"),
        (10_000, Way.PART, 10_001, "the app shows only ¥100.00"),
        (30_200, Way.MATCH, 30_000, "pay what the app shows, ¥302.00, or decide to pay a part"),
        (40_000, Way.CORRECT, 30_200, "pay what the app shows, ¥400.00"),
        (40_000, Way.MATCH, 40_000, "the app shows ¥400.00, the bill ¥302.00"),
    ],
)
def test_an_amount_that_was_not_decided_is_not_taken(figure, way, pay, said):
    with pytest.raises(Problem, match=said) as refused:
        settled(at_amount(OF), figure, way, pay)
    assert refused.value.field == "amount"


def test_correcting_to_the_figure_that_the_bill_has_keeps_no_correction():
    assert not settled(at_amount(OF), 30_200, Way.CORRECT).corrections


def test_steps_open_in_order_only():
    of = checklist.begin(OF, bill(OF), NOW)
    for early in (
        lambda: checklist.confirm_entry(of, bill(of), NOW),
        lambda: settled(of),
        lambda: checklist.choose_method(of, bill(of), "balance", NOW),
        lambda: payment.complete(of, bill(of), NOW, NOW),
    ):
        with pytest.raises(Problem, match="that step cannot be done now"):
            early()


def test_a_bill_that_changed_since_opens_the_amount_step_again():
    of = add_orders(settled(at_amount(OF)), [order("band", terms=plan(900))], {})
    assert step(of, HUABEI) is Step.AMOUNT
    assert to_pay(of.checklists[HUABEI], bill(of), NOW) is None
    with pytest.raises(Problem, match="that step cannot be done now; another terminal may have gone on"):
        checklist.choose_method(of, bill(of), "balance", NOW)


def test_a_step_taken_back_opens_again_with_the_answers_before_it():
    of = checklist.step_back(at_complete(OF), bill(OF), NOW)
    assert step(of, HUABEI) is Step.METHOD
    assert of == settled(at_amount(OF))
    for expected in (Step.AMOUNT, Step.ENTRY, Step.PLATFORM):
        of = checklist.step_back(of, bill(of), NOW)
        assert step(of, HUABEI) is expected
    with pytest.raises(Problem, match="this is the first step"):
        checklist.step_back(of, bill(of), NOW)


def test_without_a_checklist_nothing_can_be_answered():
    for act in (
        lambda: checklist.under_way(OF, bill(OF)),
        lambda: checklist.step_back(OF, bill(OF), NOW),
        lambda: checklist.abandon(OF, bill(OF)),
        lambda: payment.complete(OF, bill(OF), NOW, NOW),
    ):
        with pytest.raises(Problem, match="no checklist is open for this bill; another terminal may have ended it"):
            act()


def test_a_bill_repaid_before_it_was_entered_has_no_checklist():
    of = ledger(replace(PHONE, paid_periods=1))
    with pytest.raises(Problem, match="this bill was repaid before it was entered here"):
        checklist.begin(of, bill(of), NOW)


def test_a_bill_of_which_nothing_is_left_stops_the_checklist_under_way():
    of = ledger(PHONE)
    of = refund(at_amount(of), "phone", 30_000, BEFORE, full=True)
    with pytest.raises(Problem, match="its orders were refunded or settled early"):
        verifying.settle_amount(of, bill(of), 10_100, Way.CORRECT, 10_100, NOW)


def test_a_repayment_never_takes_the_place_of_another():
    of = repaid(repaid(OF, HUABEI, 5_000), HUABEI, 5_100)
    first, second = of.repayments
    undone = replace(of, repayments=drop(of.repayments, first))
    again = repaid(undone, HUABEI, 700)
    assert again.repayments[second] == of.repayments[second]
    assert sorted(each.amount for each in again.repayments.values()) == [700, 5_100]


def test_a_warning_has_to_be_answered_before_any_step_opens():
    of = ledger(order(channel="cmb"))
    of = checklist.begin(of, bill(of, "cmb"), AFTER_CUTOFF)
    one = bill(of, "cmb")
    with pytest.raises(Problem, match="a warning has to be answered first"):
        checklist.confirm_platform(of, one, "掌上生活", AFTER_CUTOFF)
    for warning, reason in (("after-cutoff", "because"), ("auto-debit", "now"), ("", "")):
        with pytest.raises(Problem, match="no such warning"):
            checklist.answer(of, one, warning, reason, AFTER_CUTOFF)
    of = checklist.answer(of, one, "after-cutoff", "grace", AFTER_CUTOFF)
    assert not checklist.warnings(of.checklists[CARD], one, AFTER_CUTOFF)
    of = through_the_file(checklist.confirm_platform(of, one, "掌上生活", AFTER_CUTOFF))
    assert step(of, CARD) is Step.ENTRY
    assert [(each.warning, each.reason) for each in of.checklists[CARD].answered] == [("after-cutoff", "grace")]


@pytest.mark.parametrize(
    ("paid_at", "said"),
    [
        (NOW + CLOCK_SLACK + timedelta(seconds=1), "in the future"),
        (NOW + timedelta(minutes=10), "in the future"),
        (at("9999-12-31T00:00:00+00:00"), "in the future"),
        (at("1900-01-01T00:00:00+00:00"), "more than a year ago"),
        (NOW - timedelta(days=367), "more than a year ago"),
    ],
)
def test_a_time_of_payment_that_cannot_be_is_refused(paid_at, said):
    of = at_complete(OF)
    with pytest.raises(Problem, match=said) as refused:
        payment.complete(of, bill(of), paid_at, NOW)
    assert refused.value.field == "paid_at"


def test_a_phones_clock_may_be_a_little_ahead():
    of = at_complete(OF)
    assert payment.complete(of, bill(of), NOW + CLOCK_SLACK, NOW).repayments


def test_a_repayment_keeps_what_was_answered():
    done = payment.complete(at_complete(OF), bill(OF), NOW, NOW)
    (made,) = done.repayments.values()
    assert (made.account_id, made.due, made.amount, made.method, made.paid_at) == (
        "huabei",
        DUE,
        30_200,
        "balance",
        NOW,
    )
    assert not open_checklists(done)


def test_parts_add_up_until_the_bill_is_settled():
    of = repaid(repaid(repaid(OF, HUABEI, 5_000), HUABEI, 5_100), HUABEI)
    assert [each.amount for each in repayments_for(of, bill(of))] == [5_000, 5_100, 20_100]
    assert len(of.repayments) == 3
    assert check_book(of).bill(HUABEI).outstanding == 0


def at_method(way: Way, figure: int) -> Ledger:
    """The 花呗 bill's checklist with its amount settled, at the payment method."""
    return settled(at_amount(OF), figure, way)


@pytest.mark.parametrize("more", [0, 5_000])
def test_a_part_that_is_chosen_at_the_method_leaves_the_bill_as_it_was_settled(more):
    owed = bill(OF).outstanding
    of = at_method(Way.CORRECT if more else Way.MATCH, owed + more)
    of = through_the_file(verifying.pay_part(of, bill(of), 3_000, NOW))
    one = check_book(of).bill(HUABEI)
    assert (one.outstanding, one.corrected) == (owed + more, more)
    assert step(of, one.id) is Step.METHOD
    assert to_pay(of.checklists[one.id], one, NOW) == 3_000
    back = checklist.step_back(of, one, NOW)
    assert bill(back).outstanding == owed, "going back takes the correction back, too"
    of = payment.complete(checklist.choose_method(of, one, "balance", NOW), one, NOW, NOW)
    assert bill(of).outstanding == owed + more - 3_000


def test_a_part_may_be_changed_before_the_method_is_chosen_but_is_a_part():
    owed = bill(OF).outstanding
    of = verifying.pay_part(at_method(Way.MATCH, owed), bill(OF), 3_000, NOW)
    of = verifying.pay_part(of, bill(of), 4_000, NOW)
    assert to_pay(of.checklists[HUABEI], bill(of), NOW) == 4_000
    for pay in (0, owed):
        with pytest.raises(Problem):
            verifying.pay_part(of, bill(of), pay, NOW)
    with pytest.raises(Problem, match="cannot be done now"):
        verifying.pay_part(at_amount(OF), bill(OF), 3_000, NOW)
