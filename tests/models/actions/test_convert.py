"""A bill turned into instalments of its own (账单分期)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.convert import convert
from models.actions.orders import delete_order
from models.actions.own_rules import set_override
from models.actions.refusal import refusal
from models.actions.settled_early import outcome
from models.bills.correcting import correction_of
from models.bills.derive import derive
from models.bills.status import Moment, Status, line_status, status
from models.channels.override import ChannelOverride
from models.channels.rules import Convertible
from models.exchange.export import export, not_carried
from models.exchange.import_plan import plan_import
from models.exchange.reading import read_orders
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.order import Kind
from models.plans.annual_cost import dated_cost
from models.plans.plan import parts
from models.values.message import Problem
from tests.models.bills.test_rederive import again, assert_same
from tests.models.builders import (
    NOW,
    bill,
    book,
    by_hand,
    check_book,
    ledger,
    order,
    plan,
    repaid,
    settled_early,
    with_more,
)
from tests.often import tried

BILL = "huabei/2026-12-10"
LATER = NOW + timedelta(days=30)
PHONE = order(terms=plan(124_91 * 12, 12, 9_99))
"""134.90 a period."""


def shopped(more: int = 5_100_00) -> Ledger:
    """The bill of 5,234.90: one instalment of 134.90 and 5,100.00 of other things."""
    return with_more(ledger(PHONE), BILL, more)


def turned(of: Ledger, amount: int = 5_000_00, periods: int = 3, fee: int = 125_00, ident: str = BILL) -> Ledger:
    return convert(of, by_hand(), book(of).bill(ident), amount, periods, fee, NOW, "账单分期")


def made(of: Ledger):
    """The order that the bill became."""
    (found,) = (each for each in of.orders.values() if each.kind is Kind.BILL)
    return found


def test_the_bill_falls_by_what_is_turned_and_an_order_begins_on_the_next_bill():
    of = turned(shopped())
    assert (bill(of).amount, bill(of).outstanding) == (234_90, 234_90)
    assert [line.amount - line.reduced for line in bill(of).lines] == [134_90, 100_00]
    rows = book(of).schedules[made(of).id]
    assert [(row.due.isoformat(), row.amount) for row in rows] == [
        ("2027-01-10", 1_708_32),
        ("2027-02-10", 1_708_32),
        ("2027-03-10", 1_708_36),
    ]
    assert (made(of).of, made(of).account_id, made(of).entered_on) == (BILL, "huabei", NOW.date())
    assert of.conversions[made(of).id].amount == 5_000_00
    check_book(of)


def test_what_it_costs_a_year_counts_from_the_due_date_of_the_bill():
    of = turned(shopped())
    one = made(of)
    cost = dated_cost(one.plan, one.lent_on, tuple(row.due for row in book(of).schedules[one.id]))
    assert one.lent_on == date(2026, 12, 10)
    assert f"{cost.simple:.2%}" == "14.94%"


def test_what_is_settled_on_the_day_on_which_it_was_turned_has_no_rate():
    of = turned(shopped())
    of = settled_early(of, made(of).id, 5_125_00)
    ended = outcome(of, book(of), made(of).id)
    assert ended is not None
    assert (ended.fees, ended.xirr) == (125_00, None)


def test_it_is_bought_at_the_moment_of_converting_on_the_institutions_clock():
    evening = datetime(2026, 11, 22, 20, 30, 59, tzinfo=UTC)
    of = convert(shopped(), by_hand(), book(shopped()).bill(BILL), 5_000_00, 3, 125_00, evening, "账单分期")
    assert made(of).bought_at == datetime(2026, 11, 23, 4, 30)


def test_a_bill_that_is_long_overdue_becomes_an_order_of_that_day_that_begins_on_the_next_bill_due_after_it():
    late = datetime(2027, 3, 1, 4, 0, tzinfo=UTC)
    of = convert(shopped(), by_hand(), book(shopped()).bill(BILL), 5_000_00, 3, 125_00, late, "账单分期")
    assert (made(of).bought_at, made(of).first_due) == (datetime(2027, 3, 1, 12), date(2027, 3, 10))
    assert made(of).lent_on == date(2026, 12, 10), "what it costs a year counts from there as ever"


@pytest.mark.parametrize(
    ("amount", "field", "said"),
    [
        (5_100_01, "amount", r"only ¥5,100\.00 of the bill is no instalment"),
        (5_234_91, "amount", r"only ¥5,100\.00"),
        (0, "amount", r"¥0\.01 to ¥5,100\.00"),
    ],
)
def test_only_the_part_that_is_no_instalment_is_turned_where_the_institution_takes_no_other(amount, field, said):
    with pytest.raises(Problem, match=said) as refused:
        turned(shopped(), amount)
    assert refused.value.field == field


def with_a_purchase() -> Ledger:
    """The bill of 5,234.90 with an order of one period on it, entered after the one in instalments."""
    return ledger(PHONE, order("fridge", terms=plan(5_100_00, 1, 0)))


def test_a_purchase_in_one_period_is_no_instalment_so_that_it_is_turned_first():
    of = turned(with_a_purchase())
    assert bill(of).outstanding == 234_90
    assert {line.order_id: line.amount - line.reduced for line in bill(of).lines} == {"phone": 134_90, "fridge": 100_00}
    with pytest.raises(Problem, match=r"only ¥100\.00 of the bill is no instalment"):
        turned(of, 100_01)
    check_book(of)


def test_a_bill_turned_into_one_period_is_still_an_instalment_on_the_next_bill():
    of = turned(shopped(), 1_000_00, 1, 10_00)
    with pytest.raises(Problem, match=r"only ¥0\.00 of the bill is no instalment"):
        turned(of, 1_00, 3, 0, "huabei/2027-01-10")


def test_where_nothing_is_known_about_it_all_that_is_owed_can_be_turned_and_no_more():
    of = ledger(order(channel="douyin", due=date(2026, 12, 6)))
    ident = bill_id("douyin", date(2026, 12, 6))
    assert book(turned(of, 101_00, 3, 1_00, ident)).bill(ident).outstanding == 0
    with pytest.raises(Problem, match=r"¥0\.01 to ¥101\.00"):
        turned(of, 101_01, 3, 1_00, ident)


@pytest.mark.parametrize(
    ("periods", "fee", "field"), [(0, 0, "periods"), (361, 0, "periods"), (3, 5_000_01, "fee"), (3, -1, "fee")]
)
def test_a_plan_that_cannot_be_is_refused_with_its_option(periods, fee, field):
    with pytest.raises(Problem) as refused:
        turned(shopped(), 5_000_00, periods, fee)
    assert refused.value.field == field


def test_a_settled_bill_has_nothing_to_turn():
    with pytest.raises(Problem, match="nothing is owed"):
        turned(repaid(ledger(PHONE), BILL), 1)


def test_a_bill_can_be_turned_twice_in_the_same_way_up_to_what_is_left_of_it():
    of = turned(turned(shopped(), 2_500_00), 2_500_00)
    assert bill(of).amount == 234_90
    assert [each.title for each in of.orders.values() if each.kind is Kind.BILL] == ["账单分期", "账单分期 2"]
    with pytest.raises(Problem, match=r"only ¥100\.00"):
        turned(of, 100_01)


def test_what_is_left_is_repaid_as_any_bill():
    of = repaid(turned(shopped()), BILL)
    assert bill(of).outstanding == 0
    assert bill(of).paid == 234_90
    check_book(of)


def test_a_total_that_is_read_afterwards_is_that_of_the_bill_as_it_is_now():
    of = turned(shopped())
    of = replace(of, corrections={BILL: correction_of(bill(of), 240_00, NOW)})
    assert bill(of).amount == 240_00
    assert bill(turned(of, 100_00, 3, 0)).amount == 140_00


def test_when_its_order_is_deleted_the_bill_is_owed_again():
    of = turned(shopped())
    back = delete_order(of, made(of).id)
    assert bill(back).amount == 5_234_90
    assert not back.conversions


@pytest.mark.parametrize("form", ["csv", "json"])
def test_its_own_export_brings_nothing_new(form):
    of = turned(turned(shopped(), 2_500_00), 2_500_00)
    plan = plan_import(of, read_orders(export(form, of, by_hand()).encode(), form, by_hand()))
    assert (plan.new, plan.problems) == ((), ())


def test_csv_leaves_out_the_orders_that_began_as_a_bill_and_counts_them():
    of = turned(turned(shopped(), 2_500_00), 2_500_00)
    reading = read_orders(export("csv", of, by_hand()).encode(), "csv", by_hand())
    assert [order.title for _, order in reading.orders] == [PHONE.title]
    assert not_carried("csv", of, by_hand())["conversions"] == 2


def test_days_that_move_take_it_along():
    moves = [{"since": "2026-12-01", "bill_day": 5, "due_day": 15}]
    of = set_override(turned(shopped()), by_hand(), ChannelOverride(id="huabei", values={"due_moves": moves}))
    (one,) = of.conversions.values()
    assert (one.bill, made(of).of) == ("huabei/2026-12-15", "huabei/2026-12-15")
    assert book(of).bill("huabei/2026-12-15").amount == 234_90


@tried(0.5)
@given(
    st.integers(0, 20_000),
    st.integers(1, 30_000),
    st.integers(1, 12),
    st.integers(0, 3_000),
    st.sampled_from((None, *Convertible)),
)
def test_money_is_conserved_and_the_book_follows(more, amount, periods, fee, rule):
    catalogue = {**by_hand(), "huabei": replace(by_hand()["huabei"], convertible=rule)}
    before = with_more(ledger(order("phone"), order("robot")), BILL, more) if more else ledger(order("phone"))
    was = derive(before, catalogue)
    owed = was.bill(BILL).outstanding
    try:
        after = convert(before, catalogue, was.bill(BILL), amount, periods, min(fee, amount), NOW, "账单分期")
    except Problem:
        assert amount > (more if rule is Convertible.OTHER else owed)
        return
    now = derive(after, catalogue)
    one = made(after)
    assert now.bill(BILL).outstanding == owed - amount
    assert sum(part.principal for part in parts(one.plan)) == amount
    assert_same(again(was, before, after, catalogue), now)
    assert_same(again(now, after, before, catalogue), was)


def test_a_bill_of_which_nothing_is_left_but_what_was_turned_is_in_instalments():
    of = turned(repaid(shopped(), BILL, 134_90), 5_100_00, fee=0)
    assert status(bill(of), Moment(LATER)) is Status.IN_INSTALMENTS
    assert [line_status(line, bill(of), Moment(LATER)) for line in bill(of).lines] == [
        Status.SETTLED,
        Status.IN_INSTALMENTS,
    ]
    assert str(refusal(bill(of))) == "this bill was turned into instalments: nothing is to be repaid here"


def test_one_of_which_the_rest_was_repaid_after_that_is_settled():
    of = repaid(turned(shopped()), BILL, now=NOW + timedelta(hours=1))
    assert status(bill(of), Moment(LATER)) is Status.SETTLED
    assert "has been repaid" in str(refusal(bill(of)))
