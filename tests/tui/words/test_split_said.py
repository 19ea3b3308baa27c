"""How a plan is split is said as it follows from the amounts that the page shows."""

from decimal import Decimal

import pytest

from models.channels.builtin import builtin
from models.offers.terms import Terms, plan_of
from tui.run.language import language_of
from tui.words.split_said import split_said


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (Terms(principal=1_000_00, periods=3, amount_per_period=(333_34,), fee_per_period=(0,)), "the last period"),
        (Terms(principal=1_200_00, periods=12, amount_per_period=(100_00,), fee_per_period=(0,)), ""),
        (Terms(principal=1_000_00, periods=3, amount_per_period=(333_34, 333_33, 333_33), fee_per_period=(0,)), ""),
    ],
)
def test_of_equal_amounts_the_place_of_the_remainder_is_said_where_there_is_one(terms, said):
    assert split_said(plan_of(terms, builtin()["huabei"]), language_of("en")) == (
        f"remainder in {said}" if said else ""
    )


def test_of_a_rate_the_rounding_is_that_which_makes_the_amounts():
    terms = Terms(principal=1_000_00, periods=3, fee_rate=Decimal("0.006"), amount_per_period=(339_34, 339_33, 339_33))
    plan = plan_of(terms, builtin()["huabei"])
    assert (
        split_said(plan, language_of("en")) == "rounding: principal and fee apart, down; remainder in the first period"
    )
