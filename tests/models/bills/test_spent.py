"""What a bill has in spite of a refund stays once that credit settled another bill, whatever total is read later."""

from datetime import datetime

import pytest

from models.actions.direct import ReportedRepayment, answered, repay, warnings
from models.actions.total import set_total
from models.actions.used_credit import with_used
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from tests.models.builders import NOW, at, book, by_hand, check_book, credit_used, ledger, order, plan, refund

FIRST, SECOND, LAST = "huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10"
EARLY = at("2026-11-22T12:00:00+08:00")


def total(of: Ledger, ident: str, amount: int) -> Ledger:
    """Said in a ledger that has on record what was used, as every act is."""
    of = with_used(of, by_hand(), NOW)
    return set_total(of, book(of).bill(ident), amount, NOW)


def paid(of: Ledger, ident: str, amount: int, way: PaidAs | None = None) -> Ledger:
    one = book(of).bill(ident)
    said = ReportedRepayment(amount=amount, method="balance", paid_at=NOW, way=way)
    return repay(of, one, answered(said, warnings(one, said, NOW)), NOW)


def billed_again() -> Ledger:
    """Of 200.00 that came back 100.00 are billed in January all the same, and a fee of 5.00: they lower December."""
    robot = order("robot", terms=plan(200_00, 2, 5_00), bought_at=datetime(2026, 11, 3))
    of = refund(ledger(order(terms=plan(600_00, 3, 0)), robot), "robot", 200_00, EARLY, full=True)
    return total(of, SECOND, 305_00)


def settled_with() -> Ledger:
    """And the rest of that was repaid."""
    return paid(billed_again(), FIRST, 100_00)


def of(ident: str, ledger_: Ledger) -> tuple[int, int, list[tuple[str, int]]]:
    """What the bill comes to, what is owed of it, and what credit went to it."""
    one = check_book(ledger_).bill(ident)
    return one.amount, one.outstanding, [(each.of, each.amount) for each in one.credited]


@pytest.mark.parametrize("second", [0, 1, 150_00, 200_00, 250_00, 304_99, 305_00, 306_00, 400_00])
def test_a_later_total_takes_nothing_from_the_bill_that_was_settled_with_it(second):
    before = settled_with()
    after = total(before, SECOND, second)
    assert of(FIRST, after) == of(FIRST, before) == (100_00, 0, [("robot~1", 100_00)])
    assert of(SECOND, after)[:2] == (second, second), "and is what that bill comes to"


def test_nor_does_the_same_total_said_once_more_when_other_credit_pays_it():
    before = paid(settled_with(), FIRST, 400_00, PaidAs.AGAIN)
    after = total(before, SECOND, 0)
    assert [of(each, after) for each in book(after).bills] == [of(each, before) for each in book(before).bills]


@pytest.mark.parametrize(("second", "left"), [(2_00, 2_00), (100_00, 100_00)])
def test_what_is_more_than_other_credit_left_is_less_of_that(second, left):
    before = paid(settled_with(), FIRST, 400_00, PaidAs.AGAIN)
    after = total(before, SECOND, second)
    assert of(FIRST, after) == of(FIRST, before)
    assert of(SECOND, after) == (second, left, [(f"{FIRST}#2", 305_00 - second)])
    assert sum(each.amount for each in book(after).bill(LAST).credited) == 95_00 + second


def test_what_of_it_was_not_used_goes_back():
    """Of 100.00 that are credit again 60.00 were used."""
    after = total(credit_used(billed_again(), FIRST, "robot~1", 60_00), SECOND, 200_00)
    assert of(FIRST, after) == (140_00, 140_00, [("robot~1", 60_00)])
    assert of(SECOND, after) == (200_00, 200_00, [])


def test_all_of_it_goes_back_as_long_as_nothing_counts_on_it():
    after = total(billed_again(), SECOND, 200_00)
    assert of(FIRST, after) == of(SECOND, after) == (200_00, 200_00, [])
