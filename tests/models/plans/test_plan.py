import pytest
from hypothesis import given

from models.plans.plan import MAX_PERIODS, EqualAmounts, fee_total, parts
from models.plans.split import Part, Remainder
from models.values.message import Problem
from tests.models.strategies import plans

SOUND = {"principal": 30_000, "periods": 3, "amount": 10_100, "fee": 100}


@given(plans())
def test_a_schedule_sums_to_the_total_to_the_fen(plan):
    rows = parts(plan)
    assert len(rows) == plan.periods
    assert sum(row.principal for row in rows) == plan.principal
    assert sum(row.fee for row in rows) == fee_total(plan) == plan.periods * plan.fee
    assert sum(row.amount for row in rows) == plan.principal + fee_total(plan)


@given(plans())
def test_no_part_is_below_zero(plan):
    assert all(row.principal >= 0 and row.fee >= 0 for row in parts(plan))


@given(plans())
def test_every_period_but_the_one_with_the_remainder_is_as_shown(plan):
    rows = parts(plan)
    usual = rows[1:] if plan.remainder is Remainder.FIRST else rows[:-1]
    assert all((row.amount, row.fee) == (plan.amount, plan.fee) for row in usual)


def test_the_remainder_goes_to_the_named_period():
    thirds = {"principal": 10_000, "periods": 3, "amount": 3_333}
    assert [row.amount for row in parts(EqualAmounts(**thirds))] == [3_333, 3_333, 3_334]
    assert [row.amount for row in parts(EqualAmounts(**thirds, remainder=Remainder.FIRST))] == [3_334, 3_333, 3_333]


def test_one_period_is_the_whole():
    assert parts(EqualAmounts(principal=9_999, periods=1, amount=10_099, fee=100)) == (Part(9_999, 100),)


def test_a_real_checkout_page_is_taken_as_shown():
    rows = parts(EqualAmounts(principal=149_900, periods=12, amount=13_490, fee=999))
    assert [row.amount for row in rows[:-1]] == [13_490] * 11
    assert sum(row.principal for row in rows) == 149_900
    assert rows[-1].principal == 149_900 - 11 * (13_490 - 999)


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"periods": 0}, "periods", "number of periods is 0; it must be 1 to 360"),
        ({"periods": MAX_PERIODS + 1}, "periods", "number of periods is 361"),
        ({"periods": -3}, "periods", "number of periods is -3"),
        ({"periods": 10**15}, "periods", "it must be 1 to 360"),
        ({"principal": 0}, "principal", "must be more than ¥0.00"),
        ({"principal": -30_000}, "principal", "the principal is -¥300.00"),
        ({"principal": 10**15}, "principal", "at most ¥100,000,000.00"),
        ({"fee": 10_101}, "fee_per_period", "more than the amount ¥101.00"),
        ({"fee": -1}, "fee_per_period", "the amount -¥0.01 is negative"),
        ({"amount": -10_100}, "amount_per_period", "the amount -¥101.00 is negative"),
        ({"amount": 9_000}, "amount_per_period", "3 × ¥90.00 = ¥270.00, but principal and fees add up to ¥303.00"),
        ({"amount": 10_102}, "amount_per_period", "add up"),
        ({"amount": 10**15}, "amount_per_period", "a period is over ¥100,000,000.00"),
        ({"principal": 10, "periods": 20, "amount": 1, "fee": 0}, "periods", "nothing is left for the last"),
    ],
)
def test_terms_that_cannot_be_are_refused_at_their_field(changed, field, said):
    with pytest.raises(Problem, match=said) as refused:
        EqualAmounts(**{**SOUND, **changed})
    assert refused.value.field == field


def test_amounts_as_displayed_may_miss_the_total_by_a_fen_a_period():
    assert parts(EqualAmounts(principal=30_000, periods=3, amount=10_101, fee=100))[-1] == Part(9_998, 100)
    assert parts(EqualAmounts(principal=30_000, periods=3, amount=10_099, fee=100))[-1] == Part(10_002, 100)
