"""What an order really costs a year, once an institution took something off its bills."""

import pytest

from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.total import set_total
from models.bills.true_cost import true_cost
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.plans.annual_cost import cost, dated_cost
from tests.models.builders import NOW, bill, book, by_hand, ledger, order, plan, refund

PHONE = order("phone", terms=plan(120_000, 12, 1_000))
OF = ledger(PHONE)


def rate(of: Ledger) -> float:
    found = true_cost(of.orders["phone"], book(of)).simple
    assert found is not None
    return found


def lowered(target: Target | None, of: Ledger = OF) -> Ledger:
    """The first bill is ¥9.99 less than the ¥110.00 of the plan."""
    return set_total(of, bill(of), 110_00 - 9_99, NOW, target=target)


def test_without_a_coupon_it_is_that_of_the_plan():
    dues = tuple(row.due for row in book(OF).schedules["phone"])
    assert true_cost(PHONE, book(OF)) == dated_cost(PHONE.plan, PHONE.lent_on, dues)


@pytest.mark.parametrize("target", Target)
def test_a_coupon_on_the_fee_the_principal_or_the_bill_makes_it_cheaper(target):
    dues = tuple(row.due for row in book(OF).schedules["phone"])
    paid = (120_000, -(110_00 - 9_99), *(-110_00,) * 11)
    assert true_cost(PHONE, book(lowered(target))) == cost(paid, (PHONE.lent_on, *dues))
    assert rate(lowered(target)) < rate(OF)


def test_what_lowered_a_bill_for_a_reason_that_nobody_said_makes_nothing_cheaper():
    assert rate(lowered(None)) == rate(OF)


def test_a_refund_does_not_make_it_cheaper():
    back = refund(OF, "phone", 20_000, NOW, full=False)
    assert rate(back) == rate(OF)
    assert rate(refund(lowered(Target.FEE), "phone", 20_000, NOW, full=False)) == pytest.approx(
        rate(lowered(Target.FEE))
    )


def test_where_more_was_taken_off_than_all_fees_the_rate_is_below_zero():
    of = ledger(order("phone", terms=plan(30_000, 3, 100)))
    of = set_total(of, bill(of), 50_00, NOW, target=Target.PRINCIPAL)
    assert rate(of) < 0


@pytest.mark.parametrize("target", Target)
def test_a_bill_that_was_deferred_after_a_coupon_is_no_dearer_than_its_days_make_it(target):
    of = lowered(target)
    of = defer(of, bill(of), NOW)
    dues = [row.due for row in book(of).schedules["phone"]]
    paid = (120_000, -(110_00 - 9_99), *(-110_00,) * 11)
    assert true_cost(PHONE, book(of)) == cost(paid, (PHONE.lent_on, *dues))


def test_coupons_before_and_after_deferral_both_count():
    of = lowered(Target.FEE)
    of = defer(of, bill(of), NOW)
    there = book(of).bill("huabei/2027-01-10")
    of = set_total(of, there, there.amount - 5_00, NOW, target=Target.BILL)
    dues = [row.due for row in book(of).schedules["phone"]]
    found = true_cost(PHONE, book(of))
    for first, second in ((110_00 - 14_99, 110_00), (110_00 - 9_99, 110_00 - 5_00)):
        if found == cost((120_000, -first, -second, *(-110_00,) * 10), (PHONE.lent_on, *dues)):
            return
    pytest.fail(str(found))


def test_what_was_turned_into_instalments_is_no_coupon():
    shoes = order("shoes", channel="cmb", terms=plan(900_00, 1, 9_00))
    of = ledger(shoes)
    of = set_total(of, bill(of, "cmb"), 900_00, NOW, target=Target.FEE)
    was = true_cost(shoes, book(of))
    assert true_cost(shoes, book(convert(of, by_hand(), bill(of, "cmb"), 400_00, 3, 0, NOW, "turned"))) == was
