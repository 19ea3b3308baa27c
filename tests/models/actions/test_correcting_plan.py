"""A wrong plan is corrected after money was repaid: what was paid stays allocated, what no longer fits is credit."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.checklist import begin
from models.actions.convert import convert
from models.actions.editing import edited
from models.actions.orders import add_orders
from models.actions.refund import credit_with
from models.actions.total import set_total
from models.bills.ledger_faults import ledger_faults
from models.bills.rederive import rederive
from models.ledger.closing import Covered, Refund
from models.ledger.correction import CorrectedLine, Correction
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.order import KeptDue
from models.ledger.repayment import Allocation
from models.plans.plan import Listed, parts
from models.plans.split import Part
from models.store import Store
from models.values.message import Problem, msg
from tests.models.builders import (
    DUE,
    NOW,
    at,
    bill,
    book,
    by_hand,
    check_book,
    completed,
    corrected,
    crowded,
    ledger,
    order,
    plan,
    refund,
    repaid,
    settled_early,
    up_to_amount,
)

ID = bill_id("huabei", DUE)
PHONE, ROBOT = order("phone"), order("robot", bought_at=at("2026-11-03T12:00:00").replace(tzinfo=None))
"""Each of 3 periods of ¥101.00, ¥1.00 of which is the fee."""


def replanned(of: Ledger, **terms) -> Ledger:
    return edited(of, replace(of.orders["phone"], **terms), by_hand())


def shares(of: Ledger) -> list[tuple[Allocation, ...]]:
    return [each.allocations for each in of.repayments.values()]


def credit(of: Ledger) -> int:
    return sum(each.credit for each in of.repayments.values())


def listed(*rows: tuple[int, int]) -> Listed:
    return Listed(rows=tuple(Part(principal, fee) for principal, fee in rows))


def test_another_split_of_the_same_amount_leaves_the_period_repaid():
    of = replanned(repaid(ledger(PHONE), ID), plan=listed((9_800, 300), (10_000, 100), (10_000, 100)))
    assert shares(of) == [(Allocation("phone", 1, fee=300, principal=9_800),)]
    assert check_book(of).bill(ID).outstanding == 0


def test_a_period_that_costs_more_is_owed_the_difference():
    of = replanned(repaid(ledger(PHONE), ID), plan=plan(33_000))
    assert shares(of) == [(Allocation("phone", 1, fee=100, principal=10_000),)]
    assert check_book(of).bill(ID).outstanding == 1_000


def test_what_was_repaid_beyond_a_cheaper_period_is_credit():
    of = replanned(repaid(ledger(PHONE), ID), plan=plan(27_000))
    assert shares(of) == [(Allocation("phone", 1, fee=100, principal=9_000),)]
    assert credit(of) == 1_000
    assert credit_with(of, by_hand()) == {"huabei": 1_000}
    assert check_book(of).bill(ID).outstanding == 0


def test_what_was_repaid_beyond_a_cheaper_period_is_first_for_the_rest_of_its_bill():
    of = repaid(ledger(PHONE, ROBOT), ID, 15_000)
    assert check_book(of).bill(ID).outstanding == 5_200
    of = replanned(of, plan=plan(27_000))
    assert check_book(of).bill(ID).outstanding == 4_200
    assert credit(of) == 0


def test_periods_are_added_behind_what_was_repaid():
    of = replanned(repaid(ledger(PHONE), ID), plan=plan(60_000, 6))
    assert [line.outstanding for line in check_book(of).schedules["phone"]] == [0, *[10_100] * 5]


def test_periods_that_nobody_repaid_may_go():
    of = replanned(repaid(ledger(PHONE), ID), plan=plan(10_000, 1))
    assert [line.outstanding for line in check_book(of).schedules["phone"]] == [0]


def test_a_period_that_was_repaid_cannot_be_gone():
    of = repaid(repaid(ledger(PHONE), ID), bill_id("huabei", date(2027, 1, 10)))
    with pytest.raises(Problem, match="period 2 of phone is on record, so it has at least 2 periods") as refused:
        replanned(of, plan=plan(10_000, 1))
    assert refused.value.field == "periods"


def test_a_period_whose_repayment_is_recorded_was_not_repaid_before():
    with pytest.raises(Problem, match="repayment of period 1 of phone is recorded") as refused:
        replanned(repaid(ledger(PHONE), ID), paid_periods=1)
    assert refused.value.field == "paid_periods"


def test_a_corrected_bill_keeps_the_institutions_total():
    of = replanned(corrected(ledger(PHONE, ROBOT), ID, 21_000), plan=plan(27_000))
    assert check_book(of).bill(ID).outstanding == 21_000


@pytest.mark.parametrize("figure", [9_000, 11_000])
def test_a_bill_that_was_corrected_and_repaid_stays_settled_when_the_plan_says_the_same(figure):
    of = completed(ledger(PHONE), ID, figure)
    of = replanned(of, plan=listed((figure - 300, 300), (10_000, 100), (10_000, 100)))
    one = check_book(of).bill(ID)
    assert (one.amount, one.outstanding, one.corrected) == (figure, 0, 0)
    assert shares(of) == [(Allocation("phone", 1, fee=300, principal=figure - 300),)]


def test_no_bill_that_was_settled_is_open_because_its_correction_lies_on_another_line():
    of = completed(ledger(PHONE, ROBOT), ID, 19_000)
    of = replanned(of, plan=listed((9_400, 100), (10_000, 100), (10_000, 100)))
    one = check_book(of).bill(ID)
    assert (one.amount, one.outstanding, credit(of)) == (19_000, 0, 0)


def test_a_repayment_goes_with_its_bill_to_another_date():
    of = replanned(repaid(ledger(PHONE), ID), first_due=date(2026, 12, 15), plan=plan(27_000))
    one = check_book(of).bill("huabei/2026-12-15")
    assert [each.id for each in one.repayments] == [f"{ID}#1"]
    assert (one.outstanding, credit(of)) == (0, 1_000)


def test_what_was_repaid_of_one_order_of_a_bill_goes_with_that_order():
    of = replanned(repaid(ledger(PHONE, ROBOT), ID), first_due=date(2026, 12, 15))
    assert [check_book(of).bill(ident).outstanding for ident in (ID, "huabei/2026-12-15")] == [0, 0]


def test_dates_that_periods_kept_go_when_others_are_given():
    kept = replace(PHONE, kept=(KeptDue(1, DUE),), first_due=date(2026, 12, 15))
    assert replanned(ledger(kept), first_due=date(2026, 11, 20)).orders["phone"].kept == ()
    assert replanned(ledger(kept), title="小米14").orders["phone"].kept == kept.kept


def test_periods_that_are_said_later_are_due_after_one_that_kept_its_date():
    kept = replace(PHONE, plan=plan(300_00, 1), kept=(KeptDue(1, date(2027, 1, 15)),))
    of = replanned(ledger(kept), plan=plan(300_00, 3))
    assert [row.due for row in book(of).schedules["phone"]] == [date(2027, 1, 15), date(2027, 2, 10), date(2027, 3, 10)]


def test_early_settlement_stays_whatever_the_plan_was():
    of = settled_early(repaid(ledger(PHONE), ID), "phone")
    of = replanned(of, plan=listed((9_000, 300), (9_500, 600), (9_500, 600)))
    rows = check_book(of).schedules["phone"]
    assert [row.outstanding for row in rows] == [0, 0, 0]
    assert sum(each.amount for each in of.repayments.values()) == credit(of) + sum(
        share.amount for some in shares(of) for share in some
    )


def test_a_refund_larger_than_the_price_is_refused():
    of = refund(repaid(ledger(PHONE), ID), "phone", 20_000, NOW, full=False)
    with pytest.raises(Problem, match="refunded, more than the price") as refused:
        replanned(of, plan=plan(15_000))
    assert refused.value.field == "principal"
    assert check_book(replanned(of, plan=plan(27_000)))


@pytest.mark.parametrize("ident", [ID, "huabei/2027-02-10", "early/phone"])
def test_a_checklist_under_way_is_finished_or_dropped_first(ident):
    of = up_to_amount(repaid(ledger(PHONE, ROBOT), ID, 10_100), ident)
    with pytest.raises(Problem, match=f"the checklist of {ident} is under way"):
        replanned(of, plan=plan(27_000))


def test_a_checklist_of_another_bill_is_none_of_its_business():
    of = ledger(PHONE, order("card", channel="cmb"))
    of = begin(of, bill(of, "cmb"), NOW)
    assert replanned(of, plan=plan(27_000)).checklists == of.checklists


def test_undo_takes_back_a_corrected_plan(tmp_path: Path):
    store = Store(tmp_path / "ledger.json")
    before = store.commit(msg("enter"), lambda _: completed(ledger(PHONE, ROBOT), ID, 21_000), NOW).ledger
    after = store.commit(msg("edit"), lambda of: replanned(of, plan=plan(27_000, 6)), NOW).ledger
    assert after.orders["phone"].plan == plan(27_000, 6)
    assert store.undo(NOW).ledger == before
    assert store.redo(NOW).ledger == after


@given(
    orders=st.lists(crowded(), min_size=1, max_size=4, unique_by=lambda each: each.id),
    paid=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6_000), st.sampled_from("crf")), max_size=5),
    back=st.integers(0, 3_000),
    early=st.booleans(),
    others=st.lists(st.tuples(st.integers(0, 3), crowded()), min_size=1, max_size=2),
)
def test_no_money_is_lost_or_found_when_plans_are_corrected(orders, paid, back, early, others):
    of = of_acts(orders, paid, back, early=early)
    before = check_book(of)
    for index, other in others:
        old = orders[index % len(orders)]
        new = replace(of.orders[old.id], plan=other.plan, first_due=other.first_due, due_day=other.due_day)
        try:
            after = edited(of, replace(new, paid_periods=other.paid_periods), by_hand())
        except Problem:
            continue
        made = check_book(after)
        assert rederive(before, of, after, by_hand()) == made
        assert after.repayments.keys() == of.repayments.keys()
        for ident, each in after.repayments.items():
            assert each.amount == of.repayments[ident].amount
            assert all(
                not share.order or share.number <= after.orders[share.order].plan.periods for share in each.allocations
            )
        for rows in made.schedules.values():
            assert all(row.paid_fee <= row.fee and row.paid_principal <= row.principal for row in rows)
        of, before = after, made


def of_acts(orders, paid, back, *, early: bool) -> Ledger:
    """Bills repaid, corrected, and both; something refunded, and perhaps an order settled early."""
    of = add_orders(Ledger(), orders, {})
    for index, amount, act in paid:
        every = list(book(of).bills)
        try:
            of = {"c": corrected, "r": repaid, "f": completed}[act](of, every[index % len(every)], amount)
        except Problem:
            continue
    first = orders[0]
    if 0 < back <= first.plan.principal:
        of = replace(of, refunds={"r": Refund(id="r", order=first.id, amount=back, at=NOW)})
    try:
        return settled_early(of, orders[-1].id) if early else of
    except Problem:
        return of


def test_the_parts_of_the_new_plan_are_owed_to_the_fen():
    of = replanned(repaid(ledger(PHONE), ID, 5_000), plan=plan(27_000))
    rows = check_book(of).schedules["phone"]
    assert sum(row.outstanding + row.paid for row in rows) == sum(part.amount for part in parts(plan(27_000)))
    assert shares(of) == [(Allocation("phone", 1, fee=100, principal=4_900),)]


def test_a_refund_and_an_early_settlement_name_no_period_that_the_plan_has_no_more():
    back = Refund(id="phone~1", order="phone", amount=1_00, at=NOW, stands=(1, 3))
    of = replace(ledger(PHONE), refunds={"phone~1": back})
    assert replanned(of, plan=plan(300_00, 2, 1_00)).refunds["phone~1"].stands == (1,)
    of = settled_early(ledger(PHONE), "phone")
    left = replace(of.closings["phone"], stands=(3,), covered=(Covered(2, 1), Covered(3, 1)))
    of = replace(of, closings={"phone": left}, repayments={})
    end = replanned(of, plan=plan(300_00, 2, 1_00)).closings["phone"]
    assert (end.stands, end.covered) == ((), (Covered(2, 1),))


def test_a_corrected_bill_of_which_credit_alone_is_left_comes_to_nothing():
    lines = (CorrectedLine("robot", 1, 0), CorrectedLine("phone", 1, 10_100), CorrectedLine("robot", 0, -1))
    said = Correction(id=ID, total=10_099, at=NOW, lines=lines)
    of = replanned(replace(ledger(PHONE, ROBOT), corrections={ID: said}), first_due=date(2027, 1, 10))
    assert of.corrections[ID].total == 0


def test_a_bill_that_was_turned_into_instalments_is_not_planned_away():
    last = "huabei/2027-02-10"
    of = corrected(ledger(PHONE), last, 20_000)
    of = convert(of, by_hand(), book(of).bill(last), 5_000, 3, 0, NOW, "账单分期")
    with pytest.raises(Problem, match="was turned into instalments and would be gone") as refused:
        replanned(of, plan=plan(300_00, 2))
    assert refused.value.field == "periods"
    assert replanned(of, plan=plan(300_00, 4)).conversions


def test_what_no_longer_fits_is_not_of_what_was_bought_after_it_was_repaid():
    of = repaid(ledger(PHONE), ID)
    of = add_orders(of, [order("robot", bought_at=datetime(2026, 12, 6))], by_hand())
    assert shares(replanned(of, plan=plan(27_000))) == [(Allocation("phone", 1, fee=100, principal=9_000),)]


def test_nor_of_what_no_order_has_on_another_bill_than_it_was_repaid_for():
    """The phone's period went to another date than the bill, which the robot kept where it was."""
    of = replanned(repaid(ledger(PHONE, ROBOT), ID, 10_000), first_due=date(2026, 12, 14))
    of = set_total(of, book(of).bill("huabei/2026-12-14"), 10_101, NOW)
    of = replanned(of, plan=plan(27_000))
    assert shares(of) == [(Allocation("phone", 1, fee=100, principal=9_000),)]
    assert (ledger_faults(of, by_hand()), credit(of)) == ((), 900)
