"""The rounding and the place of the remainder, inferred from the amounts that a page shows beside its rate."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.channels.builtin import builtin
from models.offers.terms import Terms, plan_of
from models.plans.plan import Flat, parts
from models.plans.split import Remainder, Rounding
from models.values.message import Problem

# In 7 periods ¥1,000.00 is 142.857… each, and its fee of 5 % is 7.142…
TERMS = Terms(principal=1_000_00, periods=7, total_fee_rate=Decimal("0.05"))
HUABEI, CARD = builtin()["huabei"], builtin()["cmb"]


def made(rounding: Rounding, remainder: Remainder) -> tuple[int, ...]:
    return tuple(row.amount for row in parts(plan_of(replace(TERMS, rounding=rounding, remainder=remainder), None)))


@pytest.mark.parametrize(
    ("amounts", "rounding", "remainder"),
    [
        pytest.param((149_99,), Rounding.FLOOR_PARTS, Remainder.LAST, id="as the channel has it"),
        pytest.param((150_00,), Rounding.ROUND_TOTAL, Remainder.LAST, id="the whole amount"),
        pytest.param((150_06, *(149_99,) * 6), Rounding.FLOOR_PARTS, Remainder.FIRST, id="the first period odd"),
    ],
)
def test_a_rounding_that_makes_the_amounts_shown_is_taken_for_the_pages(amounts, rounding, remainder):
    found = plan_of(replace(TERMS, amount_per_period=amounts), HUABEI)
    assert isinstance(found, Flat)
    assert (found.rounding, found.remainder) == (rounding, remainder)


def test_what_was_said_is_not_inferred():
    with pytest.raises(Problem, match="the rate makes"):
        plan_of(replace(TERMS, amount_per_period=(150_00,), rounding=Rounding.FLOOR_PARTS), HUABEI)


def test_amounts_that_no_rounding_makes_contradict_the_rate():
    with pytest.raises(Problem, match=r"the rate makes ¥149\.99 a period, not ¥151\.00"):
        plan_of(replace(TERMS, amount_per_period=(151_00,)), HUABEI)


@given(
    st.integers(100_00, 10_000_00),
    st.integers(2, 24),
    st.sampled_from(Rounding),
    st.sampled_from(Remainder),
    st.sampled_from([None, HUABEI, CARD]),
)
def test_whatever_the_page_rounds_by_amounts_that_it_lists_are_the_plans(principal, periods, rounding, odd, channel):
    terms = Terms(principal=principal, periods=periods, fee_rate=Decimal("0.006"))
    rows = parts(plan_of(replace(terms, rounding=rounding, remainder=odd), channel))
    listed = replace(terms, amount_per_period=tuple(row.amount for row in rows))
    assert [row.amount for row in parts(plan_of(listed, channel))] == [row.amount for row in rows]
