from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.channels.builtin import builtin
from models.offers.amounts import amounts_plan, equal_amounts_plan
from models.offers.terms import RateMethod, Terms, plan_of, terms_from
from models.offers.typed_terms import parse_amounts
from models.plans.plan import EqualAmounts, FeeUnknown, Listed, fee_known, fee_total, parts
from models.plans.split import Part, Remainder, fees_within
from models.values.message import Problem
from tests.models.strategies import any_plan, can_be_entered

LAST = Remainder.LAST


def refusal(principal: int | None, periods: int, amount: int, fee: int | None) -> Problem:
    with pytest.raises(Problem) as caught:
        equal_amounts_plan(principal, periods, amount, fee, LAST)
    return caught.value


def test_principal_and_fee_that_are_given_are_kept() -> None:
    plan = equal_amounts_plan(1499_00, 12, 134_90, 9_99, Remainder.FIRST)
    assert plan == EqualAmounts(principal=1499_00, periods=12, amount=134_90, fee=9_99, remainder=Remainder.FIRST)


def test_sums_may_differ_by_one_fen_a_period_and_no_more() -> None:
    assert equal_amounts_plan(1200_12, 12, 110_00, 10_00, LAST).principal == 1200_12
    assert equal_amounts_plan(1199_88, 12, 110_00, 10_00, LAST).principal == 1199_88
    for principal, owed in ((1200_13, "¥1,320.13"), (1199_87, "¥1,319.87")):
        problem = refusal(principal, 12, 110_00, 10_00)
        assert "¥1,320.00" in str(problem)
        assert owed in str(problem)


def test_without_the_principal_it_is_the_amounts_beside_the_fees() -> None:
    assert equal_amounts_plan(None, 12, 134_90, 9_99, LAST).principal == 12 * 124_91


def test_of_amounts_alone_the_fee_is_not_known() -> None:
    for amounts, listed in (([83_00], (83_00,) * 3), ([83_00, 83_00, 83_02], (83_00, 83_00, 83_02))):
        plan = plan_of(Terms(periods=3, amount_per_period=tuple(amounts)), None)
        assert plan == FeeUnknown(amounts=listed)
        assert not fee_known(plan)


@pytest.mark.parametrize(
    "said",
    [
        {"principal": 249_00},
        {"principal": 249_00, "amount_per_period": None, "total_fee_rate": Decimal(0)},
        {"principal": 249_00, "amount_per_period": None, "fee_rate": Decimal(0)},
        {"principal": 249_00, "amount_per_period": None, "total_fee": 0},
        {"fee_per_period": (0,)},
    ],
)
def test_that_there_is_no_fee_is_said(said) -> None:
    plan = plan_of(Terms(**{"periods": 3, "amount_per_period": (83_00,), **said}), None)
    assert fee_known(plan)
    assert (plan.principal, fee_total(plan)) == (249_00, 0)


def test_without_the_fee_it_is_what_the_amounts_hold_beyond_the_principal() -> None:
    rows = parts(equal_amounts_plan(1499_00, 6, 261_07, None, LAST))
    assert [part.amount for part in rows] == [261_07] * 6
    assert sum(part.principal for part in rows) == 1499_00
    assert {part.fee for part in rows} == {11_23, 11_24}  # 67.42 / 6 = 11.2366…


def test_amounts_below_the_principal_by_rounding_mean_no_fee() -> None:
    plan = equal_amounts_plan(1000_00, 3, 333_33, None, LAST)
    assert plan.fee == 0
    assert [part.principal for part in parts(plan)] == [333_33, 333_33, 333_34]


def test_amounts_below_the_principal_by_more_are_refused_with_both_sums() -> None:
    problem = refusal(1000_00, 3, 333_32, None)
    assert "¥999.96" in str(problem)
    assert "¥1,000.00" in str(problem)
    assert problem.field == "amount_per_period"


def test_of_a_tiny_principal_every_period_has_its_share() -> None:
    rows = parts(equal_amounts_plan(35_00, 360, 10, None, LAST))
    assert [part.amount for part in rows] == [10] * 360
    assert all(part.principal > 0 for part in rows)
    assert sum(part.fee for part in rows) == 1_00


def test_a_period_may_be_all_fee_rather_than_cost_less_than_was_typed() -> None:
    rows = parts(equal_amounts_plan(1, 2, 1, None, LAST))
    assert [part.amount for part in rows] == [1, 1]
    assert (sum(part.principal for part in rows), sum(part.fee for part in rows)) == (1, 1)


@pytest.mark.parametrize(
    ("principal", "fee", "field"),
    [(100_00, None, "amount_per_period"), (90_00, 70_00, "fee_per_period"), (None, 70_00, "fee_per_period")],
)
def test_fees_above_the_principal_are_a_slip(principal: int | None, fee: int | None, field: str) -> None:
    problem = refusal(principal, 3, 100_00, fee)
    assert "more than the principal" in str(problem)
    assert problem.field == field


def test_fees_as_high_as_the_principal_are_the_most() -> None:
    assert fee_total(equal_amounts_plan(150_00, 3, 100_00, None, LAST)) == 150_00


def test_a_fee_that_is_the_whole_amount_leaves_no_principal() -> None:
    assert "leaves nothing" in str(refusal(None, 3, 100_00, 100_00))
    assert refusal(None, 3, 0, None).field == "amount_per_period"


@pytest.mark.parametrize("periods", [0, -1, 361])
def test_a_plan_has_1_to_360_periods(periods: int) -> None:
    for principal in (None, 100_00):
        assert refusal(principal, periods, 10_00, None).field == "periods"


def test_the_principal_must_be_more_than_nothing() -> None:
    assert refusal(0, 3, 10_00, None).field == "principal"


figures = st.integers(0, 500) | st.integers(0, 10**10)


@given(st.none() | figures, st.integers(-1, 361), figures, st.none() | figures, st.sampled_from(Remainder))
def test_any_figures_make_a_plan_whose_parts_add_up_or_a_problem_with_its_field(
    principal: int | None, periods: int, amount: int, fee: int | None, remainder: Remainder
) -> None:
    try:
        plan = equal_amounts_plan(principal, periods, amount, fee, remainder)
    except Problem as problem:
        assert problem.field
    else:
        assert sum(part.principal for part in parts(plan)) == plan.principal
        assert all(part.principal >= 0 for part in parts(plan))
        assert plan.periods == periods
        assert principal in {None, plan.principal}
        assert fee_known(plan) == (principal is not None or fee is not None)
        assert isinstance(plan, EqualAmounts) or {part.amount for part in parts(plan)} == {amount}
        assert not isinstance(plan, EqualAmounts) or (plan.amount == amount and fee in {None, plan.fee})


@given(st.integers(1, 10**8), st.integers(1, 60), st.integers(0, 10**6))
def test_a_fee_that_was_left_out_is_always_found_when_the_amounts_cover_the_principal(
    share: int, periods: int, fee: int
) -> None:
    principal = share * periods
    plan = equal_amounts_plan(principal, periods, share + min(fee, share), None, LAST)
    assert plan.fee == min(fee, share)


# Lists


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("134.90", [134_90]),
        ("1,234.50; ￥1，234.5；1 元", [1234_50, 1234_50, 1_00]),
        ("492,62; 83,5", [492_62, 83_50]),
        ("893.33x2;893.37", [893_33, 893_33, 893_37]),
        ("1×2;2 X 1;3*1", [1_00, 1_00, 2_00, 3_00]),
    ],
)
def test_a_list_of_amounts_is_read_as_pages_and_people_write_it(text, read):
    assert list(parse_amounts(text)) == read


@pytest.mark.parametrize(
    "text", ["1 234", "1;;2", "1;", "1,2345", "1x0", "1x361", "1x360;1", "1x1e3", "1x999999999", "x3", "1x", "NaN;1"]
)
def test_what_is_no_list_of_amounts_is_refused(text):
    with pytest.raises(Problem):
        parse_amounts(text)


def test_a_page_that_lists_amounts_tells_principal_and_fees():
    assert amounts_plan(10_000_00, 12, [893_33] * 11 + [893_37], None, LAST) == Listed(
        rows=(*[Part(833_33, 60_00)] * 11, Part(833_37, 60_00))
    )
    assert amounts_plan(None, 2, [60_00, 50_00], [10_00], LAST) == Listed(rows=(Part(50_00, 10_00), Part(40_00, 10_00)))
    assert amounts_plan(None, 2, [60_00], [10_00, 0], LAST) == Listed(rows=(Part(50_00, 10_00), Part(60_00, 0)))
    assert amounts_plan(None, 2, [60_00, 50_00], None, LAST) == FeeUnknown(amounts=(60_00, 50_00))


@pytest.mark.parametrize(
    ("principal", "amounts", "fees", "field", "said"),
    [
        (100_00, [50_00, 50_00], None, "amount_per_period", "2 amounts are listed for 3 periods"),
        (100_00, [50_00], [1_00, 1_00], "fee_per_period", "2 amounts are listed for 3 periods"),
        (200_00, [50_00, 50_00, 50_00], None, "amount_per_period", "¥150.00, less than the principal ¥200.00"),
        (10_00, [50_00, 50_00, 50_00], None, "amount_per_period", "more than the principal"),
        (
            100_00,
            [50_00, 50_00, 50_00],
            [10_00],
            "amount_per_period",
            "add up to ¥120.00, but the principal is ¥100.00",
        ),
        (None, [50_00, 50_00, 5_00], [10_00], "fee_per_period", "in period 3 the fee ¥10.00 is more"),
    ],
)
def test_lists_that_contradict_themselves_are_refused(principal, amounts, fees, field, said):
    with pytest.raises(Problem, match=said) as refused:
        amounts_plan(principal, 3, amounts, fees, LAST)
    assert refused.value.field == field


def test_a_fee_that_is_not_given_apart_is_shared_equally_where_it_fits():
    assert fees_within([100, 100, 100], 10) == (3, 3, 4)
    assert fees_within([100, 2], 51) == (50, 1)


@given(st.data(), st.lists(st.integers(0, 10**9), min_size=1, max_size=40))
def test_a_shared_fee_fits_into_the_amounts_and_adds_up(data, listed):
    fee = data.draw(st.integers(0, sum(listed)))
    shares = fees_within(listed, fee)
    assert sum(shares) == fee
    assert all(0 <= share <= amount for share, amount in zip(shares, listed, strict=True))


@pytest.mark.parametrize(
    "other", [{"fee_rate": Decimal("0.006")}, {"annual_rate": Decimal("0.13")}, {"amount_per_period": (100_00,)}]
)
def test_a_fee_that_is_given_twice_is_refused_whichever_way(other):
    with pytest.raises(Problem, match=r"given twice: .*total_fee"):
        plan_of(Terms(principal=1200_00, periods=12, total_fee=72_00, **other), None)


@given(any_plan.filter(can_be_entered), st.none() | st.sampled_from(list(builtin().values())))
def test_the_terms_of_a_plan_make_the_same_plan_again_whatever_the_channel(plan, channel):
    assert plan_of(terms_from(plan), channel) == plan


def test_the_amount_beside_an_annual_rate_may_be_that_of_the_first_period_and_not_of_the_second():
    page = {
        "principal": 12_000_00,
        "periods": 12,
        "annual_rate": Decimal("0.12"),
        "method": RateMethod.EQUAL_PRINCIPAL,
    }
    assert parts(plan_of(Terms(**page, amount_per_period=(1120_00,)), None))[0].amount == 1120_00
    with pytest.raises(Problem, match="the rate makes"):
        plan_of(Terms(**page, amount_per_period=(1110_00,)), None)
