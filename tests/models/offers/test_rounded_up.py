"""Interest-free is said, not inferred: whether an equal share that may be rounded up holds a fee is to be said."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.channels.builtin import builtin
from models.channels.names import channel_names
from models.exchange.row import read_row
from models.ledger.order import Order
from models.offers.amounts import amounts_plan
from models.offers.rounding_up import is_to_be_said, rounded_up
from models.offers.terms import plan_of
from models.offers.typed_terms import parse_fees, terms_of
from models.plans.annual_cost import plan_cost
from models.plans.plan import fee_known, fee_total, parts
from models.plans.split import Part, Remainder
from models.values.message import Problem

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
    [
        {"fee_per_period": "0"},
        {"fee_per_period": "免息"},
        {"fee_rate": "0%"},
        {"total_fee_rate": "0%"},
        {"annual_rate": "0%"},
    ],
    ids=lambda said: " ".join(said | dict.fromkeys(said.values())),
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


@pytest.mark.parametrize("amounts", ["83.34", "83.34x12", ";".join(["83.34"] * 12)], ids=["one", "times", "listed"])
def test_where_nobody_says_whether_8_fen_are_rounding_or_a_fee_both_are_named_with_how_to_say_them(
    amounts: str,
) -> None:
    cells = {**CELLS, "amount_per_period": amounts}
    names = channel_names(builtin())
    read = read_row(1, cells, names, ruled=True)
    assert not isinstance(read, Order)
    ((column, message),) = ((each.column, each.message) for each in read)
    assert (column, is_to_be_said(message)) == ("fee_per_period", True)
    assert str(message) == (
        "12 × ¥83.34 is ¥0.08 more than the price ¥1,000.00; say which it is: `0` if it is only rounded up "
        "(no fee, one period is ¥83.26), `0.01x8;0x4` if ¥0.08 is the fee"
    )
    free, charged = (read_row(1, {**cells, "fee_per_period": said}, names, ruled=True) for said in ("0", "0.01x8;0x4"))
    assert isinstance(free, Order)
    assert isinstance(charged, Order)
    assert parts(free.plan) == ROUNDED
    assert ({row.amount for row in parts(charged.plan)}, fee_total(charged.plan)) == ({83_34}, 8)


@given(st.integers(1, 10_000_000), st.integers(2, 360), st.booleans())
def test_whatever_the_price_a_share_rounded_up_is_asked_about_and_either_answer_is_taken(
    principal: int, periods: int, listed: bool
) -> None:
    amount = -(-principal // periods)
    assume(rounded_up(principal, periods, amount))
    amounts = [amount] * periods if listed else [amount]
    with pytest.raises(Problem) as raised:
        amounts_plan(principal, periods, amounts, None, Remainder.LAST)
    fees = parse_fees(str(raised.value.message.params["fees"]))
    rows = parts(amounts_plan(principal, periods, amounts, fees, Remainder.LAST))
    assert {row.amount for row in rows} == {amount}
    assert sum(row.principal for row in rows) == principal


@given(st.integers(1, 10_000_000), st.integers(1, 360), st.sampled_from(Remainder))
def test_whatever_the_price_its_share_rounded_up_holds_no_fee_where_that_is_said(
    principal: int, periods: int, remainder: Remainder
) -> None:
    amount = -(-principal // periods)
    assume(principal - (periods - 1) * amount > 0)  # else nothing would be left for one of them
    rows = parts(amounts_plan(principal, periods, [amount], [0], remainder))
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
