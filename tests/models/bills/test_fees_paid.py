"""What was paid in fees so far, by year and by account."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.bills.fees_paid import fee_in, fees_paid
from models.channels.rules import Early, EarlyRule
from models.plans.plan import FeeUnknown
from tests.models.builders import at, book, by_hand, crowded, ledger, order, plan, repaid, settled_early

BILL = "huabei/2026-12-10"


def test_the_fee_of_each_repayment_counts_in_the_year_in_which_it_was_paid():
    of = repaid(ledger(order("phone")), BILL)
    of = repaid(of, "huabei/2027-01-10", now=at("2027-01-08T12:00:00+08:00"))
    found = fees_paid(of, book(of))
    assert found.by_account == {"huabei": {2026: 100, 2027: 100}}
    assert (found.total, found.by_year) == (200, {2026: 100, 2027: 100})


def test_of_a_part_the_fee_is_paid_first():
    of = repaid(ledger(order("phone")), BILL, pay=150)
    assert fees_paid(of, book(of)).total == 100


def test_what_was_repaid_before_the_order_was_entered_counts_on_its_due_dates():
    early = order("old", due=date(2025, 12, 10), bought_at=datetime(2025, 11, 1, 20), paid_periods=2)
    of = ledger(early, order("card", channel="cmb"))
    assert fees_paid(of, book(of)).by_account == {"huabei": {2025: 100, 2026: 100}}


def test_what_an_early_settlement_was_charged_is_a_fee():
    channels = {**by_hand(), "huabei": replace(by_hand()["huabei"], early=Early(rule=EarlyRule.REMAINING_FEES))}
    of = settled_early(ledger(order("phone")), "phone")
    (made,) = of.repayments.values()
    assert made.amount == 30_300
    assert fee_in(made) == 300
    assert fees_paid(of, book(of, channels)).total == 300


def test_of_an_order_whose_fee_is_not_known_nothing_is_counted_and_it_is_named():
    of = repaid(ledger(order("phone", terms=FeeUnknown(amounts=(10_100,) * 3))), BILL)
    found = fees_paid(of, book(of))
    assert (found.total, found.unknown) == (0, ("phone",))


@given(st.lists(crowded(), max_size=4, unique_by=lambda each: each.id))
def test_by_year_and_by_account_it_is_the_same_in_all(orders):
    of = ledger(*orders)
    found = fees_paid(of, book(of))
    before = sum(line.paid_fee for lines in book(of).schedules.values() for line in lines)
    assert found.total == sum(found.by_year.values()) == before


def test_where_nothing_was_paid_there_are_no_fees():
    of = ledger(order("phone", terms=plan(fee=0)))
    assert (fees_paid(of, book(of)).total, fees_paid(of, book(of)).by_account) == (0, {})
