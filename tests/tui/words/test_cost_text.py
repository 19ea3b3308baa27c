"""The true rate of a plan beside the advertised one, in words."""

from decimal import Decimal

import pytest

from models.channels.rate_lines import GENERAL
from models.plans.annual_cost import plan_cost
from models.plans.plan import Basis, EqualAmounts, EqualInstalment, EqualPrincipal, FeeUnknown, Flat, Plan, Timing
from tui.run.language import language_of
from tui.words.cost import advertised, apart, fees_said, other_rates, rate_said, really

EN = language_of("en")
OVER = "!! simple and compound over 24%, the line for such loans"


def flat(rate: str, **how: object) -> Flat:
    return Flat(principal=12_000_00, periods=12, rate=Decimal(rate), **how)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (flat("0.006"), "0.6% a period"),
        (flat("0.072", basis=Basis.TOTAL), "7.2% in all"),
        (flat("0.072", basis=Basis.TOTAL, timing=Timing.FIRST), "7.2% in all, all in the first period"),
        (flat("0", timing=Timing.FIRST), "0% a period"),
        (EqualInstalment(principal=12_000_00, periods=12, rate=Decimal("0.1303")), "13.03% a year"),
        (EqualPrincipal(principal=12_000_00, periods=12, rate=Decimal("0.1303")), "13.03% a year"),
        (EqualAmounts(principal=12_000_00, periods=12, amount=1_072_00, fee=72_00), ""),
    ],
)
def test_a_plan_is_described_by_the_rate_that_was_advertised_as_it_was_written(plan: Plan, expected: str) -> None:
    assert advertised(plan, EN) == expected


def test_the_advertised_rate_stands_beside_the_true_one() -> None:
    plan = flat("0.006")
    assert really(plan, plan_cost(plan), GENERAL, EN) == "advertised 0.6% a period · really 13.03% a year (单利)"
    assert fees_said(plan, EN) == "fees ¥864.00: 0.60% a period, 7.20% in all"


def test_of_amounts_the_fee_rate_is_said_that_they_come_to() -> None:
    plan = EqualAmounts(principal=12_000_00, periods=12, amount=1_072_00, fee=72_00)
    assert fees_said(plan, EN) == "fees ¥864.00: 0.60% a period, 7.20% in all"
    assert really(plan, plan_cost(plan), GENERAL, EN) == "really 13.03% a year (单利)"


def test_of_a_fee_that_is_not_known_no_figure_is_said() -> None:
    plan = FeeUnknown(amounts=(1_072_00,) * 12)
    cost = plan_cost(plan)
    assert fees_said(plan, EN) == "fee not known: type the price"
    assert (advertised(plan, EN), really(plan, cost, GENERAL, EN), other_rates(cost, EN)) == ("", "", "")
    assert apart(plan, 1_072_00, 0) == ("?", "?")
    assert apart(flat("0.006"), 1_000_00, 72_00) == ("¥1,000.00", "¥72.00")


def test_without_a_fee_it_says_so_and_no_zeros() -> None:
    free = (flat("0"), EqualAmounts(principal=1200_00, periods=12, amount=100_00))
    for plan in free:
        cost = plan_cost(plan)
        assert fees_said(plan, EN) == "interest-free"
        assert (really(plan, cost, GENERAL, EN), other_rates(cost, EN)) == ("", "")


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        pytest.param("0.0115", OVER, id="both"),
        pytest.param("0.011", "compound 26.24% is over 24%, simple is not", id="compound alone"),
        pytest.param("0.01", "really 21.46% a year (单利)", id="neither"),
    ],
)
def test_both_rates_are_compared_with_the_line_and_it_is_said_which_are_over_it(rate: str, said: str) -> None:
    plan = flat(rate)
    assert really(plan, plan_cost(plan), GENERAL, EN).endswith(said)


@pytest.mark.parametrize(
    ("rate", "said"),
    [(None, "—"), (0.13034, "13.03%"), (99.99, "9999.00%"), (99.991, "over 9,999%"), (1e57, "over 9,999%")],
)
def test_a_rate_that_says_nothing_more_is_not_printed_in_digits(rate: float | None, said: str) -> None:
    assert rate_said(rate, EN) == said


def test_a_year_is_counted_in_three_other_ways() -> None:
    assert other_rates(plan_cost(flat("0.006")), EN) == "IRR 1.0862% a month · compound 13.84% · XIRR —"
