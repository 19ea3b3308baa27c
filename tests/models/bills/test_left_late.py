"""A bill that was overdue, and was turned into instalments or deferred then: the interest until that day stays."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, repay
from models.actions.orders import add_orders
from models.actions.own_rules import set_override
from models.actions.total import set_total
from models.bills.bill import Bill
from models.bills.late_cost import late_cost
from models.bills.minimum import minimum_of, minimum_payment
from models.channels.account import Account
from models.channels.override import ChannelOverride
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from tests.models.builders import at, book, by_hand, check_book, ledger, order, plan, repaid

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


CARD = Account(id="cmb", channel="cmb", mode=Mode.STATEMENT, bill_day=18, due_day=5)
CARDS = "cmb/2026-12-05"
LATE = at("2026-12-22T12:00:00+08:00")
ACTS = ("turned", "deferred")


def card(price: int = 10_000_00, **rule: object) -> Ledger:
    """A card's purchase, and an instalment of 100.00, of which the minimum is a tenth and all, and its penalty 5%."""
    days = {"channel": "cmb", "due": date(2026, 12, 5), "bought_at": datetime(2026, 11, 10, 20)}
    of = ledger(order("shoes", terms=plan(price, 1, 0), **days), order("phone", terms=plan(300_00, 3, 0), **days))
    of = replace(of, accounts={CARD.id: CARD})
    values = {"minimum": {"instalments": "1", "other": "0.1"}, **rule}
    return set_override(of, by_hand(), ChannelOverride(id="cmb", values=values))


def acted(of: Ledger, act: str, amount: int, now: datetime = LATE) -> Bill:
    return turned(of, CARDS, amount, now) if act == "turned" else deferred(of, CARDS, now)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("in_time", "penalty"), [(0, 55_00), (500_00, 30_00), (1_095_00, 10_00), (1_100_00, 0)])
def test_what_less_than_the_minimum_cost_once_it_was_late_stays_that_however_little_is_left(act, in_time, penalty):
    of = repaid(card(), CARDS, in_time, at("2026-12-01T12:00:00+08:00")) if in_time else card()
    one = acted(of, act, 8_000_00)
    assert (minimum_of(one), late_cost(one, LATE).penalty) == (1_100_00, penalty)


def test_what_was_turned_in_time_is_not_in_the_minimum():
    of = convert(card(), by_hand(), book(card()).bill(CARDS), 8_000_00, 3, 0, at("2026-12-01T12:00:00+08:00"), "some")
    one = book(of).bill(CARDS)
    assert (minimum_of(one), late_cost(one, LATE).penalty) == (300_00, 15_00)
    assert minimum_of(turned(of, CARDS, 1_000_00)) == 300_00


def test_the_minimum_of_which_more_was_turned_than_is_left_leaves_nothing():
    found = minimum_payment(turned(card(), CARDS, 9_500_00))
    assert (found.amount, found.to_pay, found.rest) == (1_100_00, 600_00, 0)


@given(
    act=st.sampled_from(ACTS),
    in_time=st.integers(0, 2_000_00),
    late=st.integers(0, 2_000_00),
    more=st.integers(-5_000_00, 500_00),
    again=st.integers(0, 300_00),
    amount=st.integers(9_00, 2_000_00),
    rule=st.sampled_from(({}, {"late_base": "principal"}, {"late_since": "due"}, {"late_extra_rate": "0.00015"})),
)
def test_turning_or_deferring_a_late_bill_changes_nothing_of_what_lateness_has_cost_by_then(
    act, in_time, late, more, again, amount, rule
):
    of = card(**rule)
    if in_time:
        of = repaid(of, CARDS, in_time, at("2026-12-01T12:00:00+08:00"))
    if again:  # credit
        hat = order(
            "hat", channel="cmb", terms=plan(10_00, 1, 0), due=date(2026, 11, 5), bought_at=datetime(2026, 10, 2)
        )
        of = repaid(add_orders(of, [hat], by_hand()), "cmb/2026-11-05", 10_00, at("2026-11-02T12:00:00+08:00"))
        one, when = book(of).bill("cmb/2026-11-05"), at("2026-11-20T12:00:00+08:00")
        said = ReportedRepayment(amount=again, method=one.channel.methods[0].id, paid_at=when, way=PaidAs.AGAIN)
        of = repay(of, one, said, when)
    if more:
        of = set_total(of, book(of).bill(CARDS), book(of).bill(CARDS).amount + more, at("2026-12-20T12:00:00+08:00"))
    if late:
        of = repaid(of, CARDS, late, at("2026-12-21T12:00:00+08:00"))
    before = late_cost(book(of).bill(CARDS), LATE)
    assert late_cost(acted(of, act, amount), LATE) == before


def test_baitiao_that_bills_each_order_apart_keeps_it_too():
    one = order("lamp", channel="jd-baitiao", terms=plan(2_684_00, 1, 0))
    of = replace(ledger(one), accounts={"jd-baitiao": Account(id="jd-baitiao", channel="jd-baitiao", mode=Mode.ORDER)})
    found = deferred(of, "jd-baitiao/2026-12-10", at("2026-12-11T12:00:00+08:00"))
    assert interest(found) == 1_88, "2,684.00 for a day at 0.07%"
