"""Plans as institutions make them: every kind splits to the fen, and travels through files to the fen."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.orders import add_orders
from models.channels.builtin import builtin
from models.exchange.export import export
from models.exchange.formats import FORMATS
from models.exchange.import_plan import plan_import
from models.exchange.reading import read_orders
from models.exchange.record import order_fields
from models.ledger.order import identity
from models.plans.plan import (
    MAX_PERIODS,
    Basis,
    EqualAmounts,
    EqualInstalment,
    EqualPrincipal,
    Flat,
    Listed,
    Plan,
    Timing,
    fee_total,
    parts,
    usual,
)
from models.plans.split import Part, Remainder, Rounding
from models.values.message import Problem
from models.values.money import MAX_AMOUNT
from tests.models import builders
from tests.models.strategies import any_plan, can_be_entered, equal_principal, flat

FIRST, LAST = Remainder.FIRST, Remainder.LAST
NOTHING = builders.Ledger()


def amounts(plan: Plan) -> list[int]:
    return [part.amount for part in parts(plan)]


def order_with(plan: Plan, number: str = "77"):
    bought, due = datetime(2026, 11, 1, 20), date(2026, 12, 10)
    ident = identity(number, "小米14 Pro", bought, "huabei", plan, due)
    return msgspec.structs.replace(
        builders.order(ident, terms=plan, due=due, bought_at=bought, title="小米14 Pro"), order_no=number
    )


# Sums


@given(any_plan)
def test_whatever_the_plan_its_parts_sum_to_the_principal_and_the_fee(plan):
    rows = parts(plan)
    assert len(rows) == plan.periods
    assert sum(row.principal for row in rows) == plan.principal
    assert sum(row.fee for row in rows) == fee_total(plan)
    assert sum(amounts(plan)) == plan.principal + fee_total(plan)


@given(any_plan)
def test_whatever_the_plan_no_part_is_negative(plan):
    assert all(row.principal >= 0 and row.fee >= 0 for row in parts(plan))


@given(flat)
def test_a_flat_fee_is_the_rate_on_the_original_principal_rounded_once(plan):
    times = plan.periods if plan.basis is Basis.PERIOD else 1
    assert -Fraction(1, 2) < fee_total(plan) - plan.principal * times * Fraction(plan.rate) <= Fraction(1, 2)


@given(flat)
def test_all_periods_but_the_one_with_the_remainder_are_alike(plan):
    rows = parts(plan)
    others = rows[1:] if plan.remainder is FIRST else rows[:-1]
    if plan.timing is Timing.FIRST:
        assert [row.fee for row in rows] == [plan.fee] + [0] * (plan.periods - 1)
        assert len({row.principal for row in others}) <= 1
    else:
        assert len(set(others)) <= 1


@given(flat.filter(lambda plan: plan.rounding is Rounding.FLOOR_PARTS and plan.timing is Timing.EACH))
def test_rounding_both_parts_down_leaves_less_than_a_fen_a_period_for_the_remainder(plan):
    usually = Part(plan.principal // plan.periods, plan.fee // plan.periods)
    odd = parts(plan)[0 if plan.remainder is FIRST else -1]
    assert 0 <= odd.principal - usually.principal < plan.periods
    assert 0 <= odd.fee - usually.fee < plan.periods


# Checkout pages


@pytest.mark.parametrize(
    ("periods", "rate", "amount", "fee"),
    [(3, "0.023", 511_15, 11_49), (6, "0.045", 261_07, 11_24), (12, "0.08", 134_90, 9_99)],
)
def test_the_rows_of_a_huabei_checkout_come_out_to_the_fen(periods, rate, amount, fee):
    plan = Flat(principal=1499_00, periods=periods, rate=Decimal(rate), basis=Basis.TOTAL)
    assert usual(plan) == Part(amount - fee, fee)
    assert [(part.amount, part.fee) for part in parts(plan)[:-1]] == [(amount, fee)] * (periods - 1)


@pytest.mark.parametrize(
    ("rate", "amount", "fee", "last"),
    [("0.0882", 135_93, 11_02, Part(124_99, 10_99)), ("0.0936", 136_61, 11_69, Part(124_88, 11_72))],
)
def test_the_banks_round_the_whole_amount_and_the_fee_apart(rate, amount, fee, last):
    plan = Flat(principal=1499_00, periods=12, rate=Decimal(rate), basis=Basis.TOTAL, rounding=Rounding.ROUND_TOTAL)
    assert [(part.amount, part.fee) for part in parts(plan)[:-1]] == [(amount, fee)] * 11
    assert parts(plan)[-1] == last


def test_the_published_example_of_a_fee_a_period():
    plan = Flat(principal=12_000_00, periods=12, rate=Decimal("0.006"))
    assert set(parts(plan)) == {Part(1000_00, 72_00)}


def test_without_a_rate_a_plan_is_interest_free():
    plan = Flat(principal=100_00, periods=3)
    assert parts(plan) == (Part(33_33, 0), Part(33_33, 0), Part(33_34, 0))


def test_all_of_the_fee_may_be_due_in_the_first_period():
    plan = Flat(principal=300_00, periods=3, rate=Decimal("0.01"), timing=Timing.FIRST)
    assert parts(plan) == (Part(100_00, 9_00), Part(100_00, 0), Part(100_00, 0))


@pytest.mark.parametrize(
    ("rounding", "principals"),
    [
        (Rounding.FLOOR_PARTS, [2, 2, 2, 4]),
        (Rounding.ROUND_TOTAL, [3, 3, 3, 1]),
        (Rounding.HALF_UP, [3, 3, 3, 1]),
        (Rounding.HALF_EVEN, [2, 2, 2, 4]),
    ],
)
def test_half_a_fen_goes_where_the_rounding_says(rounding, principals):
    plan = Flat(principal=10, periods=4, rounding=rounding)
    assert [part.principal for part in parts(plan)] == principals
    first = msgspec.structs.replace(plan, remainder=FIRST)
    assert [part.principal for part in parts(first)] == principals[::-1]


def test_the_whole_amount_is_rounded_up_where_its_parts_are_not():
    halves = {"principal": 1_01_04, "periods": 10, "rate": Decimal("0.0005"), "basis": Basis.TOTAL}  # 1010.4 + 0.5
    assert usual(Flat(**halves, rounding=Rounding.HALF_EVEN)).amount == 1010
    assert usual(Flat(**halves, rounding=Rounding.ROUND_TOTAL)).amount == 1011


@pytest.mark.parametrize("rounding", [Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.ROUND_TOTAL])
def test_rounding_up_never_takes_more_than_there_is(rounding):
    plan = Flat(principal=15, periods=20, rounding=rounding)  # 0.75 a period
    assert [part.principal for part in parts(plan)] == [0] * 19 + [15]


# Interest on what is still owed


def test_equal_instalments_are_the_annuity_that_every_bank_prints():
    plan = EqualInstalment(principal=100_000_00, periods=12, rate=Decimal("0.06"))
    assert amounts(plan)[:-1] == [8606_64] * 11
    assert parts(plan)[0] == Part(8106_64, 500_00)
    assert amounts(plan)[-1] == 8606_69


@given(
    st.integers(1_000_00, 1_000_000_00),
    st.integers(2, 36),
    st.decimals("0.001", "0.36", places=4),
    st.sampled_from(Remainder),
)
def test_an_equal_instalment_is_equal_but_for_the_remainder_and_its_fee_is_the_interest(
    principal, periods, rate, remainder
):
    plan = EqualInstalment(principal=principal, periods=periods, rate=rate, remainder=remainder)
    monthly = float(rate) / 12
    annuity = principal * monthly / (1 - (1 + monthly) ** -periods)
    said = amounts(plan)
    usually = said[1:] if remainder is FIRST else said[:-1]
    odd = said[0] if remainder is FIRST else said[-1]
    assert set(usually) == {usually[0]}
    assert abs(usually[0] - annuity) <= 0.501
    assert abs(odd - usually[0]) <= 3 * periods
    owed = principal
    for part in parts(plan):
        assert abs(part.fee - owed * monthly) <= (0.501 if remainder is LAST else 3 * periods)
        owed -= part.principal
    assert owed == 0


def test_equal_principal_charges_less_every_month():
    plan = EqualPrincipal(principal=12_000_00, periods=12, rate=Decimal("0.12"))
    assert [part.principal for part in parts(plan)] == [1000_00] * 12
    assert [part.fee for part in parts(plan)] == [each * 10_00 for each in range(12, 0, -1)]


def test_equal_principal_whose_whole_amount_is_rounded_rounds_principal_and_interest_together():
    terms = {"principal": 100_000_00, "periods": 120, "rate": Decimal("0.0655")}
    rows, owed = parts(EqualPrincipal(**terms, rounding=Rounding.ROUND_TOTAL)), 100_000_00
    for part in rows[:-1]:
        exact = Fraction(100_000_00, 120) + owed * Fraction("0.0655") / 12
        assert abs(part.amount - exact) <= Fraction(1, 2)
        owed -= part.principal
    assert (rows[0].amount, rows[-1].principal) == (1379_17, owed)
    assert parts(EqualPrincipal(**terms, rounding=Rounding.HALF_UP))[0].amount == 1379_16


@given(equal_principal)
def test_the_interest_of_equal_principal_never_grows(plan):
    assert all(earlier.fee >= later.fee for earlier, later in pairwise(parts(plan)))


def test_interest_and_a_fee_of_its_own_do_not_change_how_the_principal_is_split():
    terms = {"principal": 4, "periods": 3, "rate": Decimal("0.01"), "rounding": Rounding.ROUND_TOTAL}  # 1.33 a period
    for plan in (EqualPrincipal(**terms), Flat(**terms, timing=Timing.FIRST)):
        assert [part.principal for part in parts(plan)] == [1, 1, 2]


def test_interest_at_no_rate_is_no_interest():
    for kind in (EqualInstalment, EqualPrincipal):
        plan = kind(principal=100_00, periods=3, rate=Decimal(0))
        assert parts(plan) == (Part(33_33, 0), Part(33_33, 0), Part(33_34, 0))


def test_the_remainder_of_equal_instalments_may_be_the_first_ones():
    terms = {"principal": 10_000_00, "periods": 3, "rate": Decimal("0.36")}
    assert amounts(EqualInstalment(**terms)) == [3535_30, 3535_30, 3535_31]
    assert amounts(EqualInstalment(**terms, remainder=FIRST)) == [3535_31, 3535_30, 3535_30]


# What cannot be

FLAT = {"principal": 300_00, "periods": 3, "rate": Decimal("0.006")}


@pytest.mark.parametrize("kind", [Flat, EqualInstalment, EqualPrincipal])
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"periods": 0}, "periods"),
        ({"periods": MAX_PERIODS + 1}, "periods"),
        ({"periods": -3}, "periods"),
        ({"periods": 10**15}, "periods"),
        ({"principal": 0}, "principal"),
        ({"principal": -1}, "principal"),
        ({"principal": 10**15}, "principal"),
        ({"rate": Decimal("1.0001")}, "rate"),
        ({"rate": Decimal("-0.01")}, "rate"),
        ({"rate": Decimal("NaN")}, "rate"),
        ({"rate": Decimal("sNaN")}, "rate"),
        ({"rate": Decimal("Infinity")}, "rate"),
        ({"rate": Decimal("1e999999")}, "rate"),
        ({"rate": Decimal("1e-999999")}, "rate"),
    ],
)
def test_terms_that_cannot_be_are_refused_at_their_field(kind, changed, field):
    with pytest.raises(Problem) as refused:
        kind(**{**FLAT, **changed})
    assert refused.value.field == field


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (Part(0, 100),),
        (Part(200, 0), Part(-1, 0)),
        (Part(200, -1),),
        (Part(MAX_AMOUNT, 1),),
        (Part(MAX_AMOUNT, 0), Part(1, 0)),
        (Part(1, 0),) * (MAX_PERIODS + 1),
    ],
)
def test_a_list_of_amounts_that_no_order_page_shows_is_refused(rows):
    with pytest.raises(Problem) as refused:
        Listed(rows=rows)
    assert refused.value.field


def test_the_largest_plans_are_derived_as_well():
    for kind in (Flat, EqualInstalment, EqualPrincipal):
        plan = kind(principal=MAX_AMOUNT, periods=MAX_PERIODS, rate=Decimal("0.999999999999"))
        assert sum(part.principal for part in parts(plan)) == MAX_AMOUNT


# The user's own file


@given(any_plan)
def test_every_kind_is_stored_and_read_back_as_it_was(plan):
    document = msgspec.json.decode(msgspec.json.encode(msgspec.to_builtins(plan)))
    assert msgspec.convert(document, Plan) == plan


def test_a_plan_that_was_stored_before_there_were_other_kinds_is_still_read():
    old = {"type": "shown", "principal": 30000, "periods": 3, "amount": 10100, "fee": 100}
    assert msgspec.convert(old, Plan) == EqualAmounts(principal=300_00, periods=3, amount=101_00, fee=1_00)


@pytest.mark.parametrize(
    "document",
    [
        {"type": "flat", "principal": 30000, "periods": 3, "rate": "NaN"},
        {"type": "flat", "principal": 30000, "periods": 3, "colour": "red"},
        {"type": "flat", "principal": 30000, "periods": 3, "rounding": "up"},
        {"type": "listed", "rows": [{"principal": -1, "fee": 0}]},
        {"type": "guess", "principal": 30000, "periods": 3},
    ],
)
def test_a_stored_plan_that_cannot_be_is_refused(document):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(document, Plan)


# Other files


@given(any_plan.filter(can_be_entered), st.sampled_from(list(FORMATS)), st.sampled_from(list(builtin())))
def test_a_plan_of_any_kind_is_the_same_after_export_and_import(plan, form, channel):
    ledger = add_orders(
        NOTHING,
        [replace(order_with(plan, number), id=number or "none", account_id=channel) for number in ("", "88")],
        {},
    )
    reading = read_orders(export(form, ledger, builders.by_hand()).encode(), form, builtin())
    assert reading.problems == ()
    assert [order.plan for _, order in reading.orders] == [plan] * 2
    imported = plan_import(ledger, reading)
    assert (imported.new, len(imported.same), imported.problems) == ((), 2, ())
    assert not [remark for remark in imported.remarks if "differs" in str(remark)]


def test_amounts_that_differ_are_written_as_lists():
    plan = Flat(principal=1499_00, periods=3, rate=Decimal("0.023"), basis=Basis.TOTAL)
    fields = order_fields(order_with(plan))
    assert fields["amount_per_period"] == "511.15;511.15;511.18"
    assert fields["fee_per_period"] == "11.49;11.49;11.50"


def test_amounts_that_are_alike_are_written_once():
    fields = order_fields(order_with(Flat(principal=12_000_00, periods=12, rate=Decimal("0.006"))))
    assert (fields["amount_per_period"], fields["fee_per_period"]) == ("1072.00", "72.00")


# What a page would show as a period's


def test_the_usual_part_is_that_of_a_period_in_the_middle():
    assert usual(EqualAmounts(principal=100_00, periods=2, amount=50_01, fee=1)) == Part(50_00, 1)
    assert usual(Flat(principal=100_00, periods=3, remainder=FIRST)) == Part(33_33, 0)
    assert usual(Listed(rows=(Part(1, 0), Part(2, 0), Part(4, 0)))) == Part(2, 0)
