"""An order as it is typed over one that is there."""

from datetime import date, datetime

import pytest
from hypothesis import given
from msgspec.structs import replace

from models.channels.builtin import builtin
from models.exchange.typed_order import is_ruled, texts, typed_over
from models.ledger.order import Order
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


def written(one: Order) -> Order:
    """As a file can say it: to the second, and with nothing that its channel does not let be."""
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
    made = typed(one, **texts(one))
    assert replace(made, plan=one.plan, due_day=one.due_day) == one
    assert parts(made.plan) == parts(one.plan)
