"""A bill that was overdue, and was turned into instalments or deferred then: the interest until that day stays."""

from datetime import datetime

import pytest
from msgspec.structs import replace

from models.actions.convert import convert
from models.actions.defer import defer
from models.bills.bill import Bill
from models.bills.late_cost import late_cost
from models.channels.account import Account
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
from tests.models.builders import at, book, by_hand, check_book, ledger, order, plan

BILL = "huabei/2026-12-10"
TEN_LATER, MUCH_LATER = at("2026-12-20T12:00:00+08:00"), at("2027-01-05T12:00:00+08:00")


def shoes(**more: object) -> Ledger:
    return ledger(order("shoes", terms=plan(300_00, 1, 0), **more))


def turned(of: Ledger, ident: str, amount: int, now: datetime = TEN_LATER) -> Bill:
    of = convert(of, by_hand(), book(of).bill(ident), amount, 3, 9_00, now, "rest")
    check_book(of)
    return book(of).bill(ident)


def deferred(of: Ledger, ident: str, now: datetime = TEN_LATER) -> Bill:
    of = defer(of, book(of).bill(ident), now)
    check_book(of)
    return book(of).bill(ident)


def interest(one: Bill, now: datetime = MUCH_LATER) -> int:
    return late_cost(one, now).interest


def test_a_bill_that_was_turned_into_instalments_ten_days_late_keeps_the_interest_of_those_and_bears_no_more():
    one = turned(shoes(), BILL, 300_00)
    assert interest(one, TEN_LATER) == interest(one) == round(300_00 * 10 * 0.0005)


def test_of_a_part_that_was_turned_the_interest_stops_and_that_of_the_rest_runs_on():
    one = turned(shoes(), BILL, 100_00)
    assert interest(one) == round((100_00 * 10 + 200_00 * 26) * 0.0005)


def test_a_bill_that_was_deferred_ten_days_late_keeps_the_interest_of_those():
    one = deferred(shoes(), BILL)
    assert interest(one, TEN_LATER) == interest(one) == round(300_00 * 10 * 0.0005)


@pytest.mark.parametrize(
    "act", [lambda of, now: turned(of, BILL, 300_00, now), lambda of, now: deferred(of, BILL, now)]
)
def test_in_time_it_cost_nothing(act):
    assert interest(act(shoes(), at("2026-12-08T12:00:00+08:00"))) == 0


def test_baitiao_that_bills_each_order_apart_keeps_it_too():
    one = order("lamp", channel="jd-baitiao", terms=plan(2_684_00, 1, 0))
    of = replace(ledger(one), accounts={"jd-baitiao": Account(id="jd-baitiao", channel="jd-baitiao", mode=Mode.ORDER)})
    found = deferred(of, "jd-baitiao/2026-12-10", at("2026-12-11T12:00:00+08:00"))
    assert interest(found) == 1_88, "2,684.00 for a day at 0.07%"
