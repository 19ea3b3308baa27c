"""Cases where two rules meet: corrections and later orders, two checklists at once, payments that nobody saw."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import auto_debit, checklist, payment, verifying
from models.actions.editing import edited
from models.actions.orders import add_orders, delete_order, edit_order
from models.actions.refusal import refusal
from models.actions.total import set_total
from models.bills.bill import Bill
from models.bills.debit_phase import Phase, phase
from models.bills.derive import derive
from models.bills.late_interest import late_interest
from models.bills.status import Moment, Status, status
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.correction import CorrectedLine
from models.ledger.ids import bill_id, early_id
from models.ledger.ledger import Ledger
from models.ledger.progress import Step, Way
from models.values.message import Problem
from tests.models.builders import (
    BEFORE,
    DUE,
    NOW,
    at,
    at_amount,
    at_complete,
    bill,
    book,
    by_hand,
    check_book,
    completed,
    corrected,
    found,
    ledger,
    order,
    plan,
    refund,
    repaid,
    settled,
    settled_early,
    step,
    up_to_amount,
)

ID, JANUARY, EARLY = "huabei/2026-12-10", "huabei/2027-01-10", early_id("phone")
PHONE = order("phone")
ROBOT = order("robot", bought_at=datetime(2026, 11, 3))
TV = order("tv", terms=plan(90_000), bought_at=datetime(2026, 11, 4))
OF = ledger(PHONE)
NOON = at("2026-12-10T12:00:00+08:00")
AFTER = at("2026-12-11T09:00:00+08:00")
DAY = timedelta(days=1)


def owed_by(of: Ledger) -> dict[str, int]:
    """What is owed on each order's line of the December bill; "" is what a correction adds."""
    return {line.order_id: line.outstanding for line in check_book(of).bill(ID).lines}


# Corrections and the orders that a bill got or lost since.


def test_a_correction_names_the_lines_that_it_was_made_against():
    of = corrected(ledger(PHONE, ROBOT), ID, 20_150)
    kept = of.corrections[ID]
    assert kept.lines == (CorrectedLine("phone", 1, 10_100), CorrectedLine("robot", 1, 10_100))
    assert kept.total == 20_150


def test_an_order_entered_after_a_small_correction_was_repaid_is_still_owed():
    of = add_orders(completed(OF, ID, 10_150), [TV], {})
    assert check_book(of).bill(ID).outstanding == 30_100 - 50, "only the 0.50 can have been for it"
    assert refusal(bill(of)) is None


@pytest.mark.parametrize("figure", [1, 9_600, 10_099])
@pytest.mark.parametrize("take", [corrected, completed])
def test_a_reduction_is_not_passed_on_to_an_order_entered_later(figure, take):
    of = take(OF, ID, figure)
    assert owed_by(add_orders(of, [TV], {})) == owed_by(of) | {"tv": 30_100}


@pytest.mark.parametrize("figure", [10_101, 30_000, 40_200, 50_000])
@pytest.mark.parametrize("pay", [None, 4_000, 10_101])
def test_an_order_entered_later_uses_up_what_was_corrected_upwards_and_no_more(figure, pay):
    of = corrected(OF, ID, figure)
    extra = figure - 10_100
    of = add_orders(repaid(of, ID, pay), [TV], {})
    one = check_book(of).bill(ID)
    assert one.amount == 10_100 + max(extra, 30_100)
    assert one.paid == (pay or figure)
    done = check_book(repaid(of, ID)).bill(ID) if one.outstanding else one
    assert (done.outstanding, done.paid, done.amount) == (0, one.amount, one.amount), "and it is settled once repaid"


def test_what_was_repaid_of_a_correction_is_kept_when_the_bill_is_corrected_downwards():
    of = corrected(OF, ID, 15_000)
    of = completed(of, ID, 15_000, confirmed=False)
    kept = of.repayments[next(iter(of.repayments))]
    extra = replace(kept, amount=4_900, allocations=kept.allocations[1:])
    of = replace(of, repayments={kept.id: extra})  # the instalment's own payment never arrived
    one = check_book(corrected(of, ID, 100, NOW + DAY)).bill(ID)
    assert (one.paid, one.outstanding) == (4_900, 100)


def test_an_order_that_is_deleted_takes_its_amount_off_a_corrected_bill():
    of = corrected(ledger(PHONE, TV), ID, 40_000)
    assert check_book(of).bill(ID).outstanding == 40_000, "2.00 less than the two lines"
    assert check_book(delete_order(of, "tv")).bill(ID).outstanding == 9_900
    assert check_book(delete_order(of, "phone")).bill(ID).outstanding == 29_900
    more = corrected(ledger(PHONE, TV), ID, 40_250)
    assert check_book(delete_order(more, "tv")).bill(ID).outstanding == 10_150


def test_a_correction_whose_orders_are_gone_reduces_no_other():
    of = delete_order(corrected(OF, ID, 9_500), "phone")
    assert owed_by(add_orders(of, [TV], {})) == {"tv": 30_100}
    of = corrected(ledger(PHONE, replace(TV, first_due=date(2027, 1, 10))), ID, 9_500)
    of = edit_order(of, replace(PHONE, first_due=date(2026, 12, 12)))
    of = edit_order(of, replace(TV, first_due=DUE))
    assert owed_by(of) == {"tv": 30_100}


@pytest.mark.parametrize("paid_at", [NOW + timedelta(days=2), NOW - timedelta(hours=1)])
def test_early_settlement_takes_its_order_off_a_corrected_bill_whenever_it_was_paid(paid_at):
    of = corrected(ledger(PHONE, ROBOT), ID, 20_250)
    now = NOW + timedelta(days=2)
    of = up_to_amount(of, EARLY, now)
    owed = found(of, EARLY, now).outstanding
    of = verifying.settle_amount(of, found(of, EARLY, now), owed, Way.MATCH, owed, now)
    of = checklist.choose_method(of, found(of, EARLY, now), "balance", now)
    of = payment.complete(of, found(of, EARLY, now), paid_at, now)
    assert owed_by(of) == {"phone": 0, "robot": 10_100, "": 50}


def test_early_settlement_and_a_refund_leave_what_a_correction_came_to_before_them():
    of = ledger(PHONE, ROBOT)
    later = list(book(of).bills)[1]
    of = repaid(corrected(of, later, 19_000), later)
    was = book(of).bill(later)
    assert (was.amount, was.corrected) == (19_000, -1_200)
    for ended in (settled_early(of, "robot"), refund(of, "robot", 30_000, BEFORE, full=True)):
        one = book(ended).bill(later)
        assert (one.amount, one.corrected, one.lines) == (19_000, -1_200, was.lines)


def test_a_refund_after_a_correction_comes_off_it_as_usual():
    of = corrected(ledger(PHONE, ROBOT), ID, 20_250)
    assert owed_by(refund(of, "phone", 30_000, BEFORE, full=True)) == {"phone": 0, "robot": 10_100, "": 50}


@given(st.integers(1, 60_000), st.sampled_from((0, 500, 9_999)), st.booleans())
def test_a_later_order_never_lowers_what_is_owed_on_a_bill_nor_lets_it_ask_twice(figure, part, whole):
    of = corrected(OF, ID, figure)
    if whole or 0 < part < figure:
        of = repaid(of, ID, None if whole else part)
    before, after = check_book(of).bill(ID), check_book(add_orders(of, [TV], {})).bill(ID)
    assert before.outstanding <= after.outstanding <= before.outstanding + 30_100
    assert after.amount == figure + 30_100 - min(30_100, max(0, figure - 10_100))


# A correction belongs to the checklist that made it until something was paid.


def step_back(of: Ledger, one: Bill) -> Ledger:
    """A step back on the day that the amount was verified."""
    return checklist.step_back(of, one, of.checklists[one.id].touched_at)


@pytest.mark.parametrize("undo", [checklist.abandon, step_back])
def test_an_amount_step_that_is_undone_restores_the_correction_that_it_replaced(undo):
    first = corrected(OF, ID, 9_000)
    again = up_to_amount(first, ID, NOW + DAY)
    again = verifying.settle_amount(again, bill(again), 8_000, Way.CORRECT, 8_000, NOW + DAY)
    assert bill(again).outstanding == 8_000
    assert undo(again, bill(again)).corrections == first.corrections


@pytest.mark.parametrize("undo", [checklist.abandon, step_back])
def test_an_amount_step_that_is_undone_takes_its_correction_with_it(undo):
    of = settled(at_amount(OF), 1_010, Way.CORRECT)
    of = undo(of, bill(of))
    assert (of.corrections, bill(of).outstanding) == ({}, 10_100)


def test_a_checklist_that_corrected_twice_leaves_no_correction_when_it_is_left():
    of = add_orders(settled(at_amount(OF), 9_000, Way.CORRECT), [TV], {})
    assert step(of, ID) is Step.AMOUNT, "the bill has changed"
    later = NOW + timedelta(minutes=1)
    of = verifying.settle_amount(of, bill(of), 35_000, Way.CORRECT, 35_000, later)
    assert checklist.abandon(of, bill(of)).corrections == {}


# Early settlement beside the bills whose lines it takes.


@pytest.mark.parametrize(("now", "warning"), [(NOON, "auto-debit"), (AFTER, "debit-unseen")])
def test_early_settlement_warns_as_the_bills_do_whose_lines_it_takes(now, warning):
    ordinary = found(OF, ID, now, builtin())
    early = found(OF, EARLY, now, builtin())
    for one in (ordinary, early):
        begun = checklist.begin(OF, one, now)
        assert [each.id for each in checklist.warnings(begun.checklists[one.id], one, now)] == [warning]


@pytest.mark.parametrize("now", [NOON, AFTER])
def test_early_settlement_does_not_warn_of_bills_that_it_takes_nothing_of(now):
    of = repaid(OF, ID)
    early = found(of, EARLY, now, builtin())
    begun = checklist.begin(of, early, now)
    assert not checklist.warnings(begun.checklists[EARLY], early, now)


@pytest.mark.parametrize("ordinary", [ID, JANUARY])
def test_a_bill_and_an_early_settlement_that_share_a_line_are_not_repaid_at_once(ordinary):
    of = up_to_amount(ledger(PHONE, ROBOT), ordinary)
    with pytest.raises(Problem, match=ordinary.partition("/")[2]):
        checklist.begin(of, found(of, EARLY), NOW)
    left = checklist.abandon(of, found(of, ordinary))
    of = checklist.begin(left, found(left, EARLY), NOW)
    with pytest.raises(Problem, match="phone"):
        checklist.begin(of, found(of, ordinary), NOW)


def test_checklists_about_other_money_are_done_side_by_side():
    of = up_to_amount(ledger(PHONE, order("card", channel="cmb")), EARLY)
    of = checklist.begin(of, bill(of, "cmb"), NOW)
    assert set(of.checklists) == {EARLY, bill_id("cmb", DUE)}
    paid = repaid(ledger(PHONE, ROBOT), ID, 10_100)
    paid = checklist.begin(paid, found(paid, EARLY), NOW)
    paid = checklist.begin(paid, bill(paid), NOW)
    assert set(paid.checklists) == {EARLY, ID}, "the phone's line of that bill is repaid; only the robot's is left"


def test_an_order_under_way_to_be_repaid_is_neither_deleted_nor_given_other_terms():
    for of in (at_complete(ledger(PHONE, ROBOT)), up_to_amount(OF, EARLY), up_to_amount(OF, JANUARY)):
        with pytest.raises(Problem, match="phone"):
            delete_order(of, "phone")
        with pytest.raises(Problem, match=r"is under way, .* finish or drop it first"):
            edited(of, replace(PHONE, first_due=date(2026, 12, 12)), by_hand())
        assert edited(of, replace(PHONE, title="小米14"), by_hand()).orders["phone"].title == "小米14"
        assert delete_order(replace(of, checklists={}), "phone")


def test_an_order_that_no_open_checklist_is_about_can_be_deleted():
    of = ledger(PHONE, order("card", channel="cmb"), order("later", due=date(2027, 6, 10)))
    of = at_amount(of)
    assert list(delete_order(delete_order(of, "card"), "later").orders) == ["phone"]


# Payments that nobody has seen, and auto-debit.


def unconfirmed_part() -> Ledger:
    """¥50.00 of ¥101.00 were paid, and the app does not show them yet."""
    of = settled(at_amount(OF), 10_100, Way.PART, 5_000)
    of = checklist.choose_method(of, bill(of), "balance", NOW)
    return payment.complete(of, bill(of), NOW, NOW, confirmed=False)


def test_an_unconfirmed_part_is_to_be_confirmed_until_it_is_overdue():
    of = unconfirmed_part()
    assert status(bill(of), Moment(NOW)) is Status.TO_CONFIRM
    assert status(bill(of), Moment(AFTER)) is Status.OVERDUE
    seen = payment.confirm(of, next(iter(of.repayments)))
    assert status(bill(seen), Moment(NOW)) is Status.PARTLY_PAID


def test_paying_again_after_an_unconfirmed_part_is_warned_of_where_the_figure_is_read():
    of = checklist.begin(unconfirmed_part(), bill(unconfirmed_part()), NOW)
    of = checklist.confirm_platform(of, bill(of), "支付宝", NOW)
    assert not checklist.warnings(of.checklists[ID], bill(of), NOW), "the app is not open there yet"
    of = checklist.confirm_entry(of, bill(of), NOW)
    (warn,) = checklist.warnings(of.checklists[ID], bill(of), NOW)
    assert (warn.id, "¥50.00" in str(warn.message)) == ("unconfirmed", True)
    with pytest.raises(Problem, match="a warning has to be answered first"):
        settled(of)
    of = checklist.answer(of, bill(of), warn.id, "rest", NOW)
    assert settled(of)


@pytest.mark.parametrize(("channel", "start"), [("huabei", "2026-12-10"), ("jd-baitiao", "2026-12-09")])
def test_what_auto_debit_took_can_be_recorded_as_soon_as_its_window_has_begun(channel, start):
    of = ledger(order("phone", channel=channel, auto_debit=Switch.ON))
    one = derive(of, builtin()).bill(bill_id(channel, DUE))
    begins = at(f"{start}T00:00:00+08:00")
    with pytest.raises(Problem, match=f"auto-debit begins at {start[5:]} 00:00; from then on look"):
        auto_debit.taken(of, one, 10_100, begins - timedelta(seconds=1))
    for now in (begins, begins + timedelta(hours=13)):
        assert phase(one, now) is Phase.RUNNING
        assert auto_debit.failed(of, one, now).debits
        (made,) = auto_debit.taken(of, one, 10_100, now).repayments.values()
        assert (made.amount, made.paid_at) == (10_100, now)
    assert auto_debit.failed(of, one, AFTER).debits


def test_an_auto_debit_larger_than_the_bill_is_recorded_once_the_bill_is_corrected():
    one = derive(OF, builtin()).bill(ID)
    with pytest.raises(
        Problem, match=rf"is more than the ¥101.00 owed.* `fenqi correct {ID} --total 300.00`"
    ) as refused:
        auto_debit.taken(OF, one, 30_000, AFTER)
    assert refused.value.field == "amount"
    of = set_total(OF, one, 30_000, AFTER)
    of = auto_debit.taken(of, derive(of, builtin()).bill(ID), 30_000, AFTER)
    one = check_book(of).bill(ID)
    assert (one.amount, one.paid, one.outstanding) == (30_000, 30_000, 0)
    assert of.corrections[ID].total == 30_000
    assert [(line.order_id, line.paid) for line in one.lines] == [("phone", 10_100), ("", 19_900)]
    assert owed_by(add_orders(of, [TV], {}))["tv"] + owed_by(add_orders(of, [TV], {})).get("", 0) == 30_100 - 19_900


def test_one_that_cannot_be_switched_off_may_be_tried_again_while_its_window_lasts():
    of = auto_debit.taken(OF, derive(OF, builtin()).bill(ID), 4_000, NOON)
    one = derive(of, builtin()).bill(ID)
    assert one.channel.auto_debit.default is Switch.ALWAYS
    begun = checklist.begin(of, one, NOON).checklists[ID]
    assert [each.id for each in checklist.warnings(begun, one, NOON)] == ["debit-again"]
    assert checklist.warnings(begun, one, AFTER) == ()


@pytest.mark.parametrize("days", [0, 12])
@pytest.mark.parametrize("looked", [auto_debit.failed, lambda of, one, now: auto_debit.taken(of, one, 4_000, now)])
def test_a_window_that_is_over_is_asked_about_until_somebody_looked_and_then_no_more(looked, days):
    now = AFTER + days * DAY
    unseen = derive(OF, builtin()).bill(ID)
    (warn,) = checklist.warnings(checklist.begin(OF, unseen, now).checklists[ID], unseen, now)
    assert "auto-debit ended at 12-10 22:00 and may have taken ¥101.00: look in the app first" in str(warn.message)
    of = looked(OF, unseen, now)
    one = derive(of, builtin()).bill(ID)
    assert checklist.warnings(checklist.begin(of, one, now).checklists[ID], one, now) == ()


def test_late_interest_adds_up_what_was_late_until_it_was_repaid():
    twenty = at("2026-12-30T12:00:00+08:00")
    of = repaid(OF, ID, 10_000, twenty)
    assert late_interest(bill(OF), twenty) == 101
    assert 100 <= late_interest(bill(of), twenty) <= 102, "20 days of 101.00"
    assert late_interest(bill(of), twenty + 40 * DAY) in range(102, 106), "and 40 days of the ¥1.00 that is left"
    assert late_interest(bill(repaid(OF, ID, 10_000)), twenty) == 1, "what was repaid in time was never late"
