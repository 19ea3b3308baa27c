"""The app shows a bill less by what lay there for later ones: that credit went to this bill, and to no other."""

from datetime import date, datetime

import pytest

from models.actions.comparison import compare
from models.actions.total import set_total
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from tests.models.builders import NOW, at, bill, book, check_book, completed, corrected, ledger, order, plan, refund

BILL = "huabei/2026-12-10"
PAD = order("pad", terms=plan(900_00, 3, 10_00))
MUG = order("mug", terms=plan(600_00, 4, 10_00), bought_at=datetime(2026, 11, 12))
OVERDUE = at("2026-12-12T12:00:00+08:00")


def sent_back() -> Ledger:
    """The mug was returned once its first period of 150.00 and 10.00 was billed: 150.00 are credit."""
    return refund(ledger(PAD, MUG), "mug", 600_00, NOW, full=True)


def total(of: Ledger, amount: int, now: datetime = NOW, target: Target | None = None) -> Ledger:
    return set_total(of, book(of).bill(BILL), amount, now, target=target)


def owed(of: Ledger) -> list[int]:
    """What is owed on the bills with the pad."""
    bills = check_book(of).bills
    return [bills[f"huabei/{due}"].outstanding for due in (date(2026, 12, 10), date(2027, 1, 10), date(2027, 2, 10))]


def test_what_the_institution_took_off_this_bill_is_not_off_the_next_one_too():
    assert owed(sent_back()) == [470_00, 160_00, 310_00]
    of = total(sent_back(), 320_00)
    assert owed(of) == [320_00, 310_00, 310_00]
    assert (bill(of).corrected, bill(of).covered) == (0, 150_00)


def test_the_fee_of_that_period_may_have_gone_with_it():
    of = total(sent_back(), 310_00)
    assert owed(of) == [310_00, 310_00, 310_00]
    assert bill(of).corrected == -10_00


def test_the_amount_step_of_the_checklist_says_the_same():
    assert owed(corrected(sent_back(), BILL, 320_00)) == [320_00, 310_00, 310_00]
    assert owed(completed(sent_back(), BILL, 320_00)) == [0, 310_00, 310_00]


def test_that_it_was_the_credit_is_said_of_the_figure():
    of = sent_back()
    (why,) = compare(bill(of), 320_00, book(of), NOW, of).explanations
    assert str(why) == "it is less by the credit that lies there, ¥150.00"


@pytest.mark.parametrize("first", [320_00, 310_00])
@pytest.mark.parametrize(("then", "left"), [(470_00, 160_00), (320_00, 310_00), (310_00, 310_00), (460_00, 170_00)])
def test_the_figure_that_is_typed_last_counts_and_gives_back_what_it_is_more(first, then, left):
    assert owed(total(total(sent_back(), first), then)) == [then, left, 310_00]


def test_a_bill_of_which_nothing_else_is_owed_was_paid_by_it_and_no_coupon():
    of = refund(ledger(MUG), "mug", 600_00, NOW, full=True)
    of = total(of, 0)
    assert (bill(of).outstanding, bill(of).covered, of.reductions, check_book(of).credit) == (0, 150_00, {}, {})


@pytest.mark.parametrize(("less", "target"), [(10_00, None), (150_00, Target.BILL), (151_00, None)])
def test_another_difference_and_a_coupon_leave_the_credit_to_later_bills(less, target):
    assert owed(total(sent_back(), 470_00 - less, target=target)) == [470_00 - less, 160_00, 310_00]


def test_once_it_is_overdue_later_bills_may_count_on_the_credit():
    assert owed(total(sent_back(), 320_00, OVERDUE)) == [320_00, 160_00, 310_00]
