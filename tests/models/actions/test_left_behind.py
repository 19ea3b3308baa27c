"""What a change takes bills away from: money that was repaid keeps its bill, what was only said of one goes with it."""

from datetime import date

import pytest
from msgspec.structs import replace

from models.actions.defer import defer
from models.actions.editing import edited
from models.actions.order_deletion import order_deleted
from models.actions.orders import add_orders
from models.bills.ledger_faults import ledger_faults
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.builders import NOW, book, by_hand, ledger, order, plan, repaid

LAST = "huabei/2027-02-10"
PHONE = order("phone", terms=plan(300_00, 3, 0))
DESK = order("desk", terms=plan(300_00, 3, 0))
FREE = replace(PHONE, plan=plan(3, 3, 0), repaid_also=(3,), paid_periods=0)


def with_credit(*orders) -> Ledger:
    """The last bill repaid before it was said that the phone costs next to nothing: all of that is credit."""
    of = repaid(ledger(*orders), LAST, 100_00)
    (made,) = of.repayments.values()
    made = replace(made, allocations=(), became_credit=made.amount)
    return replace(of, orders={**of.orders, "phone": FREE}, repayments={made.id: made})


def test_an_order_stays_where_money_that_became_credit_would_lose_its_bill():
    of = with_credit(PHONE)
    assert not ledger_faults(of, by_hand())
    with pytest.raises(Problem, match="so its channel stays"):
        edited(of, replace(of.orders["phone"], account_id="meituan"), by_hand())
    with pytest.raises(Problem, match="archive it instead of deleting it"):
        order_deleted(of, "phone", by_hand())
    with pytest.raises(Problem, match="was repaid and would be gone"):
        edited(of, replace(of.orders["phone"], plan=plan(2, 2, 0), repaid_also=()), by_hand())


def test_it_may_go_where_another_order_has_that_bill():
    of = with_credit(PHONE, DESK)
    assert "phone" not in order_deleted(of, "phone", by_hand()).orders
    on_another = edited(of, replace(of.orders["phone"], account_id="meituan"), by_hand())
    assert not ledger_faults(on_another, by_hand())


def test_a_deferral_of_a_period_that_is_no_more_goes_with_it():
    of = ledger(replace(PHONE, account_id="cmb", plan=plan(300_00, 6, 0)))
    of = defer(of, book(of).bill("cmb/2027-03-10"), NOW)
    of = edited(of, replace(of.orders["phone"], plan=PHONE.plan), by_hand())
    assert not of.deferrals
    later = order("desk", channel="cmb", due=date(2027, 1, 14), terms=plan(300_00, 3, 0))
    assert not ledger_faults(add_orders(of, [later], by_hand()), by_hand())
