"""The price becomes known of an order whose fee nobody had said: the fee follows, and what was repaid stays."""

import pytest

from models.actions.pricing import priced
from models.channels.builtin import builtin
from models.offers.rounding_up import is_to_be_said
from models.offers.typed_terms import parse_fees
from models.plans.plan import FeeUnknown, fee_known, fee_total, parts
from models.values.message import Problem
from tests.models.builders import check_book, ledger, order, repaid

PHONE = order(terms=FeeUnknown(amounts=(101_00, 101_00, 101_00)))
OF = ledger(PHONE)


@pytest.mark.parametrize(
    ("amounts", "price", "fee"),
    [
        ((101_00,) * 3, 300_00, 3_00),
        ((101_00,) * 3, 303_00, 0),
        ((100_00, 100_00, 100_50), 300_00, 50),
    ],
)
def test_the_fee_is_what_the_amounts_hold_beyond_the_price(amounts, price, fee):
    one = order(terms=FeeUnknown(amounts=amounts))
    plan = priced(ledger(one), one.id, price, builtin()).orders[one.id].plan
    assert fee_known(plan)
    assert (plan.principal, fee_total(plan)) == (price, fee)


@pytest.mark.parametrize(("said", "fee"), [("0", 0), ("0.01x8;0x4", 8)])
def test_whether_8_fen_more_than_the_price_are_a_fee_is_to_be_said_beside_it(said, fee):
    one = order(terms=FeeUnknown(amounts=(83_34,) * 12))
    with pytest.raises(Problem) as asked:
        priced(ledger(one), one.id, 1000_00, builtin())
    assert is_to_be_said(asked.value.message)
    plan = priced(ledger(one), one.id, 1000_00, builtin(), parse_fees(said)).orders[one.id].plan
    assert (plan.principal, fee_total(plan)) == (1000_00, fee)


def test_the_amounts_stay_and_so_does_what_was_repaid():
    before = repaid(OF, "huabei/2026-12-10")
    after = priced(before, PHONE.id, 300_00, builtin())
    assert [part.amount for part in parts(after.orders[PHONE.id].plan)] == [101_00] * 3
    assert {each.id: each.amount for each in after.repayments.values()} == {
        each.id: each.amount for each in before.repayments.values()
    }
    check_book(after)


@pytest.mark.parametrize("price", [304_00, 100_00])
def test_a_price_that_does_not_go_with_the_amounts_is_refused_at_the_price(price):
    with pytest.raises(Problem) as refused:
        priced(OF, PHONE.id, price, builtin())
    assert refused.value.field == "price"


def test_of_an_order_whose_fee_is_known_no_price_is_asked():
    one = order()
    with pytest.raises(Problem, match="is known"):
        priced(ledger(one), one.id, 300_00, builtin())
