"""Interest-free is said, not charged: an equal share that the page rounds up to the fen holds no fee."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.channels.builtin import builtin
from models.channels.names import channel_names
from models.exchange.row import read_row
from models.ledger.order import Order
from models.offers.amounts import amounts_plan
from models.offers.terms import plan_of
from models.offers.typed_terms import terms_of
from models.plans.annual_cost import plan_cost
from models.plans.plan import fee_known, fee_total, parts
from models.plans.split import Part, Remainder

ROUNDED = (*(Part(83_34, 0),) * 11, Part(83_26, 0))
CELLS = {
    "title": "phone",
    "bought_at": "2026-11-11",
    "channel": "huabei",
    "principal": "1000",
    "periods": "12",
    "amount_per_period": "83.34",
}


@pytest.mark.parametrize(
    "said",
    [{}, {"fee_per_period": "0"}, {"fee_rate": "0%"}, {"total_fee_rate": "0%"}, {"annual_rate": "0%"}],
    ids=lambda said: "".join(said) or "nothing",
)
def test_12_times_83_34_for_1000_makes_the_last_period_smaller_and_no_fee_of_8_fen(said: dict[str, str]) -> None:
    read = read_row(1, {**CELLS, **said}, channel_names(builtin()), ruled=True)
    assert isinstance(read, Order), read
    assert parts(read.plan) == ROUNDED
    assert plan_cost(read.plan).simple == 0


@pytest.mark.parametrize("said", [{"fee_per_period": "0"}, {"fee_rate": "0%"}, {"total_fee_rate": "0%"}])
def test_a_list_that_is_said_to_hold_no_fee_is_rounded_up_as_one_amount_is(said: dict[str, str]) -> None:
    read = read_row(1, {**CELLS, "amount_per_period": "83.34x12", **said}, channel_names(builtin()), ruled=True)
    assert isinstance(read, Order), read
    assert parts(read.plan) == ROUNDED


def test_where_every_period_is_meant_to_cost_the_same_they_are_listed() -> None:
    read = read_row(1, {**CELLS, "amount_per_period": "83.34x12"}, channel_names(builtin()), ruled=True)
    assert isinstance(read, Order), read
    assert fee_total(read.plan) == 8


@given(st.integers(1, 10_000_000), st.integers(1, 360), st.sampled_from(Remainder))
def test_whatever_the_price_its_share_rounded_up_holds_no_fee(
    principal: int, periods: int, remainder: Remainder
) -> None:
    amount = -(-principal // periods)
    assume(principal - (periods - 1) * amount > 0)  # else nothing would be left for one of them
    rows = parts(amounts_plan(principal, periods, [amount], None, remainder))
    assert sum(row.amount for row in rows) == principal
    assert {row.amount for row in (rows[1:] if remainder is Remainder.FIRST else rows[:-1])} <= {amount}


@given(st.integers(100, 10_000_000), st.integers(2, 60), st.integers(0, 3))
def test_a_fen_more_a_period_than_a_share_rounded_up_is_a_fee(principal: int, periods: int, more: int) -> None:
    amount = -(-principal // periods) + 1 + more
    assume(periods * amount - principal <= principal)
    plan = amounts_plan(principal, periods, [amount], None, Remainder.LAST)
    assert fee_total(plan) == periods * amount - principal


def test_a_rate_of_0_does_not_excuse_an_amount_that_is_no_share_of_the_price() -> None:
    read = read_row(1, {**CELLS, "fee_rate": "0%", "amount_per_period": "90"}, channel_names(builtin()), ruled=True)
    assert not isinstance(read, Order)
    assert [each.column for each in read] == ["amount_per_period"]


def test_interest_free_is_not_taken_from_amounts_alone() -> None:
    plan = plan_of(terms_of({"periods": 12, "amount_per_period": (83_34,)}), None)
    assert not fee_known(plan)
