"""The true annual cost, against published figures, rates that are known beforehand and a root found independently."""

import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.plans.annual_cost import Cost, cost, flows, parse_rate, percent
from models.plans.plan import Basis, EqualInstalment, EqualPrincipal, Flat, Listed, Timing, fee_total
from models.plans.split import Part
from models.values.message import Problem

TWELVE = [12_000_00] + [-1072_00] * 12
START = date(2026, 1, 31)


def about(value: float):
    return pytest.approx(value, rel=1e-9, abs=1e-11)


def bisected(flows, exponents) -> float:
    """The rate above -1 at which the flows, discounted by their exponents, are worth nothing; in 30 digits."""
    with localcontext() as context:
        context.prec = 30

        def worth(rate: Decimal) -> Decimal:
            return sum(flow * (1 + rate) ** -each for flow, each in zip(flows, exponents, strict=True))

        low, high = Decimal("-0.999"), Decimal(1)
        rising = worth(low) < 0
        while (worth(high) > 0) != rising:
            high *= 2
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (low, middle) if (worth(middle) > 0) == rising else (middle, high)
        return float(low)


# Known figures


def test_the_published_example_twelve_thousand_at_six_per_mille_a_period():
    found = cost(TWELVE)
    assert found.monthly_irr == pytest.approx(0.01086185, abs=5e-9)
    assert found.simple == pytest.approx(0.130342, abs=5e-7)
    assert found.compound == pytest.approx(0.138418, abs=5e-7)
    assert (found.xirr, found.remark) == (None, None)


@pytest.mark.parametrize(
    ("periods", "rate", "simple"),
    [(3, "0.023", 0.1372), (6, "0.045", 0.1526), (12, "0.08", 0.1445)],
)
def test_the_checkout_of_a_phone_at_1499_yuan(periods, rate, simple):
    plan = Flat(principal=1499_00, periods=periods, rate=Decimal(rate), basis=Basis.TOTAL)
    found = cost(flows(plan))
    assert found.simple == pytest.approx(12 * bisected(flows(plan), range(periods + 1)), rel=1e-9)
    assert found.simple == pytest.approx(simple, abs=5e-4)


def test_a_fee_that_sounds_low_is_not_the_rate():
    """7.2% in all of twelve periods: most of the money is not owed for the year."""
    found = cost(flows(Flat(principal=12_000_00, periods=12, rate=Decimal("0.072"), basis=Basis.TOTAL)))
    assert found.simple == about(cost(TWELVE).simple)


@given(st.integers(2, 60), st.decimals("0.01", "1", places=3), st.sampled_from((EqualInstalment, EqualPrincipal)))
def test_interest_on_what_is_owed_costs_its_own_rate(periods, rate, kind):
    found = cost(flows(kind(principal=1_000_000_00, periods=periods, rate=rate)))
    assert found.simple == pytest.approx(float(rate), abs=1e-6)
    assert found.compound == pytest.approx((1 + float(rate) / 12) ** 12 - 1, abs=1e-6)


@given(st.integers(1_00, 10**9), st.integers(1, 48))
def test_without_a_fee_the_rate_is_exactly_nothing(principal, periods):
    found = cost(
        flows(Flat(principal=principal, periods=periods)), [START + timedelta(30 * k) for k in range(periods + 1)]
    )
    assert found == Cost(monthly_irr=0.0, xirr=0.0)
    assert (found.simple, found.compound) == (0.0, 0.0)


def test_one_period_costs_its_fee():
    assert cost([100_00, -101_00]).monthly_irr == about(0.01)


def test_a_fee_paid_at_the_purchase_lowers_what_was_received():
    plan = Flat(principal=100_00, periods=1)
    assert flows(plan, upfront=1_00) == (99_00, -100_00)
    assert cost(flows(plan, upfront=1_00)).monthly_irr == about(1 / 99)


def test_a_fee_in_the_first_period_costs_more_than_one_spread_out():
    terms = {"principal": 1000_00, "periods": 6, "rate": Decimal("0.01")}
    early, spread = (cost(flows(Flat(**terms, timing=timing))) for timing in (Timing.FIRST, Timing.EACH))
    assert early.simple > spread.simple


@given(st.integers(100_00, 10**8), st.lists(st.integers(0, 10**6), min_size=1, max_size=36), st.integers(0, 10**6))
def test_the_rate_is_the_one_that_bisection_finds(principal, fees, more):
    rows = tuple(Part(principal // len(fees), fee) for fee in fees)
    plan = Listed(rows=(*rows, Part(principal, more)))
    found = cost(flows(plan))
    assert found.monthly_irr == pytest.approx(bisected(flows(plan), range(plan.periods + 1)), rel=1e-8, abs=1e-10)
    assert (found.monthly_irr > 0) == (fee_total(plan) > 0)


# Real dates


def test_a_year_of_365_days_gives_the_rate_itself():
    assert cost([100_00, -110_00], [date(2026, 1, 1), date(2027, 1, 1)]).xirr == about(0.1)
    assert cost([100_00, -110_00], [date(2028, 1, 1), date(2029, 1, 1)]).xirr == about(1.1 ** (365 / 366) - 1)


def test_the_example_that_spreadsheets_document():
    days = [date(2008, 1, 1), date(2008, 3, 1), date(2008, 10, 30), date(2009, 2, 15), date(2009, 4, 1)]
    assert cost([10_000, -2750, -4250, -3250, -2750], days).xirr == pytest.approx(0.373362535, abs=1e-8)


@given(st.lists(st.integers(1, 90), min_size=1, max_size=12), st.integers(1, 200_00))
def test_the_rate_on_real_dates_is_the_one_that_bisection_finds(gaps, fee):
    days = [START + timedelta(sum(gaps[:k])) for k in range(len(gaps) + 1)]
    given_flows = [len(gaps) * 1000_00] + [-1000_00 - fee] * len(gaps)
    exponents = [Decimal((day - START).days) / 365 for day in days]
    found = cost(given_flows, days).xirr
    assert found == pytest.approx(bisected(given_flows, exponents), abs=1e-8, rel=1e-6)


def test_paying_earlier_costs_more_though_the_months_are_as_many():
    late = [START + timedelta(30 * k) for k in range(13)]
    early = [START, *(day - timedelta(15) for day in late[1:])]
    assert cost(TWELVE, early).xirr > cost(TWELVE, late).xirr
    assert cost(TWELVE, early).monthly_irr == cost(TWELVE, late).monthly_irr


def test_what_is_paid_on_the_day_of_the_purchase_was_never_owed():
    days = [START, START, START + timedelta(365)]
    assert cost([200_00, -100_00, -110_00], days).xirr == about(0.1)


@given(st.sampled_from((1, 10**2, 10**6, 10**10)), st.sampled_from((1, 3, 36, 360)), st.sampled_from((1, 30, 400)))
def test_every_plan_that_costs_less_than_ten_times_its_price_has_its_rates(principal, periods, wait):
    days = [START, *(START + timedelta(wait + 30 * k) for k in range(periods))]
    for times in (1.001, 2, 10):
        found = cost([principal] + [-1 - int(principal * times / periods)] * periods, days)
        assert found.monthly_irr > 0
        assert found.remark is None or (wait, times) == (1, 10)


# No rate


@pytest.mark.parametrize(
    "none", [[], [0, 0], [100], [-100, -1], [0, -5], [100, -250, 155], [-1, 3, -3, 1], [-100, 110]]
)
def test_without_exactly_one_change_of_sign_there_is_no_rate_and_it_says_so(none):
    found = cost(none)
    assert (found.monthly_irr, found.simple, found.compound, found.xirr) == (None, None, None, None)
    assert "no annual rate" in str(found.remark)


def test_without_time_there_is_no_rate_by_the_dates():
    found = cost([100_00, -110_00], [START, START])
    assert found.monthly_irr == about(0.1)
    assert found.xirr is None
    assert "dates" in str(found.remark)


def test_what_is_repaid_before_it_is_lent_has_no_rate_by_the_dates():
    found = cost([5_000_00, -5_125_00], [START, START - timedelta(18)])
    assert (found.monthly_irr, found.xirr) == (about(0.025), None)
    assert "dates" in str(found.remark)


def test_a_rate_beyond_all_numbers_is_none():
    found = cost([1, -(10**10)], [START, START + timedelta(1)])
    assert found.xirr is None
    assert found.remark


# Rates as people write them


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("0.6%", "0.006"),
        ("0.006", "0.006"),
        ("７．２％", "0.072"),
        (" 13.0342 % ", "0.130342"),
        ("0", "0"),
        ("0%", "0"),
        ("100%", "1"),
        ("0.0000000001%", "0.000000000001"),
    ],
)
def test_a_rate_is_read_exactly(text, rate):
    assert parse_rate(text) == Decimal(rate)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("100.01%", "over 100%"),
        ("7.2", "over 100%"),
        ("1.0000000001", "over 100%"),
        ("9" * 18, "over 100%"),
        ("-0.6%", "negative"),
        ("－1%", "negative"),
        ("", "not a rate"),
        ("%", "not a rate"),
        ("NaN", "not a rate"),
        ("Infinity", "not a rate"),
        ("1e-3", "not a rate"),
        ("1e3", "not a rate"),
        (".5%", "not a rate"),
        ("5.%", "not a rate"),
        ("0,6,1%", "not a rate"),
        (",5%", "not a rate"),
        ("1,234.5%", "not a rate"),
        ("0.6%%", "not a rate"),
        ("6‰", "not a rate"),
        ("٣%", "not a rate"),
        ("+1%", "not a rate"),
        ("1_0%", "not a rate"),
        ("0." + "1" * 11, "not a rate"),
        ("9" * 5000, "not a rate"),
    ],
)
def test_what_is_no_rate_is_refused_and_said_to_be_so(text, said):
    with pytest.raises(Problem, match=said) as refused:
        parse_rate(text)
    assert refused.value.field == "rate"
    assert len(str(refused.value)) < 120


@given(st.text())
def test_any_text_is_a_rate_or_a_problem(text):
    try:
        assert 0 <= parse_rate(text) <= 1
    except Problem as problem:
        assert str(problem)


@given(st.decimals(0, 1, places=12))
def test_a_rate_is_shown_as_exactly_as_it_is_known(rate):
    assert parse_rate(percent(rate)) == rate


@pytest.mark.parametrize(
    ("rate", "said"), [("0.006", "0.6%"), ("0.13", "13%"), ("1", "100%"), ("0.100", "10%"), ("0", "0%")]
)
def test_a_rate_is_shown_in_per_cent(rate, said):
    assert percent(Decimal(rate)) == said


def test_only_those_who_ask_for_a_rate_pay_for_finding_it():
    program = "import sys, tui.cli.main; print('pyxirr' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("text", ["0。6%", "0．6%", "0。6％", "0。006"])
def test_a_rate_is_read_with_the_full_stop_of_a_chinese_input_method(text):
    assert parse_rate(text) == Decimal("0.006")


@pytest.mark.parametrize("text", ["0,6%", "0，6％", "0,006"])
def test_a_comma_begins_the_decimals_of_a_rate_as_it_does_those_of_an_amount(text):
    assert parse_rate(text) == Decimal("0.006")
