"""The app shows a bill less by what lay there for later ones: that credit went to this bill, and to no other."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.actions.comparison import compare
from models.actions.total import set_total
from models.actions.used_credit import with_used
from models.bills.late_cost import late_cost
from models.bills.line_kind import LineKind
from models.bills.minimum import minimum_of
from models.bills.status import Moment, Status, status
from models.channels.account import Account
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.values.message import Problem
from tests.models.builders import (
    NOW,
    at,
    bill,
    book,
    by_hand,
    check_book,
    completed,
    corrected,
    ledger,
    order,
    plan,
    refund,
    repaid,
)
from tui.words.corrected import beside_said

BILL = "huabei/2026-12-10"
PAD = order("pad", terms=plan(900_00, 3, 10_00))
MUG = order("mug", terms=plan(600_00, 4, 10_00), bought_at=datetime(2026, 11, 12))
OVERDUE = at("2026-12-12T12:00:00+08:00")


def sent_back() -> Ledger:
    """The mug was returned once its first period of 150.00 and 10.00 was billed: 150.00 are credit."""
    return refund(ledger(PAD, MUG), "mug", 600_00, NOW, full=True)


def total(of: Ledger, amount: int, now: datetime = NOW, target: Target | None = None) -> Ledger:
    return set_total(of, book(of).bill(BILL), amount, now, target=target)


def owed(of: Ledger) -> list[int]:
    """What is owed on the bills with the pad."""
    bills = check_book(of).bills
    return [bills[f"huabei/{due}"].outstanding for due in (date(2026, 12, 10), date(2027, 1, 10), date(2027, 2, 10))]


def test_what_the_institution_took_off_this_bill_is_not_off_the_next_one_too():
    assert owed(sent_back()) == [470_00, 160_00, 310_00]
    of = total(sent_back(), 320_00)
    assert owed(of) == [320_00, 310_00, 310_00]
    assert (bill(of).corrected, bill(of).covered) == (0, 150_00)


def test_the_fee_of_that_period_may_have_gone_with_it():
    of = total(sent_back(), 310_00)
    assert owed(of) == [310_00, 310_00, 310_00]
    assert bill(of).corrected == -10_00


def test_the_amount_step_of_the_checklist_says_the_same():
    assert owed(corrected(sent_back(), BILL, 320_00)) == [320_00, 310_00, 310_00]
    assert owed(completed(sent_back(), BILL, 320_00)) == [0, 310_00, 310_00]


def test_that_it_was_the_credit_is_said_of_the_figure():
    of = sent_back()
    (why,) = compare(bill(of), 320_00, book(of), NOW, of).explanations
    assert str(why) == "it is less by the credit that lies there, ¥150.00"


@pytest.mark.parametrize("first", [320_00, 310_00])
@pytest.mark.parametrize(("then", "left"), [(470_00, 160_00), (320_00, 310_00), (310_00, 310_00), (460_00, 170_00)])
def test_the_figure_that_is_typed_last_counts_and_gives_back_what_it_is_more(first, then, left):
    assert owed(total(total(sent_back(), first), then)) == [then, left, 310_00]


def test_a_bill_of_which_nothing_else_is_owed_was_paid_by_it_and_no_coupon():
    of = refund(ledger(MUG), "mug", 600_00, NOW, full=True)
    of = total(of, 0)
    assert (bill(of).outstanding, bill(of).covered, of.reductions, check_book(of).credit) == (0, 150_00, {}, {})


@pytest.mark.parametrize(("less", "target"), [(10_00, None), (150_00, Target.BILL), (151_00, None)])
def test_another_difference_and_a_coupon_leave_the_credit_to_later_bills(less, target):
    assert owed(total(sent_back(), 470_00 - less, target=target)) == [470_00 - less, 160_00, 310_00]


def test_once_a_later_bill_was_repaid_with_the_credit_it_is_no_longer_for_this_one():
    assert owed(total(sent_back(), 320_00, OVERDUE)) == [320_00, 310_00, 310_00]
    of = repaid(sent_back(), "huabei/2027-01-10", now=OVERDUE)
    assert owed(total(with_used(of, by_hand(), OVERDUE), 320_00, OVERDUE)) == [320_00, 0, 310_00]


FOOD = order("food", terms=plan(300_00, 1, 3_00), bought_at=datetime(2026, 11, 6))
RETURNED, LOOKED = at("2026-12-15T12:00:00+08:00"), at("2026-12-18T12:00:00+08:00")


def returned_late() -> Ledger:
    """The food of 300.00 and 3.00 was returned five days after its bill fell due; the pad runs on."""
    return refund(ledger(PAD, FOOD), "food", 300_00, RETURNED, full=True)


@pytest.mark.parametrize(
    ("shown", "corrected"), [(313_00, 0), (310_00, -3_00), (310_76, -2_24), (313_76, 76), (314_30, 1_30)]
)
def test_goods_of_an_overdue_bill_that_came_back_are_off_it_once_and_no_coupon(shown, corrected):
    """The app shows it without the goods, or without their fee as well, or with late interest on top, also where that
    is more than the estimate of 0.76."""
    of = total(returned_late(), shown, LOOKED)
    assert owed(of) == [shown, 310_00, 310_00]
    assert (bill(of).covered, bill(of).corrected) == (300_00, corrected)
    assert (of.reductions, check_book(of).credit) == ({}, {})
    (line,) = (each for each in bill(of).lines if each.kind is LineKind.CREDIT)
    assert beside_said(line, bill(of)).template == "goods returned, taken off"


def test_goods_that_were_taken_off_a_bill_are_what_is_paid_of_it_and_its_instalments_stay_its_minimum():
    of = total(refund(ledger(PAD, FOOD), "food", 300_00, NOW, full=True), 313_00)
    pad, food = (next(line for line in bill(of).lines if line.order_id == ident) for ident in ("pad", "food"))
    assert (pad.outstanding, food.outstanding, minimum_of(bill(of))) == (310_00, 3_00, 310_30)


def test_of_an_overdue_bill_whose_goods_all_came_back_nothing_is_left_but_what_lateness_cost_by_then():
    of = refund(ledger(FOOD), "food", 300_00, RETURNED, full=True)
    before = late_cost(bill(of), RETURNED)
    of = total(of, 0, LOOKED)
    assert (bill(of).outstanding, bill(of).covered, of.reductions, check_book(of).credit) == (0, 300_00, {}, {})
    # 300.00 × 5 days × 0.05%; the fee went with the goods
    assert late_cost(bill(of), LOOKED).interest == 75 <= before.interest
    assert status(bill(of), Moment(LOOKED)) is Status.SETTLED


def test_what_a_card_charges_for_less_than_the_minimum_stays_although_the_goods_came_back():
    card = Account(id="cmb", channel="cmb", mode=Mode.STATEMENT, bill_day=18, due_day=5)
    bought = order(
        "food", channel="cmb", terms=plan(300_00, 1, 0), due=date(2026, 12, 5), bought_at=datetime(2026, 11, 6)
    )
    of = replace(ledger(bought), accounts={card.id: card})
    before = late_cost(book(of).bill("cmb/2026-12-05"), RETURNED)
    of = refund(of, "food", 300_00, RETURNED, full=True)
    one = book(set_total(of, book(of).bill("cmb/2026-12-05"), 0, LOOKED)).bill("cmb/2026-12-05")
    assert (one.outstanding, late_cost(one, LOOKED)) == (0, before)
    assert before.penalty != 0


def test_where_a_later_bill_was_settled_with_the_goods_that_nothing_is_owed_here_is_not_taken_for_a_coupon():
    next_one = order("pad", terms=plan(600_00, 2, 0), due=date(2027, 1, 10))
    of = refund(ledger(FOOD, next_one), "food", 300_00, RETURNED, full=True)
    february = at("2027-02-01T12:00:00+08:00")
    of = with_used(of, by_hand(), february)
    assert book(of).bill("huabei/2027-01-10").outstanding == 0
    with pytest.raises(Problem, match="lowered the bill due 2027-01-10 here"):
        total(of, 0, february)
    assert bill(total(of, 0, february, Target.BILL)).outstanding == 0
    # the app asks for the whole of that bill: the credit went to this one
    of = set_total(of, book(of).bill("huabei/2027-01-10"), 300_00, february)
    of = total(with_used(of, by_hand(), february), 0, february)
    every = check_book(of)
    assert [each.outstanding for each in every.bills.values()] == [0, 300_00, 300_00]
    assert (of.reductions, every.credit) == ({}, {})
