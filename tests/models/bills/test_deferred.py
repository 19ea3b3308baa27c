"""A bill was deferred: what is left of it stands on a later one, without interest, and its history stays."""

from datetime import date, datetime

import pytest

from models.actions.defer import defer
from models.actions.refusal import refusal
from models.actions.total import set_total
from models.bills.status import Moment, Status, line_status, status
from models.ledger.ledger import Ledger
from tests.models.builders import (
    NOW,
    at,
    bill,
    book,
    check_book,
    corrected,
    ledger,
    order,
    plan,
    refund,
    repaid,
    settled_early,
)

BILL, NEXT, THIRD = "huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10"
BEFORE = at("2026-11-20T12:00:00+08:00")
"""Before the bill of December is out."""
LATER = at("2026-12-08T12:00:00+08:00")
DUE_DAY, DECEMBER = at("2026-12-10T12:00:00+08:00"), at("2026-12-12T12:00:00+08:00")
JANUARY = at("2027-01-05T12:00:00+08:00")


def put_off(of: Ledger | None = None, when: datetime = LATER) -> Ledger:
    of = ledger(order("phone")) if of is None else of
    return defer(of, bill(of), when)


def test_the_period_stands_on_the_next_bill_and_the_old_one_keeps_what_was_repaid():
    of = put_off(repaid(ledger(order("phone")), BILL, 51_00))
    one, nxt = book(of).bill(BILL), book(of).bill(NEXT)
    assert (one.amount, one.paid, one.outstanding) == (101_00, 51_00, 0)
    assert status(one, Moment(LATER)) is Status.DEFERRED
    assert str(refusal(one)) == "this bill was deferred: ¥50.00 is on the bill due 2027-01-10"
    assert [(line.order_id, line.number, line.outstanding) for line in nxt.lines] == [
        ("phone", 2, 101_00),
        ("phone", 1, 50_00),
    ]
    assert (one.over.to, one.over.amount, one.over.interest) == (NEXT, 50_00, 0)


def test_the_schedule_has_the_period_once_with_its_new_date():
    of = put_off(repaid(ledger(order("phone")), BILL, 51_00))
    rows = book(of).schedules["phone"]
    assert [(row.number, row.due, row.paid, row.outstanding) for row in rows] == [
        (1, date(2027, 1, 10), 51_00, 50_00),
        (2, date(2027, 1, 10), 0, 101_00),
        (3, date(2027, 2, 10), 0, 101_00),
    ]
    assert line_status(rows[0], book(of).bill_of(rows[0]), Moment(JANUARY)) is Status.PARTLY_PAID


def test_what_is_repaid_of_it_later_is_of_the_later_bill():
    of = repaid(put_off(repaid(ledger(order("phone")), BILL, 51_00)), NEXT, now=JANUARY)
    one, nxt = book(of).bill(BILL), book(of).bill(NEXT)
    assert (one.paid, nxt.paid, nxt.outstanding) == (51_00, 151_00, 0)
    assert [len(each.repayments) for each in (one, nxt)] == [1, 1]
    assert book(of).row("phone").left == 101_00
    check_book(of)


def test_a_bill_of_deferred_lines_alone_is_made_and_can_be_deferred_again():
    of = put_off(ledger(order("shoes", terms=plan(300_00, 1, 0))))
    of = defer(of, book(of).bill(NEXT), JANUARY)
    assert [status(each, Moment(JANUARY)) for each in book(of).bills.values()] == [
        Status.DEFERRED,
        Status.DEFERRED,
        Status.UPCOMING,
    ]
    of = repaid(of, THIRD, now=at("2027-02-01T12:00:00+08:00"))
    assert [each.paid for each in book(of).bills.values()] == [0, 0, 300_00]
    assert book(of).row("shoes").left == 0
    check_book(of)


@pytest.mark.parametrize(
    ("when", "now", "fee"),
    [(BEFORE, DECEMBER, 0), (BEFORE, JANUARY, 1_00), (LATER, DECEMBER, 1_00), (LATER, JANUARY, 1_00)],
)
def test_an_early_settlement_repays_it_where_it_stands(when, now, fee):
    """With its fee where a bill that had it is out by then; what went there is what it was."""
    of = settled_early(put_off(when=when), "phone", now=now)
    assert book(of).row("phone").left == 0
    one, nxt = book(of).bill(BILL), book(of).bill(NEXT)
    assert (one.amount, one.paid, one.over.amount) == (101_00, 0, 101_00)
    (moved,) = (line for line in nxt.lines if line.number == 1)
    assert (moved.amount, moved.paid, moved.reduced) == (101_00, 100_00 + fee, 1_00 - fee)
    check_book(of)


def test_an_early_settlement_on_the_day_that_it_was_due_first_repays_it_where_it_stands_and_once():
    of = settled_early(put_off(when=BEFORE), "phone", now=DUE_DAY)
    assert [one.paid for one in check_book(of).bills.values()] == [0, 200_00, 100_00]
    assert book(of).bill(BILL).over.amount == 101_00


def test_of_a_period_that_a_correction_lowered_first_an_early_settlement_ends_no_more_than_its_rest():
    of = put_off(corrected(ledger(order("phone")), BILL, 40_00, BEFORE), BEFORE)
    of = settled_early(of, "phone", now=DECEMBER)
    one, nxt = check_book(of).bill(BILL), book(of).bill(NEXT)
    (moved,) = (line for line in nxt.lines if line.number == 1)
    assert (one.over.amount, moved.amount, moved.paid, moved.reduced) == (40_00, 40_00, 39_00, 1_00)
    assert (book(of).credit, nxt.beyond) == ({}, ())


@pytest.mark.parametrize(("returned", "full", "credit"), [(60_00, False, 31_00), (90_00, False, 11_00)])
def test_what_was_repaid_beyond_a_return_is_credit_where_the_bill_is_corrected_later(returned, full, credit):
    """The bill of 101.00 was of 70.00, as is seen now; no more is credit than was repaid."""
    of = put_off(ledger(order("shoes", terms=plan(100_00, 1, 1_00))), BEFORE)
    of = refund(of, "shoes", returned, DECEMBER, full=full)
    of = repaid(of, NEXT, now=JANUARY)
    assert book(of).bill(NEXT).paid == 101_00 - returned
    of = set_total(of, book(of).bill(BILL), 70_00, JANUARY)
    nxt = check_book(of).bill(NEXT)
    assert (nxt.paid, nxt.outstanding, book(of).credit) == (101_00 - returned, 0, {"huabei": credit})


@pytest.mark.parametrize(("total", "credit"), [(40_00, 162_00), (0, 202_00)])
def test_what_was_repaid_of_a_period_stays_on_its_later_bill_where_nothing_is_left_to_that_any_more(total, credit):
    of = repaid(put_off(ledger(order("phone", terms=plan(100_00, 1)), order("robot", terms=plan(100_00, 1)))), NEXT)
    of = set_total(of, book(of).bill(BILL), total, JANUARY)
    nxt = check_book(of).bill(NEXT)
    assert (nxt.paid, nxt.outstanding, [row.paid for row in book(of).schedules["robot"]]) == (202_00, 0, [101_00])
    assert book(of).credit == {"huabei": credit}


def test_what_was_repaid_before_all_was_returned_is_credit_once_whatever_is_corrected_later():
    of = put_off(ledger(order("shoes", terms=plan(100_00, 1, 1_00))), BEFORE)
    of = repaid(of, NEXT, 41_00, DECEMBER)
    of = refund(of, "shoes", 100_00, DECEMBER, full=True)
    assert book(of).credit == {"huabei": 40_00}
    of = set_total(of, book(of).bill(BILL), 70_00, JANUARY)
    assert (check_book(of).bill(NEXT).outstanding, book(of).credit) == (0, {"huabei": 40_00})


def test_what_was_taken_off_it_between_two_deferrals_stays_with_the_first():
    of = put_off(corrected(ledger(order("shoes", terms=plan(100_00, 1, 0))), BILL, 40_00, BEFORE), BEFORE)
    of = refund(of, "shoes", 10_00, DECEMBER, full=False)
    of = defer(of, book(of).bill(NEXT), at("2026-12-20T12:00:00+08:00"))
    of = settled_early(of, "shoes", now=at("2027-01-06T12:00:00+08:00"))
    assert [one.amount for one in check_book(of).bills.values()] == [40_00, 30_00, 30_00]
    assert [one.paid for one in book(of).bills.values()] == [0, 0, 30_00]


def test_a_later_period_that_was_repaid_before_the_order_was_entered_stays_so_on_a_deferred_bill():
    of = ledger(order("phone", paid_periods=0, repaid_also=(2,)), order("robot"))
    of = defer(of, book(of).bill(NEXT), LATER)
    one = check_book(of).bill(NEXT)
    assert (one.paid, one.over.amount) == (101_00, 101_00)
    assert [(line.order_id, line.number) for line in book(of).bill(THIRD).lines] == [
        ("phone", 3),
        ("robot", 3),
        ("robot", 2),
    ]


def test_goods_returned_later_are_taken_off_it_where_it_stands():
    of = refund(put_off(when=BEFORE), "phone", 250_00, DECEMBER, full=False)
    one, nxt = book(of).bill(BILL), book(of).bill(NEXT)
    assert (one.amount, one.over.amount) == (101_00, 101_00)
    assert {line.number: line.outstanding for line in nxt.lines} == {1: 51_00, 2: 1_00}
    of = defer(of, nxt, at("2026-12-20T12:00:00+08:00"))
    of = refund(of, "phone", 50_00, at("2027-01-06T12:00:00+08:00"), full=True)
    assert book(of).bill(NEXT).over.amount == 52_00
    assert book(of).row("phone").left == 0
    check_book(of)


def test_what_was_said_of_the_bill_before_it_was_deferred_is_undone_with_it():
    of = ledger(order("phone"))
    assert book(put_off(of)) != book(of)
    assert book(of).bill(BILL).outstanding == 101_00
    assert refusal(book(of).bill(BILL)) is None
    assert status(bill(of), Moment(NOW)) is Status.DUE_SOON
