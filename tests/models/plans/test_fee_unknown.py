"""A plan whose fee nobody said: it owes its amounts, and no rate, fee or saving is claimed of it."""

from datetime import date, datetime
from decimal import Decimal

import msgspec
import pytest
from msgspec.structs import replace

from models.actions.comparison import compare
from models.actions.early import early_quote
from models.actions.orders import add_orders
from models.actions.plan_change import plan_change
from models.actions.refund import Effect, effect
from models.actions.total import set_total
from models.bills.late_cost import counted
from models.bills.late_interest import late_interest, on_principal
from models.bills.minimum import minimum_payment
from models.channels.builtin import builtin
from models.channels.rules import Early, EarlyRule, LateBase
from models.exchange.import_plan import plan_import
from models.exchange.order_change import written_json
from models.exchange.row import Reading
from models.ledger.ids import early_id
from models.ledger.ledger import Ledger
from models.ledger.order import Order, identity
from models.ledger.reduction import Target
from models.offers.offer import offer
from models.offers.terms import Terms, plan_of, terms_from
from models.plans.annual_cost import dated_cost, fee_rates, plan_cost
from models.plans.plan import EqualAmounts, FeeUnknown, Part, Plan, fee_known, fee_total, parts
from models.values.message import Problem
from tests.models.builders import DUE, NOW, at, bill, book, by_hand, check_book, found, ledger, order, refund, repaid
from tui.words.plan_change import changes
from tui.words.refund import consequences

PLAN = FeeUnknown(amounts=(101_00, 101_00, 101_00))
PHONE = order(terms=PLAN)
OF = ledger(PHONE)


def test_it_owes_its_amounts():
    assert parts(PLAN) == (Part(101_00, 0),) * 3
    assert (PLAN.principal, PLAN.periods, fee_total(PLAN), fee_known(PLAN)) == (303_00, 3, 0, False)
    check_book(repaid(OF, "huabei/2026-12-10"))


@pytest.mark.parametrize(
    ("amounts", "field"),
    [
        ((), "periods"),
        ((0, 0), "amount_per_period"),
        ((-1, 2), "amount_per_period"),
        ((10**10,) * 2, "amount_per_period"),
        ((1,) * 361, "periods"),
    ],
)
def test_amounts_that_cannot_be_are_refused_by_their_field(amounts, field):
    with pytest.raises(Problem) as refused:
        FeeUnknown(amounts=amounts)
    assert refused.value.field == field


def test_it_has_no_rate():
    costs = (plan_cost(PLAN), dated_cost(PLAN, date(2026, 11, 1), (DUE,) * 3), offer(terms_from(PLAN), None, DUE).cost)
    for cost in costs:
        assert (cost.monthly_irr, cost.simple, cost.compound, cost.xirr) == (None,) * 4
        assert str(cost.remark) == "fee not known: type the price"
    assert fee_rates(PLAN) is None


def test_the_file_keeps_it_under_its_own_name():
    kept = msgspec.json.encode(PLAN)
    assert kept == b'{"type":"fee-unknown","amounts":[10100,10100,10100]}'
    assert msgspec.json.decode(kept, type=Plan) == PLAN


@pytest.mark.parametrize("amounts", [(101_00,) * 3, (100_00, 100_00, 100_01)])
def test_it_is_known_by_its_amounts_alone(amounts):
    terms = terms_from(FeeUnknown(amounts=amounts))
    assert terms == Terms(periods=3, amount_per_period=amounts if len(set(amounts)) > 1 else amounts[:1])
    assert plan_of(terms, None) == FeeUnknown(amounts=amounts)


def test_the_same_row_is_the_same_order_as_before_it_was_known_that_the_fee_is_not():
    bought = datetime(2026, 11, 1, 20)
    before = EqualAmounts(principal=303_00, periods=3, amount=101_00)
    idents = {identity("", "phone", bought, "huabei", plan, DUE) for plan in (PLAN, before)}
    assert len(idents) == 1
    kept = Order(id=idents.pop(), title="phone", account_id="huabei", bought_at=bought, plan=before, first_due=DUE)
    again = plan_import(add_orders(Ledger(), [kept], {}), Reading(orders=((2, replace(kept, plan=PLAN)),)))
    assert (again.new, again.same, again.remarks) == ((), (kept,), ())


@pytest.mark.parametrize("rule", [None, *EarlyRule])
def test_settling_early_claims_neither_a_charge_nor_a_saving(rule):
    channel = replace(by_hand()["huabei"], early=rule and Early(rule=rule, percent="3"))
    quote = early_quote(PHONE, book(OF), channel, NOW)
    assert (quote.fee_known, quote.charge, quote.saved, quote.total) == (False, 0, None, 303_00)


def test_a_refund_takes_off_what_is_owed_and_claims_neither_principal_nor_fees():
    back = refund(OF, "phone", 50_00, NOW, full=False)
    found_effect = effect(book(OF).schedules["phone"], book(back).schedules["phone"], 0)
    assert found_effect == Effect((3,), 50_00, None, None, 0)
    (said,) = map(str, consequences(found_effect, by_hand()["huabei"]))
    assert "¥50.00" in said
    assert "the fee of the order is not known" in said
    assert "0.00" not in said.replace("¥50.00", "")


@pytest.mark.parametrize("target", Target)
def test_what_was_lowered_may_be_a_fee_that_nobody_said(target):
    of = set_total(OF, bill(OF), 100_00, NOW, target=target)
    (made,) = of.reductions.values()
    assert (made.target, made.amount) == (target, 1_00)


def test_that_a_fee_became_known_is_a_change_even_where_there_is_none():
    free = replace(OF, orders={"phone": replace(PHONE, plan=EqualAmounts(principal=303_00, periods=3, amount=101_00))})
    for before, after, words in (
        (OF, free, "periods 1–3: of ¥101.00 the fee is ¥0.00; it was not known before"),
        (free, OF, "periods 1–3: what of ¥101.00 is fee is not known any more; it was ¥0.00"),
    ):
        change = plan_change(before, after, "phone", by_hand())
        assert list(map(str, changes(change))) == [words]
    periods = written_json(PHONE, by_hand()["huabei"], plan_change(free, OF, "phone", by_hand()))["changes"]["periods"]
    assert {(each["before"]["fee"], each["after"]["fee"]) for each in periods} == {("0.00", None)}
    assert {each["after"]["principal"] for each in periods} == {None}


def test_a_new_amount_whose_fee_is_not_known_is_said_without_one():
    more = replace(OF, orders={"phone": replace(PHONE, plan=FeeUnknown(amounts=(102_00,) * 3))})
    (said,) = map(str, changes(plan_change(OF, more, "phone", by_hand())))
    assert said == "periods 1–3: ¥102.00 instead of ¥101.00; what of it is fee is not known"


def test_a_quote_of_all_that_is_left_is_not_said_to_be_without_fees():
    one = found(OF, early_id("phone"))
    assert one.outstanding == 303_00
    partly = found(repaid(OF, "huabei/2026-12-10"), early_id("phone"))
    said = [str(each) for each in compare(partly, 303_00, book(OF), NOW).explanations]
    assert not any("no fee" in each for each in said)


def test_late_interest_on_the_principal_is_said_to_be_on_all_that_is_owed():
    channels = {**by_hand(), "huabei": replace(by_hand()["huabei"], late_base=LateBase.PRINCIPAL)}
    known = ledger(replace(PHONE, plan=EqualAmounts(principal=300_00, periods=3, amount=101_00, fee=1_00)))
    late = at("2026-12-20T12:00:00+08:00")
    for of, alone in ((OF, False), (known, True)):
        one = book(of, channels).bill("huabei/2026-12-10")
        assert on_principal(one) is alone
        assert ("principal" in str(counted(one))) is alone
        assert late_interest(one, late) > 0
    assert minimum_payment(bill(OF)) is not None
    assert builtin()["huabei"].minimum is not None


def test_beside_a_rate_the_fee_is_known():
    terms = Terms(principal=303_00, periods=3, amount_per_period=(101_00,), fee_rate=Decimal(0))
    assert fee_known(plan_of(terms, None))
