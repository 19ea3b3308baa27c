"""The minimum was paid: the rest is on the next bill, with its interest, and this one is not overdue."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.actions.checklist import step_back
from models.actions.minimum_paid import minimum_paid
from models.actions.total import set_total
from models.actions.verifying import settle_amount
from models.bills.bill import Bill
from models.bills.line_kind import LineKind
from models.bills.status import Moment, Status, status
from models.ledger.ledger import Ledger
from models.ledger.progress import Way
from tests.models.builders import (
    at,
    bill,
    book,
    check_book,
    ledger,
    order,
    plan,
    repaid,
    settled_early,
    up_to_amount,
)

BILL, NEXT, THIRD = "huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10"
LATER = at("2026-12-12T09:00:00+08:00")


def two() -> Ledger:
    """A bill of 434.90: an instalment of 134.90, which is on the next one, too, and a purchase of 300.00."""
    return ledger(order("phone", terms=plan(399_00, 3, 1_90)), order("shoes", terms=plan(300_00, 1, 0)))


def in_part(of: Ledger | None = None, pay: int = 164_90) -> Ledger:
    of = repaid(of or two(), BILL, pay)
    return minimum_paid(of, bill(of), LATER)


def said(one: Bill) -> list[tuple[LineKind, int]]:
    return [(line.kind, line.outstanding) for line in one.lines]


def test_what_is_left_of_434_90_after_164_90_is_on_the_next_bill_of_409_09():
    of = in_part()
    one, nxt = book(of).bill(BILL), book(of).bill(NEXT)
    assert (one.amount, one.paid, one.outstanding) == (434_90, 164_90, 0)
    assert status(one, Moment(LATER)) is Status.MINIMUM_PAID
    assert (one.over.to, one.over.amount, one.over.interest, one.over.estimated) == (NEXT, 270_00, 4_19, True)
    assert said(nxt) == [(LineKind.INSTALMENT, 134_90), (LineKind.CARRIED_OVER, 270_00), (LineKind.LATE, 4_19)]
    assert (nxt.outstanding, nxt.estimated) == (409_09, 4_19)
    assert book(of).row("shoes").left == 0


def test_the_interest_that_the_app_shows_stands_for_the_estimate():
    of = repaid(two(), BILL, 164_90)
    nxt = book(minimum_paid(of, bill(of), LATER, 4_20)).bill(NEXT)
    assert (nxt.outstanding, nxt.estimated) == (409_10, 0)


def test_what_went_over_stays_owed_when_its_order_is_settled_early():
    """Also where a period before it was still open."""
    of = repaid(ledger(order("phone")), NEXT, 51_00, LATER)
    of = minimum_paid(of, book(of).bill(NEXT), at("2027-01-12T09:00:00+08:00"))
    of = settled_early(of, "phone", now=at("2027-01-13T09:00:00+08:00"))
    assert book(of).row("phone").left == 0
    over = book(of).bill(NEXT).over
    assert (over.to, over.amount) == (THIRD, 50_00)
    assert said(book(of).bill(THIRD))[1:] == [(LineKind.CARRIED_OVER, 50_00), (LineKind.LATE, over.interest)]
    check_book(of)


def test_a_month_without_orders_gets_a_bill_of_what_went_over():
    of = in_part(ledger(order("shoes", terms=plan(300_00, 1, 0))), 30_00)
    nxt = book(of).bill(NEXT)
    assert said(nxt) == [(LineKind.CARRIED_OVER, 270_00), (LineKind.LATE, 4_19)]
    assert [each.id for each in book(of).bills.values()] == [BILL, NEXT]
    assert status(nxt, Moment(at("2027-01-11T09:00:00+08:00"))) is Status.OVERDUE


def test_it_goes_to_the_accounts_next_bill_where_that_comes_before_the_rules_day():
    other = order("robot", terms=plan(100_00, 1, 0), due=date(2026, 12, 28))
    of = in_part(replace(two(), orders={**two().orders, "robot": other}))
    one = book(of).bill(BILL)
    assert (one.over.to, one.over.interest) == ("huabei/2026-12-28", 2_43)
    assert book(of).bill("huabei/2026-12-28").outstanding == 100_00 + 270_00 + 2_43
    assert book(of).bill(NEXT).outstanding == 134_90


def test_the_next_bill_is_repaid_with_what_went_over():
    of = repaid(in_part(), NEXT, now=at("2027-01-08T09:00:00+08:00"))
    nxt = book(of).bill(NEXT)
    assert (nxt.amount, nxt.paid, nxt.outstanding) == (409_09, 409_09, 0)
    (made,) = (each for each in of.repayments.values() if each.due == nxt.due)
    assert (made.credit, sum(each.amount for each in made.allocations)) == (0, 409_09)


def test_the_minimum_of_that_one_leaves_the_rest_of_both():
    of = repaid(in_part(), NEXT, 9_09, now=at("2027-01-08T09:00:00+08:00"))
    of = minimum_paid(of, book(of).bill(NEXT), at("2027-01-12T09:00:00+08:00"))
    third = book(of).bill("huabei/2027-02-10")
    assert said(third) == [(LineKind.INSTALMENT, 134_90), (LineKind.CARRIED_OVER, 395_81), (LineKind.LATE, 4_19 + 6_14)]


def test_what_was_repaid_of_it_stays_repaid_whatever_is_said_of_the_first_bill_since():
    of = repaid(in_part(), NEXT, now=at("2027-01-08T09:00:00+08:00"))
    unsaid = replace(of, minimums={})
    assert (book(unsaid).bill(NEXT).paid, book(unsaid).bill(NEXT).outstanding) == (409_09, 0)
    assert (bill(unsaid).outstanding, bill(unsaid).over.amount) == (0, 270_00)
    said_dearer = {ident: replace(each, interest=5_00) for ident, each in of.minimums.items()}
    dearer = replace(of, minimums=said_dearer)
    assert (book(dearer).bill(NEXT).paid, book(dearer).bill(NEXT).outstanding) == (409_09, 81)


def test_a_file_that_says_it_of_a_bill_on_the_last_day_of_all_leaves_it_as_it_is():
    last = date(2099, 12, 31)
    of = ledger(order("phone", due=last, terms=plan(30_000, 1, 0), bought_at=datetime(2099, 11, 1)))
    (made,) = in_part().minimums.values()
    of = replace(of, minimums={f"huabei/{last}": replace(made, id=f"huabei/{last}", had=None)})
    assert bill(of, due=last).outstanding in {0, 30_000}


def at_amount_of_next() -> Ledger:
    return up_to_amount(in_part(), NEXT, LATER)


def read_off(of: Ledger, figure: int) -> Ledger:
    return settle_amount(of, book(of).bill(NEXT), figure, Way.CORRECT, figure, LATER)


@pytest.mark.parametrize(("figure", "interest"), [(409_10, 4_20), (404_90, 0), (413_28, 8_38)])
def test_a_difference_of_no_more_than_the_estimate_is_the_interest_and_corrects_nothing(figure: int, interest: int):
    of = read_off(at_amount_of_next(), figure)
    nxt = book(of).bill(NEXT)
    assert (nxt.outstanding, nxt.estimated, nxt.corrected) == (figure, 0, 0)
    assert (of.corrections, of.minimums[BILL].interest) == ({}, interest)
    assert of.figures[NEXT].total == figure


def test_any_other_difference_is_a_correction():
    of = read_off(at_amount_of_next(), 413_29)
    assert (of.minimums[BILL].interest, book(of).bill(NEXT).corrected) == (None, 4_20)


def test_a_step_back_makes_the_interest_an_estimate_again():
    of = read_off(at_amount_of_next(), 409_10)
    back = step_back(of, book(of).bill(NEXT), LATER)
    assert (book(back).bill(NEXT).outstanding, book(back).bill(NEXT).estimated) == (409_09, 4_19)


def test_the_total_that_is_said_in_the_shell_is_the_interest_too_but_for_a_reason_of_its_own():
    of = in_part()
    said = set_total(of, book(of).bill(NEXT), 409_10, LATER)
    assert (said.corrections, said.minimums[BILL].interest) == ({}, 4_20)
    coupon = set_total(of, book(of).bill(NEXT), 409_08, LATER, reason="coupon")
    assert (list(coupon.corrections), coupon.minimums[BILL].interest) == ([NEXT], None)
