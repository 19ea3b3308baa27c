"""An order as it is typed over one that is there."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given
from msgspec.structs import replace

from models.channels.builtin import builtin
from models.exchange.column import is_rounded
from models.exchange.typed_order import is_ruled, texts, typed_over
from models.ledger.order import Order
from models.offers.terms import Terms, plan_of
from models.plans.plan import parts
from tests.models.builders import order
from tests.models.strategies import any_plan, can_be_entered, orders

RULED = order("phone", bought_at=datetime(2026, 11, 5))


def typed(of: Order, **given: str) -> Order:
    made = typed_over(of, given, builtin())
    assert isinstance(made, Order), made
    return made


def test_a_first_due_date_by_the_rule_goes_with_what_the_rule_goes_by():
    assert is_ruled(RULED, builtin()["huabei"])
    assert typed(RULED, bought_at="2026-10-05").first_due == date(2026, 11, 10)
    assert typed(RULED, channel="meituan").first_due == date(2026, 12, 8)
    assert typed(RULED, confirmed_on="2026-12-02").first_due == date(2027, 1, 10)
    assert typed(RULED, title="小米14").first_due == RULED.first_due


@pytest.mark.parametrize("given", [{"bought_at": "2026-10-05"}, {"channel": "jd-baitiao"}])
def test_one_that_the_user_gave_stays(given: dict[str, str]):
    own = replace(RULED, first_due=date(2026, 12, 12))
    assert typed(own, **given).first_due == own.first_due
    assert typed(RULED, first_due="2026-12-10", **given).first_due == date(2026, 12, 10)


def test_where_there_is_no_rule_the_date_has_to_be_said():
    (problem,) = typed_over(RULED, {"channel": "cmb"}, builtin())
    assert problem.column == "first_due"


SHOWN = order(terms=plan_of(Terms(principal=300_00, periods=3, amount_per_period=(101_00,)), None))
"""¥300.00 in three periods of ¥101.00, of which ¥1.00 is the fee."""
RATED = order(terms=plan_of(Terms(principal=300_00, periods=3, fee_rate=Decimal("0.006")), None))
LISTED = order(terms=plan_of(Terms(principal=300_00, periods=3, amount_per_period=(100_00, 101_00, 102_00)), None))


@pytest.mark.parametrize(
    ("of", "given", "now"),
    [
        (SHOWN, {"amount_per_period": "111"}, ("300.00", "111.00", "11.00")),
        (SHOWN, {"amount_per_period": "91"}, ("270.00", "91.00", "1.00")),
        (SHOWN, {"amount_per_period": "91", "principal": "267"}, ("267.00", "91.00", "2.00")),
        (SHOWN, {"amount_per_period": "91", "fee_per_period": "2"}, ("267.00", "91.00", "2.00")),
        (SHOWN, {"fee_per_period": "2"}, ("297.00", "101.00", "2.00")),
        (SHOWN, {"fee_per_period": "0"}, ("303.00", "101.00", "0.00")),
        (SHOWN, {"principal": "297"}, ("297.00", "101.00", "2.00")),
        (SHOWN, {"fee_per_period": ""}, ("300.00", "101.00", "1.00")),
        (SHOWN, {"principal": ""}, ("300.00", "101.00", "1.00")),
        (SHOWN, {"fee_per_period": "", "principal": ""}, ("", "101.00", "")),
        (SHOWN, {"fee_rate": "1%"}, ("300.00", "103.00", "3.00")),
        (LISTED, {"amount_per_period": "110;111;112"}, ("300.00", "110.00;111.00;112.00", "11.00;11.00;11.00")),
        (LISTED, {"amount_per_period": "110"}, ("300.00", "110.00", "10.00")),
        (LISTED, {"fee_per_period": "2"}, ("297.00", "100.00;101.00;102.00", "2.00;2.00;2.00")),
        (RATED, {"principal": "600"}, ("600.00", "203.60", "3.60")),
        (RATED, {"periods": "6"}, ("300.00", "51.80", "1.80")),
        (RATED, {"fee_rate": "1%"}, ("300.00", "103.00", "3.00")),
        (RATED, {"total_fee_rate": "3%"}, ("300.00", "103.00", "3.00")),
        (RATED, {"annual_rate": "0%"}, ("300.00", "100.00", "0.00")),
        (RATED, {"fee_rate": "", "amount_per_period": "120"}, ("300.00", "120.00", "20.00")),
    ],
)
def test_of_the_plan_what_is_given_stands_and_what_was_derived_gives_way(of, given, now):
    made = texts(typed(of, **given))
    assert (made["principal"], made["amount_per_period"], made["fee_per_period"]) == now


@pytest.mark.parametrize(
    ("of", "given", "column"),
    [
        (SHOWN, {"amount_per_period": "91", "principal": "300"}, "amount_per_period"),
        (SHOWN, {"amount_per_period": "91", "principal": "300", "fee_per_period": "1"}, "amount_per_period"),
        (SHOWN, {"principal": "400"}, "amount_per_period"),
        (SHOWN, {"periods": "6"}, "amount_per_period"),
        (RATED, {"amount_per_period": "91"}, "amount_per_period"),
        (RATED, {"amount_per_period": "103", "fee_rate": "2%"}, "amount_per_period"),
    ],
)
def test_what_was_typed_may_contradict(of, given, column):
    (problem,) = typed_over(of, given, builtin())
    assert problem.column == column


def written(one: Order) -> Order:
    """As a file can say it: to the second, and with nothing that its channel does not let be."""
    assume(not is_rounded(one.order_no))
    return replace(one, bought_at=one.bought_at.replace(microsecond=0), auto_debit=None)


@given(orders(), any_plan.filter(can_be_entered))
def test_what_is_not_given_stays_as_it_is(one, plan):
    one = replace(written(one), plan=plan, paid_periods=None)
    made = typed(one, note="seen")
    assert made == replace(one, note="seen")
    assert parts(made.plan) == parts(one.plan)


@given(orders())
def test_typing_everything_again_changes_nothing(one):
    one = written(one)
    assume(sum(each.fee for each in parts(one.plan)) <= one.plan.principal)  # more is taken for a slip of the hand
    made = typed(one, **texts(one))
    assert replace(made, plan=one.plan, due_day=one.due_day) == one
    assert parts(made.plan) == parts(one.plan)
