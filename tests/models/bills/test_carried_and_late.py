"""A bill with what an earlier one left on it: what is late of it bears interest once, and what of it is the minimum."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.minimum_paid import minimum_paid
from models.actions.own_rules import set_override
from models.bills.bill import Bill
from models.bills.late_cost import LateCost, counted, for_less, late_cost
from models.bills.minimum import minimum_of
from models.channels.account import Account
from models.channels.override import ChannelOverride
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
from models.values.money import times
from tests.models.builders import at, book, by_hand, ledger, order, plan, repaid

FIRST, NEXT = "cmb/2026-11-05", "cmb/2026-12-05"
CARD = Account(id="cmb", channel="cmb", mode=Mode.STATEMENT, bill_day=18, due_day=5)
DUE = date(2026, 11, 5)


def card(principal: int = 1_000_00, *more: object) -> Ledger:
    """A card's purchase of 1,000.00 in one period, due on the 5th of November."""
    one = order("shoes", channel="cmb", terms=plan(principal, 1, 0), due=DUE, bought_at=datetime(2026, 10, 2, 20))
    return replace(ledger(one, *more), accounts={CARD.id: CARD})


def gone_over(of: Ledger, pay: int) -> Bill:
    """The bill of December, where that was paid of the one of November, and was its minimum."""
    of = repaid(of, FIRST, pay, at("2026-11-01T12:00:00+08:00"))
    of = minimum_paid(of, book(of).bill(FIRST), at("2026-11-06T12:00:00+08:00"))
    return book(of).bill(NEXT)


def test_what_went_over_bears_late_interest_from_the_due_date_of_its_bill_beside_its_own_interest():
    nxt = gone_over(card(), 100_00)
    interest = round((900_00 * 64 + 100_00 * 30) * 0.0005)
    assert [line.amount for line in nxt.lines] == [900_00, interest], "from the purchase until it is due"
    cost = late_cost(nxt, at("2026-12-23T12:00:00+08:00"))
    assert cost.interest == round(900_00 * 18 * 0.0005) == 8_10


@given(pay=st.integers(1_00, 989_99), days=st.integers(1, 300))
def test_of_what_went_over_each_day_is_counted_once(pay, days):
    nxt = gone_over(card(), pay)
    over = nxt.lines[0].amount
    late = late_cost(nxt, at("2026-12-05T20:00:00+08:00") + timedelta(days)).interest
    paid = pay * 30  # from the purchase until it was paid
    assert abs(nxt.lines[1].amount + late - (over * (64 + days) + paid) * 5 / 10_000) <= 1


def test_the_instalment_beside_it_bears_interest_from_the_statement_as_ever():
    phone = order("phone", channel="cmb", terms=plan(300_00, 3, 0), due=DUE, bought_at=datetime(2026, 10, 2, 20))
    nxt = gone_over(card(1_000_00, phone), 200_00)
    interest = late_cost(nxt, at("2026-12-23T12:00:00+08:00")).interest
    assert interest == round((900_00 * 18 + 100_00 * 35) * 0.0005)


LATE = at("2026-11-22T12:00:00+08:00")


def test_where_the_minimum_of_a_card_is_not_known_no_penalty_is_and_none_is_counted():
    one = book(card()).bill(FIRST)
    cost = late_cost(one, LATE)
    assert (minimum_of(one), cost.penalty, cost.unknown) == (None, None, True)
    assert cost.total == cost.interest > 0
    assert "what less than the minimum costs is not known" in str(counted(one, cost))
    assert for_less(one, 100_00) == LateCost(penalty=None)


def test_a_penalty_that_is_the_same_whatever_the_minimum_is_known():
    one = book(card(150_00)).bill(FIRST)
    assert late_cost(one, LATE).penalty is None, "nothing, or the least of ten yuan"
    phone = order("phone", channel="cmb", terms=plan(300_00, 3, 0), due=DUE, bought_at=datetime(2026, 10, 2, 20))
    both = book(card(50_00, phone)).bill(FIRST)
    assert (minimum_of(both), late_cost(both, LATE).penalty) == (None, 10_00)


def baitiao(share: str = "") -> tuple[Ledger, dict]:
    """白条, of which a user may have another rule for what is no instalment."""
    one = order("shoes", channel="jd-baitiao", terms=plan(1_000_00, 1, 0), bought_at=datetime(2026, 11, 20))
    of = ledger(one)
    if share:
        of = set_override(of, by_hand(), ChannelOverride(id="jd-baitiao", values={"minimum": {"other": share}}))
    return of, by_hand()


def second(pay: int, share: str = "") -> Bill:
    of, _ = baitiao(share)
    of = repaid(of, "jd-baitiao/2026-12-10", pay, at("2026-12-08T12:00:00+08:00"))
    of = minimum_paid(of, book(of).bill("jd-baitiao/2026-12-10"), at("2026-12-12T12:00:00+08:00"))
    return book(of).bill("jd-baitiao/2027-01-10")


@pytest.mark.parametrize(
    ("pay", "left", "minimum"),
    [
        (100_00, 900_00, 90_00),
        (700_00, 300_00, 30_00),
        (700_01, 299_99, 299_99),
        (900_00, 100_00, 100_00),
    ],
)
def test_of_what_went_over_at_baitiao_a_tenth_is_the_minimum_from_300_yuan_on_and_else_all(pay, left, minimum):
    nxt = second(pay)
    assert nxt.lines[0].amount == left
    assert minimum_of(nxt) == minimum + nxt.lines[1].amount, "with all of the interest on it"


def test_the_share_that_the_user_said_of_all_that_is_no_instalment_holds_of_what_went_over_too():
    nxt = second(900_00, "0.2")
    assert minimum_of(nxt) == times(nxt.amount, Decimal("0.2"))
