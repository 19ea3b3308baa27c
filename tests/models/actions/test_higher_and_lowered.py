"""A bill was more than its orders, and then something was taken off it."""

import pytest
from msgspec.structs import replace

from models.actions.total import set_total
from models.bills.bill import Bill
from models.bills.line_kind import LineKind
from models.ledger.correction import LATE
from models.ledger.ledger import Ledger
from models.ledger.reduction import Reduction, Target
from tests.models.builders import NOW, at, book, check_book, corrected, ledger, order, plan, repaid

BILL = "huabei/2026-12-10"
LATER = at("2026-12-20T12:00:00+08:00")


def tea() -> Ledger:
    """202.00 on the bill, of it 2.00 a fee."""
    return ledger(order("tea", terms=plan(600_00, 3, 2_00)))


def total(of: Ledger, amount: int, now=NOW, **said) -> Ledger:
    return set_total(of, book(of).bill(BILL), amount, now, **said)


def bill(of: Ledger) -> Bill:
    return check_book(of).bill(BILL)


def lines(of: Ledger) -> list[tuple[LineKind, int]]:
    return [(line.kind, line.outstanding) for line in bill(of).lines]


def taken_off(of: Ledger) -> list[tuple[Target, int]]:
    return [(each.target, each.amount) for each in of.reductions.values()]


@pytest.mark.parametrize("target", [Target.BILL, Target.PRINCIPAL])
@pytest.mark.parametrize("figure", [211_99, 207_00, 202_00, 200_00])
def test_a_coupon_is_what_it_is_less_than_the_higher_total(target, figure):
    of = total(total(tea(), 212_00, reason="x"), figure, target=target, reason="a coupon")
    less = 212_00 - figure
    assert taken_off(of) == [(target, less)]
    assert lines(of) == [(LineKind.INSTALMENT, 202_00 - less), (LineKind.CORRECTION, 10_00)]
    assert bill(of).outstanding == figure
    assert (bill(of).reason, of.reductions[BILL].reason) == ("x", "a coupon")


def test_so_it_is_of_a_fee_that_was_waived():
    of = total(total(tea(), 212_00, reason="x"), 210_00, target=Target.FEE)
    assert taken_off(of) == [(Target.FEE, 2_00)]
    assert bill(of).lines[0].owed_fee == 0


def test_a_second_coupon_counts_from_the_bill_before_the_first():
    of = total(total(tea(), 212_00, reason="x"), 207_00, target=Target.BILL)
    assert taken_off(total(of, 205_00, target=Target.BILL)) == [(Target.BILL, 7_00)]


def test_late_interest_stays_that_though_the_bill_was_lowered():
    of = total(total(tea(), 203_00, LATER), 201_50, LATER, target=Target.BILL)
    assert (bill(of).reason, bill(of).grown_late) == (LATE, True)
    assert taken_off(of) == [(Target.BILL, 1_50)]


@pytest.mark.parametrize("figure", [0, 1])
def test_where_the_target_has_not_so_much_the_last_total_says_it_by_the_orders(figure):
    of = total(total(tea(), 212_00, reason="x"), figure, target=Target.BILL)
    assert taken_off(of) == [(Target.BILL, 202_00 - figure)]
    assert bill(of).outstanding == figure


def test_the_same_said_again_changes_nothing():
    of = total(total(tea(), 212_00, reason="x"), 207_00, target=Target.BILL)
    again = total(of, 207_00, LATER, target=Target.BILL)
    assert (again.corrections, again.reductions) == (of.corrections, of.reductions)


def test_a_total_alone_takes_both_back():
    of = total(total(tea(), 212_00, reason="x"), 207_00, target=Target.BILL)
    assert total(of, 202_00).corrections == total(of, 202_00).reductions == {}


@pytest.mark.parametrize("figure", [212_00, 199_00, 150_00])
def test_a_coupon_that_was_said_before_the_app_showed_more_counts_still(figure):
    of = corrected(total(tea(), 197_00, target=Target.BILL), BILL, figure)
    assert bill(of).outstanding == figure
    assert sum(owed for kind, owed in lines(of) if kind is LineKind.CORRECTION) == max(0, figure - 197_00)


def test_what_was_repaid_whole_was_lowered_by_nothing():
    """As older files may have it: the higher total was repaid with the coupon before it left out."""
    of = repaid(corrected(tea(), BILL, 212_00), BILL)
    less = Reduction(id=BILL, bill=BILL, target=Target.BILL, amount=5_00, at=NOW)
    assert bill(replace(of, reductions={BILL: less})).outstanding == 0
