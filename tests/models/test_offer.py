from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.channel import builtin
from models.message import Problem
from models.offer import FeeKind, Offer, known_fee, months_with, offer, offered_dues
from models.overview import MonthSum
from models.plan import MAX_PERIODS, parts

BOUGHT = date(2026, 11, 22)
BANK = builtin()["cmb"]
HUABEI = builtin()["huabei"]


def made(kind: FeeKind = FeeKind.PERIOD, fee: str = "0.6%", periods: int = 12, principal: int = 12_000_00) -> Offer:
    return offer(BANK, principal, periods, kind, fee, BOUGHT)


def test_a_rate_a_period_costs_nearly_twice_as_much_a_year():
    one = made()
    assert one.fee == 864_00
    assert {part.amount for part in parts(one.plan)} == {1_072_00}
    assert one.cost.simple == pytest.approx(0.130342, abs=1e-6)


@pytest.mark.parametrize(
    ("kind", "fee"), [(FeeKind.TOTAL, "7.2%"), (FeeKind.AMOUNT, "¥864.00"), (FeeKind.AMOUNT, "864")]
)
def test_the_same_fee_told_in_another_way_is_the_same_offer(kind, fee):
    assert parts(made(kind, fee).plan) == parts(made().plan)
    assert made(kind, fee).cost == made().cost


def test_interest_free_costs_nothing():
    assert made(FeeKind.TOTAL, "0%").cost.simple == 0


@pytest.mark.parametrize(
    ("kind", "fee", "reason"),
    [
        (FeeKind.PERIOD, "0.6", "per cent sign"),
        (FeeKind.TOTAL, "cheap", "per cent sign"),
        (FeeKind.TOTAL, "120%", "over 100%"),
        (FeeKind.AMOUNT, "12000.01", "more than the price"),
        (FeeKind.AMOUNT, "0.6%", "not an amount"),
    ],
)
def test_a_fee_that_will_not_do_is_refused(kind, fee, reason):
    with pytest.raises(Problem, match=reason) as caught:
        made(kind, fee)
    assert caught.value.field == "fee"


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
    one = offer(builtin()[ident], principal, periods, FeeKind.TOTAL, f"{rate}%", bought)
    assert len(one.dues) == periods
    firsts = sorted({due.replace(day=1) for due in one.dues})
    months = [MonthSum(first, 500, 200) for first in firsts]
    assert sum(months_with(months, one)) == principal + one.fee + 300 * len(months)


def test_a_month_that_it_does_not_touch_stays_as_it_is():
    months = (MonthSum(date(2026, 11, 1), 100, 40), MonthSum(date(2027, 12, 1), 0, 0))
    assert months_with(months, made()) == (60, 0)
