from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.bills.overview import MonthSum
from models.channels.builtin import builtin
from models.offers.offer import Offer, known_fee, months_with, offer, offered_dues
from models.offers.terms import Terms
from models.offers.typed_terms import per_cent
from models.plans.plan import MAX_PERIODS, parts
from models.values.message import Problem

BOUGHT = date(2026, 11, 22)
BANK = builtin()["cmb"]
HUABEI = builtin()["huabei"]


def made(periods: int = 12, **charged: object) -> Offer:
    """An offer of ¥12,000.00 through a bank; 0.6% a period where no fee is given."""
    fee = charged or {"fee_rate": Decimal("0.006")}
    return offer(Terms(principal=12_000_00, periods=periods, **fee), BANK, BOUGHT)


def test_a_rate_a_period_costs_nearly_twice_as_much_a_year():
    one = made()
    assert one.fee == 864_00
    assert {part.amount for part in parts(one.plan)} == {1_072_00}
    assert one.cost.simple == pytest.approx(0.130342, abs=1e-6)


@pytest.mark.parametrize("charged", [{"total_fee_rate": Decimal("0.072")}, {"total_fee": 864_00}])
def test_the_same_fee_given_in_another_way_is_the_same_offer(charged):
    assert parts(made(**charged).plan) == parts(made().plan)
    assert made(**charged).cost == made().cost


def test_interest_free_costs_nothing():
    assert made(total_fee_rate=Decimal(0)).cost.simple == 0


def test_a_fee_at_the_purchase_is_a_cost_of_what_was_received():
    upfront = replace(made(), upfront=100_00)
    assert upfront.fee == made().fee + 100_00
    assert upfront.cost.simple > made().cost.simple


def test_counted_from_a_day_it_also_has_a_cost_by_date():
    assert made().cost.xirr is None
    assert replace(made(), start=BOUGHT).cost.xirr == pytest.approx(0.1385, abs=1e-3)


def test_a_first_due_date_that_is_known_goes_before_the_rule():
    terms = Terms(principal=300_00, periods=3, fee_rate=Decimal(0))
    assert offer(terms, BANK, BOUGHT, date(2026, 12, 5)).dues[:2] == (date(2026, 12, 5), date(2027, 1, 5))
    with pytest.raises(Problem, match="before the purchase"):
        offer(terms, BANK, BOUGHT, date(2026, 11, 21))


@pytest.mark.parametrize(("text", "reason"), [("0.6", "sign"), ("cheap", "sign"), ("120%", "over 100%")])
def test_a_rate_on_a_screen_is_written_with_its_sign(text, reason):
    assert per_cent("0.6 %") == Decimal("0.006")
    with pytest.raises(Problem, match=reason):
        per_cent(text)


def test_a_fee_of_more_than_the_price_is_a_slip():
    with pytest.raises(Problem, match="more than the price"):
        made(total_fee=12_000_01)


@pytest.mark.parametrize("periods", [0, MAX_PERIODS + 1])
def test_a_plan_has_one_to_360_periods(periods):
    with pytest.raises(Problem) as caught:
        made(periods=periods)
    assert caught.value.field == "periods"


def test_the_catalogue_knows_the_fee_of_some_numbers_of_periods():
    assert known_fee(HUABEI, 12) == "8.8%"
    assert known_fee(HUABEI, 7) == ""


@pytest.mark.parametrize(
    ("ident", "first", "last"),
    [
        ("huabei", date(2026, 12, 10), date(2027, 2, 10)),
        ("jd-baitiao", date(2026, 12, 22), date(2027, 2, 22)),
        ("cmb", date(2026, 12, 22), date(2027, 2, 22)),
    ],
)
def test_it_falls_due_by_the_channels_rule_or_from_a_month_later(ident, first, last):
    days = offered_dues(builtin()[ident], BOUGHT, 3)
    assert (days[0], days[-1]) == (first, last)


def test_a_purchase_on_the_31st_is_due_on_the_31st_again():
    days = offered_dues(builtin()["xiaomi"], date(2027, 1, 31), 3)
    assert days == (date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30))


@given(
    st.sampled_from(sorted(builtin())),
    st.integers(1, 48),
    st.integers(1, 1_000_000),
    st.decimals(Decimal(0), Decimal(20), places=2),
    st.dates(date(2020, 1, 1), date(2080, 1, 1)),
)
def test_what_it_adds_to_the_months_is_what_it_costs(ident, periods, principal, rate, bought):
    one = offer(Terms(principal=principal, periods=periods, total_fee_rate=rate / 100), builtin()[ident], bought)
    assert len(one.dues) == periods
    firsts = sorted({due.replace(day=1) for due in one.dues})
    months = [MonthSum(first, 500, 200) for first in firsts]
    assert sum(months_with(months, one)) == principal + one.fee + 300 * len(months)


def test_a_month_that_it_does_not_touch_stays_as_it_is():
    months = (MonthSum(date(2026, 11, 1), 100, 40), MonthSum(date(2027, 12, 1), 0, 0))
    assert months_with(months, made()) == (60, 0)
