"""A bill that gets another date keeps what is recorded of it: repayments, corrections, auto-debit and its checklist."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import checklist, payment, verifying
from models.actions.auto_debit import confirm_account, failed
from models.actions.editing import edited
from models.actions.order_deletion import order_deleted
from models.actions.orders import add_orders
from models.actions.own_rules import drop_override, set_override
from models.actions.reference import refer, unasked
from models.bills.derive import derive
from models.bills.rederive import rederive
from models.channels.override import ChannelOverride
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.progress import Step
from models.ledger.repayment import Repayment
from models.store import Store
from models.values.message import Problem, msg
from tests.models.builders import (
    DUE,
    NOW,
    at,
    at_amount,
    at_complete,
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
    repaid,
    settled,
    settled_early,
    step,
    through_the_file,
    up_to_amount,
)
from tests.models.channels.test_cycle import DATES, DAYS

WAS = bill_id("huabei", DUE)
PHONE = order("phone")
ROBOT = order("robot", bought_at=datetime(2026, 11, 3))
WATCH = order("watch", due=date(2026, 12, 12))
"""The watch was entered with a due date of its own."""


def moved(of: Ledger, since: str, *days: int, ident: str = "huabei") -> Ledger:
    """The channel's bill day and due day moved, or its due day alone, to any that there are."""
    keys = ("bill_day", "due_day")[-len(days) :]
    moves = [{"since": since, **dict(zip(keys, days, strict=True))}]
    return set_override(
        of, by_hand(), ChannelOverride(id=ident, values={"due_days": [*range(1, 32)], "due_moves": moves})
    )


def dates(of: Ledger) -> list[str]:
    return list(check_book(of).bills)


def test_a_repayment_goes_with_its_bill_and_keeps_its_id():
    of = moved(repaid(ledger(PHONE), WAS, 5_000), "2026-12-01", 10, 20)
    (kept,) = of.repayments.values()
    one = check_book(of).bill("huabei/2026-12-20")
    assert (kept.id, kept.due) == (f"{WAS}#1", date(2026, 12, 20))
    assert (one.repayments, one.paid, one.outstanding) == ((kept,), 5_000, 5_100)


def test_a_second_repayment_of_a_moved_bill_takes_no_stored_id():
    of = moved(repaid(ledger(PHONE), WAS, 5_000), "2026-12-01", 10, 20)
    of = repaid(of, "huabei/2026-12-20")
    assert list(of.repayments) == [f"{WAS}#1", "huabei/2026-12-20#2"]
    assert drop_override(of, by_hand(), "huabei", NOW.date()).repayments.keys() == of.repayments.keys()


def test_a_bill_finds_its_repayments_by_what_they_went_to():
    of = repaid(ledger(PHONE), WAS)
    of = replace(
        of,
        channels={"huabei": ChannelOverride(id="huabei", values={"due_moves": [{"since": "2026-12-01", "day": 15}]})},
    )
    (one, *_) = derive(of, by_hand()).bills.values()
    assert (one.id, one.paid, [each.amount for each in one.repayments]) == ("huabei/2026-12-15", 10_100, [10_100])


def test_a_repayment_of_nothing_owed_stays_with_the_bill_it_was_made_for():
    twice = Repayment(id="twice", account_id="huabei", due=DUE, amount=100, paid_at=NOW, method="balance")
    of = replace(ledger(PHONE), repayments={"twice": twice})
    assert bill(of).repayments == (twice,)
    (one, *_) = book(moved(of, "2026-12-01", 10, 20)).bills.values()
    assert [each.id for each in one.repayments] == ["twice"]


@pytest.mark.parametrize("figure", [12_000, 8_000])
def test_a_correction_goes_with_its_bill(figure):
    of = moved(corrected(ledger(PHONE), WAS, figure), "2026-12-01", 10, 20)
    assert [(each.id, each.total) for each in of.corrections.values()] == [("huabei/2026-12-20", figure)]
    assert check_book(of).bill("huabei/2026-12-20").outstanding == figure


def test_what_was_repaid_of_a_correction_goes_along():
    of = completed(ledger(PHONE), WAS, 12_000)
    after = check_book(moved(of, "2026-12-01", 10, 20)).bill("huabei/2026-12-20")
    assert (after.paid, after.outstanding, after.corrected) == (12_000, 0, 1_900)


def test_what_was_looked_at_around_an_auto_debit_goes_along():
    one = order("card", channel="cmb", auto_debit="on")
    of = ledger(replace(one, auto_debit=None))
    override = ChannelOverride(id="cmb", values={"auto_debit": {"default": "on"}})
    of = set_override(of, by_hand(), override)
    eve = at("2026-12-09T12:00:00+08:00")
    of = confirm_account(of, bill(of, "cmb"), "招行 1234", eve)
    of = failed(of, bill(of, "cmb"), at("2026-12-10T12:00:00+08:00"))
    said = {**override.values, "due_moves": [{"since": "2026-12-01", "day": 25}]}
    of = set_override(of, by_hand(), replace(override, values=said))
    (seen,) = of.debits.values()
    assert (seen.id, seen.pay_account_at) == ("cmb/2026-12-25", eve)
    assert check_book(of).bill("cmb/2026-12-25").auto_debit == seen


def test_a_checklist_goes_along_with_its_answers_and_what_it_corrected():
    of = settled(at_amount(ledger(PHONE)), 12_000, checklist.Way.CORRECT)
    of = through_the_file(moved(of, "2026-12-01", 10, 20))
    assert step(of, "huabei/2026-12-20") is Step.METHOD
    back = checklist.step_back(of, book(of).bill("huabei/2026-12-20"), NOW)
    assert back.corrections == {}
    assert book(back).bill("huabei/2026-12-20").outstanding == 10_100


THAT_DAY = at("2026-12-10T10:00:00+08:00")
TWO = ["huabei/2026-12-20", "huabei/2027-01-20"]


def for_two(*orders: Order) -> Ledger:
    """The checklist of the first bill, by a figure that pays the second one as well; how it is paid was chosen."""
    of = up_to_amount(ledger(*orders), WAS, THAT_DAY)
    both = sum(each.outstanding for each in list(book(of).bills.values())[:2])
    of = verifying.settle_several(of, bill(of), book(of), both, THAT_DAY)
    return checklist.choose_method(of, bill(of), "balance", THAT_DAY)


def test_a_checklist_of_several_bills_pays_them_where_they_are_now():
    of = moved(for_two(PHONE), "2026-12-01", 10, 20)
    first, second = (book(of).bill(each) for each in TWO)
    of = payment.complete(of, first, THAT_DAY, THAT_DAY, others=(second,))
    assert [check_book(of).bill(each).outstanding for each in TWO] == [0, 0]
    of = moved(of, "2026-12-01", 10, 15)
    of = refer(of, of.checklists[WAS.replace("-10", "-15")].recorded or "", "A1")
    assert {each.reference for each in of.repayments.values()} == {"A1"}


def test_none_of_the_bills_of_a_checklist_becomes_another_one():
    robot = replace(ROBOT, first_due=date(2027, 1, 10))
    of = for_two(PHONE, robot)
    for other in (replace(robot, first_due=date(2027, 1, 15)), replace(robot, plan=plan(500_00, 3, 100))):
        with pytest.raises(Problem, match="checklist of huabei/2026-12-10 is under way"):
            edited(of, other, by_hand())
    with pytest.raises(Problem, match="an open checklist"):
        order_deleted(of, "robot", by_hand())


def test_a_bill_that_was_paid_may_become_another_while_its_reference_is_still_asked_for():
    of = at_complete(ledger(PHONE, ROBOT))
    of = payment.complete(of, bill(of), NOW, NOW)
    of = edited(of, replace(ROBOT, first_due=date(2026, 12, 15)), by_hand())
    assert [each.id for each in unasked(of)] == [f"{WAS}#1"]


def test_a_correction_that_a_checklist_replaced_comes_back_to_the_moved_bill():
    of = corrected(ledger(PHONE), WAS, 12_000)
    of = settled(at_amount(of), 13_000, checklist.Way.CORRECT)
    of = moved(of, "2026-12-01", 10, 20)
    of = checklist.abandon(of, book(of).bill("huabei/2026-12-20"))
    assert [(each.id, each.total) for each in of.corrections.values()] == [("huabei/2026-12-20", 12_000)]


def test_bills_that_become_one_have_their_corrections_together():
    of = corrected(ledger(PHONE, WATCH), WAS, 12_000)
    for each in (of, corrected(of, "huabei/2026-12-12", 10_000)):
        owed = sum(one.outstanding for one in book(each).bills.values())
        after = moved(each, "2026-12-01", 10, 20)
        assert dates(after) == ["huabei/2026-12-20", "huabei/2027-01-20", "huabei/2027-02-20"]
        assert sum(one.outstanding for one in book(after).bills.values()) == owed


def test_a_checklist_under_way_lets_no_other_correction_come_to_its_bill():
    of = corrected(ledger(PHONE, WATCH), "huabei/2026-12-12", 10_000)
    corrected_too = settled(at_amount(of), 12_000, checklist.Way.CORRECT)
    with pytest.raises(Problem, match="checklist of huabei/2026-12-10 is under way"):
        moved(corrected_too, "2026-12-01", 10, 20)


def test_two_checklists_do_not_become_one():
    of = checklist.begin(at_amount(ledger(PHONE, WATCH)), book(ledger(PHONE, WATCH)).bill("huabei/2026-12-12"), NOW)
    with pytest.raises(Problem, match="finish or drop it first"):
        moved(of, "2026-12-01", 10, 20)


def test_an_early_settlement_is_of_its_order_whatever_the_days():
    of = settled_early(ledger(PHONE), "phone")
    after = moved(of, "2026-12-01", 10, 20)
    assert after.repayments == of.repayments
    assert [one.repayments for one in check_book(after).bills.values()] == [tuple(of.repayments.values())] * 3


def test_no_record_of_a_bill_that_is_gone_is_taken_for_that_of_another():
    of = corrected(ledger(replace(PHONE, first_due=date(2026, 12, 20))), "huabei/2026-12-20", 5_000)
    of = replace(of, orders={"robot": ROBOT})
    after = moved(of, "2026-12-01", 10, 20)
    assert check_book(after).bill("huabei/2026-12-20").outstanding == 10_100


def test_an_order_with_another_due_date_takes_the_correction_of_its_bill_along():
    of = corrected(ledger(PHONE), WAS, 12_000)
    after = edited(of, replace(PHONE, first_due=date(2026, 12, 15)), by_hand())
    assert check_book(after).bill("huabei/2026-12-15").outstanding == 12_000
    shared = corrected(ledger(PHONE, ROBOT), WAS, 21_000)
    parted = edited(shared, replace(PHONE, first_due=date(2026, 12, 15)), by_hand())
    (made,) = parted.corrections.values()
    assert (made.id, made.change, [line.order for line in made.lines]) == (WAS, 800, ["robot"])
    assert [book(parted).bill(f"huabei/2026-12-{day}").outstanding for day in (10, 15)] == [10_900, 10_100]


def test_undo_takes_back_the_days_and_all_that_went_along(tmp_path: Path):
    store = Store(tmp_path / "ledger.json")
    of = settled(at_amount(repaid(ledger(PHONE, ROBOT), WAS, 5_000)), 16_000, checklist.Way.CORRECT)
    before = store.commit(msg("enter"), lambda _: of, NOW).ledger
    after = store.commit(msg("move"), lambda each: moved(each, "2026-12-01", 10, 20), NOW).ledger
    assert after.checklists.keys() == after.corrections.keys() == {"huabei/2026-12-20"}
    assert store.undo(NOW).ledger == before
    assert store.redo(NOW).ledger == after


@given(
    orders=st.lists(crowded(), min_size=1, max_size=4, unique_by=lambda each: each.id),
    paid=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6_000), st.booleans()), max_size=4),
    since=DATES,
    days=st.tuples(DAYS, DAYS) | st.tuples(DAYS),
)
def test_no_money_is_lost_or_found_when_days_are_moved_and_moved_back(orders, paid, since, days):
    of = add_orders(Ledger(), orders, {})
    for index, amount, correct in paid:
        every = list(book(of).bills)
        try:
            of = (corrected if correct else repaid)(of, every[index % len(every)], amount)
        except Problem:
            continue
    first = check_book(of)
    after = moved(of, f"{since}", *days)
    second = check_book(after)
    third = check_book(drop_override(after, by_hand(), "huabei", NOW.date()))
    for made in (second, third):
        assert sum(one.paid for one in made.bills.values()) == sum(one.paid for one in first.bills.values())
        assert sum(one.outstanding for one in made.bills.values()) == sum(
            one.outstanding for one in first.bills.values()
        )
        assert {each.id for one in made.bills.values() for each in one.repayments} == of.repayments.keys()
    assert rederive(book(of), of, after, by_hand()) == second


def test_a_line_that_leaves_a_corrected_bill_and_comes_back_counts_once():
    old = order("old", channel="cmb", bought_at=datetime(2026, 9, 1))
    card = order("card", channel="cmb")
    of = corrected(ledger(old, card), bill_id("cmb", DUE), 1)
    of = moved(of, "2026-11-01", 1, 8, ident="cmb")
    assert {each for each in book(of).bills if each.startswith("cmb/2026-12")} == {"cmb/2026-12-08", "cmb/2026-12-10"}
    of = moved(of, "2026-11-02", 8, ident="cmb")
    (made,) = of.corrections.values()
    assert (made.total, len(made.lines)) == (1, 2)
    assert check_book(of).bill("cmb/2026-12-08").amount == 1
