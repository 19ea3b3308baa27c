"""Credit goes to the earliest bill that is open and falls due after the money came; the rest to the next."""

from datetime import date

import pytest
from msgspec.structs import replace

from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, repay
from models.actions.minimum_paid import minimum_paid
from models.actions.refusal import refusal
from models.actions.total import set_total
from models.bills.line_kind import LineKind
from models.bills.minimum import least_minimum, minimum_of
from models.bills.status import Moment, Status, line_status, status
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from tests.models.builders import NOW, at, bill, book, check_book, credit_used, ledger, order, plan, repaid

BILL, NEXT, THIRD = "huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10"
JANUARY = at("2027-01-05T12:00:00+08:00")


def paid_twice(amount: int, of: Ledger | None = None) -> Ledger:
    of = repaid(ledger(order("phone")) if of is None else of, BILL)
    said = ReportedRepayment(amount=amount, method="balance", paid_at=NOW, way=PaidAs.AGAIN)
    return repay(of, bill(of), said, NOW)


def test_268_00_by_hand_and_268_00_by_auto_debit_lower_the_next_bill_by_a_line():
    phone = order("phone", terms=plan(804_00, 3, 0))
    of = paid_twice(268_00, ledger(phone, order("shoes", terms=plan(900_00, 3, 0), due=date(2027, 1, 10))))
    assert book(of).bill(BILL).paid == 268_00
    nxt = book(of).bill(NEXT)
    assert [(line.kind, line.amount) for line in nxt.lines] == [
        (LineKind.INSTALMENT, 268_00),
        (LineKind.INSTALMENT, 300_00),
        (LineKind.CREDIT, -268_00),
    ]
    assert (nxt.amount, nxt.outstanding, book(of).credit) == (300_00, 300_00, {})
    check_book(of)


def test_credit_of_400_00_pays_two_bills_whole_and_what_is_left_stands_on_the_account():
    of = paid_twice(400_00)
    second, third = book(of).bill(NEXT), book(of).bill(THIRD)
    assert [(one.amount, one.outstanding, one.repayments) for one in (second, third)] == [(0, 0, ())] * 2
    assert [status(one, Moment(NOW)) for one in (second, third)] == [Status.SETTLED] * 2
    assert line_status(second.lines[0], second, Moment(NOW)) is Status.SETTLED
    assert str(refusal(second)) == "credit paid this bill: nothing is to be repaid"
    assert book(of).credit == {"huabei": 198_00}
    assert book(of).row("phone").left == 0
    check_book(of)


def test_what_credit_leaves_of_a_bill_is_repaid_and_the_bill_is_settled():
    of = repaid(paid_twice(40_00), NEXT, now=JANUARY)
    nxt = book(of).bill(NEXT)
    assert (nxt.amount, nxt.paid, nxt.outstanding, book(of).credit) == (61_00, 61_00, 0, {})
    check_book(of)


def test_no_credit_goes_to_a_bill_that_fell_due_before_the_money_came():
    of = paid_twice(50_00)
    (again,) = (each for each in of.repayments.values() if each.credit)
    late = replace(again, paid_at=at("2027-01-11T00:00:00+08:00"))
    of = replace(of, repayments={**of.repayments, again.id: late})
    assert [book(of).bill(ident).outstanding for ident in (NEXT, THIRD)] == [101_00, 51_00]


def test_where_it_is_on_record_that_it_went_it_goes_first():
    of = paid_twice(50_00)
    (again,) = (each.id for each in of.repayments.values() if each.credit)
    of = credit_used(of, THIRD, again, 30_00)
    assert [book(of).bill(ident).outstanding for ident in (NEXT, THIRD)] == [81_00, 71_00]
    check_book(of)


@pytest.mark.parametrize(("total", "left"), [(60_00, 60_00), (99_00, 99_00)])
def test_the_total_that_the_app_shows_is_without_the_credit(total, left):
    of = paid_twice(40_00)
    of = set_total(of, book(of).bill(NEXT), total, JANUARY)
    assert (book(of).bill(NEXT).amount, book(of).bill(NEXT).outstanding) == (total, left)


@pytest.mark.parametrize("gone", [defer, minimum_paid], ids=["deferred", "minimum paid"])
def test_credit_that_came_after_a_bill_went_over_leaves_it_and_the_settled_next_one_as_they_are(gone):
    of = ledger(order("phone"))
    of = gone(repaid(of, BILL, 51_00), bill(repaid(of, BILL, 51_00)), NOW)
    of = repaid(of, NEXT, now=JANUARY)
    before = book(of).bill(BILL), book(of).bill(NEXT)
    assert before[1].outstanding == 0
    said = ReportedRepayment(amount=100_00, method="balance", paid_at=NOW, way=PaidAs.AGAIN)
    of = repay(of, book(of).bill(NEXT), said, JANUARY)
    for was, now in zip(before, (book(of).bill(BILL), book(of).bill(NEXT)), strict=True):
        assert (now.amount, now.outstanding, now.credited) == (was.amount, was.outstanding, ())
    assert [each.amount for each in book(of).bill(THIRD).credited] == [100_00]
    check_book(of)


def test_the_minimum_of_a_bill_is_lowered_by_what_credit_pays_of_it():
    phone = order("phone", terms=plan(124_91 * 12, 12, 9_99))
    nxt = book(paid_twice(100_00, ledger(phone))).bill(NEXT)
    assert (nxt.amount, minimum_of(nxt)) == (34_90, 34_90)


def test_a_bill_that_was_made_with_credit_has_a_minimum_of_its_rest():
    """Of an instalment of 101.00 and food for 2,000.00; nobody says off which of them the 500.00 were."""
    food = order("food", terms=plan(2000_00, 1, 0), due=date(2027, 1, 10))
    nxt = book(paid_twice(500_00, ledger(order("phone"), food))).bill(NEXT)
    assert (nxt.outstanding, least_minimum(nxt), minimum_of(nxt)) == (1601_00, 160_10, 251_00)


def test_credit_that_came_when_the_bill_was_out_pays_its_minimum():
    of = repaid(ledger(order("phone"), order("food", terms=plan(2000_00, 1, 0), due=date(2027, 1, 10))), BILL)
    said = ReportedRepayment(amount=250_00, method="balance", paid_at=JANUARY, way=PaidAs.AGAIN)
    nxt = book(repay(of, bill(of), said, JANUARY)).bill(NEXT)
    assert (nxt.outstanding, least_minimum(nxt), minimum_of(nxt)) == (1851_00, 51_00, 51_00)
