"""The total of a bill whose rest went over: a settled bill stays settled, and a figure that was seen wins."""

from datetime import datetime

import pytest

from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, repay
from models.actions.total_there import set_total_there
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from models.values.message import Problem
from tests.models.builders import at, book, by_hand, check_book, ledger, order, plan

BILL, NEXT, THIRD = "huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10"
FIRST, SOON, LATER = (at(f"{day}T12:00:00+08:00") for day in ("2026-12-09", "2027-01-08", "2027-01-12"))


def paid(of: Ledger, ident: str, amount: int, now: datetime, way: PaidAs | None = None) -> Ledger:
    said = ReportedRepayment(amount=amount, method="balance", paid_at=now, way=way)
    return repay(of, book(of).bill(ident), said, now)


def total(of: Ledger, ident: str, amount: int, now: datetime, reason: str = "") -> Ledger:
    return set_total_there(of, by_hand(), book(of).bill(ident), amount, now, reason=reason)


def carried() -> Ledger:
    """Of 1,160.80 so much was paid that 900.00 went over; interest on it is about 13.95."""
    long = order("a", terms=plan(1_800_00, 12, 10_80), bought_at=datetime(2026, 11, 5))
    of = ledger(long, order("b", terms=plan(1_000_00, 1, 0), bought_at=datetime(2026, 11, 6)))
    return paid(of, BILL, 260_80, FIRST, PaidAs.MINIMUM)


def put_off() -> Ledger:
    of = ledger(order("a", terms=plan(300_00, 3, 0)))
    return defer(of, book(of).bill(BILL), FIRST)


def owed(of: Ledger, ident: str) -> int:
    return check_book(of).bill(ident).outstanding


@pytest.mark.parametrize("reason", ["", "a fee"])
@pytest.mark.parametrize("left", [carried, put_off])
def test_what_a_bill_was_more_opens_no_settled_bill_that_has_its_rest(left, reason):
    of = left()
    of = paid(of, NEXT, owed(of, NEXT), SOON)
    more = book(of).bill(BILL).amount + 10_00
    with pytest.raises(Problem, match=f"went over to the bill due 2027-01-10, which was repaid.*correct {THIRD} "):
        total(of, BILL, more, LATER, reason)
    there = total(of, THIRD, owed(of, THIRD) + 10_00, LATER, reason)
    assert (owed(there, BILL), owed(there, NEXT), owed(there, THIRD)) == (0, 0, owed(of, THIRD) + 10_00)


def test_that_it_was_less_is_credit_all_the_same():
    of = paid(carried(), NEXT, owed(carried(), NEXT), SOON)
    less = total(of, BILL, 1_150_80, LATER)
    assert (owed(less, NEXT), owed(less, THIRD)) == (0, owed(of, THIRD) - 10_00)


@pytest.mark.parametrize("now_said", [1_150_80, 1_170_80, 1_100_80])
def test_a_figure_that_was_seen_of_the_bill_that_has_the_rest_stays(now_said):
    of = total(carried(), NEXT, 1_072_00, SOON)
    assert owed(of, NEXT) == 1_072_00
    of = total(of, BILL, now_said, SOON)
    assert owed(of, NEXT) == 1_072_00
    assert book(of).bill(BILL).amount == now_said


def test_where_nothing_was_seen_of_it_the_rest_is_what_the_total_makes_it():
    assert owed(total(carried(), BILL, 1_170_80, SOON), NEXT) > owed(carried(), NEXT)
