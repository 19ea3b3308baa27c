"""What was turned into instalments or deferred in time was never late, also where interest counts from the posting."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.minimum_paid import minimum_paid
from models.bills.late_cost import LateCost, late_cost
from models.bills.posting import posted_on
from models.channels.account import Account
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
from tests.models.builders import at, book, by_hand, check_book, ledger, order, plan, refund, repaid

BAITIAO = Account(id="jd-baitiao", channel="jd-baitiao", mode=Mode.STATEMENT, bill_day=1)
CARD = Account(id="cmb", channel="cmb", mode=Mode.STATEMENT, bill_day=5, due_day=23)
BILL, NEXT, STATEMENT = "jd-baitiao/2026-12-10", "jd-baitiao/2027-01-10", "cmb/2026-12-23"
IN_TIME = at("2026-12-05T12:00:00+08:00")


def food(account: Account, due: date, principal: int = 5_100_00, bought: int = 6) -> Ledger:
    """A purchase in one period, of November."""
    terms, bought_at = plan(principal, 1, 0), datetime(2026, 11, bought)
    one = order("food", channel=account.id, terms=terms, due=due, bought_at=bought_at)
    return replace(ledger(one), accounts={account.id: account})


def baitiao(principal: int = 5_100_00, bought: int = 6) -> Ledger:
    return food(BAITIAO, date(2026, 12, 10), principal, bought)


def card(principal: int = 5_100_00) -> Ledger:
    return food(CARD, date(2026, 12, 23), principal, 10)


def turned(of: Ledger, ident: str, now: datetime, amount: int = 5_000_00) -> Ledger:
    made = convert(of, by_hand(), book(of).bill(ident), amount, 3, amount // 40, now, "food by instalments")
    check_book(made)
    return made


def test_of_a_minimum_the_rest_bears_interest_and_not_what_was_turned_into_instalments():
    of = repaid(turned(baitiao(), BILL, IN_TIME), BILL, 10_00, IN_TIME)
    of = minimum_paid(of, book(of).bill(BILL), at("2026-12-11T12:00:00+08:00"))
    assert check_book(of).bill(BILL).over.interest == 3_07, "10.00 for 29 days and 90.00 for 65"


def test_what_a_card_was_asked_to_turn_before_the_statement_is_no_part_of_what_is_late():
    late = at("2026-12-28T12:00:00+08:00")
    of = turned(card(), STATEMENT, at("2026-11-22T12:00:00+08:00"))
    assert late_cost(book(of).bill(STATEMENT), late).interest == 2_40
    back = refund(card(), "food", 5_000_00, at("2026-11-22T12:00:00+08:00"), full=False)
    assert late_cost(book(back).bill(STATEMENT), late).interest == 2_40, "as it is where goods went back"


@given(amount=st.integers(1_00, 5_090_00), hour=st.integers(0, 18 * 24 - 1), days=st.integers(1, 200))
def test_lateness_costs_the_same_as_if_what_was_turned_in_time_had_not_been_bought(amount, hour, days):
    now = at("2026-11-22T00:00:00+08:00") + timedelta(hours=hour)
    late = at("2026-12-10T23:59:00+08:00") + timedelta(days)
    one = book(turned(baitiao(), BILL, now, amount)).bill(BILL)
    assert late_cost(one, late) == late_cost(book(baitiao(5_100_00 - amount)).bill(BILL), late)


def test_what_was_turned_once_it_was_late_keeps_its_interest_from_the_posting_until_then():
    one = book(turned(baitiao(), BILL, at("2026-12-15T12:00:00+08:00"))).bill(BILL)
    assert late_cost(one, at("2026-12-20T12:00:00+08:00")).interest == round((5_000_00 * 39 + 100_00 * 44) * 0.0005)


def test_what_was_repaid_in_time_of_a_bill_that_is_late_bears_interest_until_then_as_ever():
    one = book(repaid(baitiao(), BILL, 5_000_00, IN_TIME)).bill(BILL)
    assert late_cost(one, at("2026-12-20T12:00:00+08:00")).interest == round((5_000_00 * 29 + 100_00 * 44) * 0.0005)


@pytest.mark.parametrize(
    ("when", "before"),
    [
        (IN_TIME, LateCost()),
        (at("2026-12-15T12:00:00+08:00"), LateCost(interest=round(1_000_00 * 30 * 0.0005), extra=75)),
    ],
    ids=["in time", "late"],
)
def test_what_was_deferred_is_free_of_interest_until_it_is_due_and_no_day_of_it_counts_twice(when, before):
    of = baitiao(1_000_00, 15)
    of = defer(of, book(of).bill(BILL), when)
    one, there, late = book(of).bill(BILL), check_book(of).bill(NEXT), at("2027-01-20T12:00:00+08:00")
    assert late_cost(one, late) == before
    assert posted_on(there.lines[0], there) == date(2027, 1, 10)
    assert late_cost(there, late).interest == round(1_000_00 * 10 * 0.0005)
