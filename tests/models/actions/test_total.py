"""The institution's own total of a bill, said without its checklist."""

from datetime import datetime

import pytest
from msgspec.structs import replace

from models.actions.early import early_quote
from models.actions.reduction import meant_by
from models.actions.seen import figure_seen
from models.actions.total import set_total
from models.bills.bill import kind_on
from models.bills.late_cost import late_cost
from models.bills.line_kind import LineKind
from models.bills.rederive import rederive
from models.ledger.closing import Refund
from models.ledger.correction import LATE
from models.ledger.ledger import Ledger
from models.ledger.reduction import Reduction, Target
from models.plans.plan import FeeUnknown
from models.values.message import Problem
from models.values.money import Fen
from tests.models.builders import (
    NOW,
    at,
    bill,
    book,
    by_hand,
    check_book,
    corrected,
    found,
    ledger,
    order,
    plan,
    repaid,
)

HUABEI = "huabei/2026-12-10"
OF = ledger(order("phone"), order("robot"))
"""¥202.00 on the bill."""
LATER = at("2026-12-12T12:00:00+08:00")


def totalled(of: Ledger, total: Fen, now=NOW, **rest) -> Ledger:
    return set_total(of, found(of, HUABEI, now), total, now, **rest)


@pytest.mark.parametrize("figure", [20_000, 20_300])
def test_a_total_is_the_correction_that_the_checklist_makes(figure):
    said, checked = totalled(OF, figure), corrected(OF, HUABEI, figure)
    assert said.corrections == checked.corrections
    assert bill(said) == bill(checked)


@pytest.mark.parametrize("step", [totalled, lambda of, total: corrected(of, HUABEI, total)])
def test_the_figure_of_a_bill_is_the_one_that_was_typed_last(step):
    of = figure_seen(OF, bill(OF), 20_200, at("2026-12-04T12:00:00+08:00"))
    assert {each.total for each in step(of, 20_300).figures.values()} == {20_300}
    assert {each.seen_at for each in step(of, 20_300).figures.values()} == {NOW}
    assert totalled(OF, 20_300).figures[HUABEI].source == "typed"
    assert corrected(OF, HUABEI, 20_300).figures[HUABEI].source == "app"


def test_what_was_repaid_already_is_in_the_total():
    of = totalled(repaid(OF, HUABEI, 10_000), 21_000)
    assert (bill(of).amount, bill(of).paid, bill(of).outstanding) == (21_000, 10_000, 11_000)
    check_book(of)


def test_a_settled_bill_that_came_to_more_is_open_again():
    of = totalled(repaid(OF, HUABEI), 20_500)
    assert bill(of).outstanding == 300
    check_book(of)


def test_the_total_of_its_orders_takes_a_correction_back():
    of = totalled(totalled(OF, 20_000, target=Target.FEE), 20_200)
    assert replace(of, figures={}) == OF
    assert of.figures[HUABEI].total == 20_200


def test_a_correction_that_a_repayment_went_to_stays():
    of = repaid(totalled(OF, 20_300), HUABEI)
    of = totalled(of, 20_400)
    assert (bill(of).amount, bill(of).outstanding) == (20_400, 100)
    check_book(of)


def test_more_on_an_overdue_bill_is_late_interest_unless_another_reason_is_given():
    assert totalled(OF, 20_300, LATER).corrections[HUABEI].reason == LATE
    assert totalled(OF, 20_300, LATER, reason=" a gift ").corrections[HUABEI].reason == "a gift"
    assert totalled(OF, 20_100, LATER).corrections[HUABEI].reason == ""
    assert totalled(OF, 20_300).corrections[HUABEI].reason == ""


@pytest.mark.parametrize("target", Target)
def test_what_was_lowered_is_kept_beside_the_correction_until_it_is_corrected_again(target):
    of = totalled(OF, 20_050, target=target, reason="coupon")
    assert of.reductions == {
        HUABEI: Reduction(id=HUABEI, bill=HUABEI, target=target, amount=150, at=NOW, reason="coupon")
    }
    assert bill(of).outstanding == 20_050
    assert totalled(of, 20_000).reductions == {}


@pytest.mark.parametrize(
    ("of", "total", "rest", "words"),
    [
        (OF, -1, {}, "more than ¥0.00"),
        (OF, 10**11, {}, "is over"),
        (repaid(OF, HUABEI, 10_000), 9_999, {}, r"¥100\.00 of this bill was repaid already"),
        (OF, 20_200, {"target": Target.FEE}, "so nothing was lowered"),
        (OF, 19_999, {"target": Target.FEE}, r"¥0\.01 to ¥2\.00"),
        (OF, 20_000, {"reason": "x" * 121}, "at most 120 characters"),
    ],
)
def test_what_cannot_be_the_total_is_refused(of, total, rest, words):
    with pytest.raises(Problem, match=words):
        totalled(of, total, **rest)


def test_a_total_of_nothing_says_that_all_of_the_bill_was_waived():
    of = totalled(OF, 0)
    assert (bill(of).outstanding, of.reductions[HUABEI].target) == (0, Target.BILL)
    assert of.corrections == totalled(OF, 0, target=Target.BILL).corrections


def two_fees() -> Ledger:
    """A fee of 1.00 and one of 9.00 on the bill of 210.00."""
    return ledger(order("phone"), order("robot", terms=plan(30_000, 3, 900)))


@pytest.mark.parametrize(
    ("less", "said", "expected"),
    [
        (50, "phone", {"phone": (10_000, 50), "robot": (10_000, 900)}),
        (50, "robot", {"phone": (10_000, 100), "robot": (10_000, 850)}),
        (900, "", {"phone": (10_000, 100), "robot": (10_000, 0)}),
        (1_000, "", {"phone": (10_000, 0), "robot": (10_000, 0)}),
    ],
)
def test_of_two_fees_the_one_that_was_said_is_lowered_or_the_one_that_is_as_much(less, said, expected):
    of = totalled(two_fees(), bill(two_fees()).amount - less, target=Target.FEE, order=said)
    assert taken_off(of) == expected
    check_book(of)


def test_which_of_two_orders_was_lowered_is_open_where_it_may_be_either():
    one = bill(two_fees())

    def of(target: Target, amount: Fen) -> list[str]:
        return [line.order_id for line in meant_by(one, target, amount)]

    assert of(Target.FEE, 50) == ["phone", "robot"]
    assert of(Target.FEE, 101) == ["robot"]
    assert of(Target.PRINCIPAL, 1_000) == ["phone", "robot"]
    assert of(Target.FEE, 1_000) == of(Target.BILL, 50) == []


def test_more_than_the_fee_of_the_order_that_was_said_is_refused():
    with pytest.raises(Problem, match=r"¥0\.01 to ¥1\.00"):
        totalled(two_fees(), bill(two_fees()).amount - 200, target=Target.FEE, order="phone")
    with pytest.raises(Problem, match="nothing was lowered here"):
        totalled(two_fees(), bill(two_fees()).amount - 50, target=Target.FEE, order="watch")


def test_what_an_overdue_bill_grew_by_bears_no_interest_whatever_the_reason_is_called():
    now = at("2026-12-20T12:00:00+08:00")
    plain, named = (totalled(OF, 30_000, LATER, reason=reason) for reason in ("", "违约金"))
    assert bill(named).lines[-1].kind is LineKind.CORRECTION
    assert kind_on(bill(named).lines[-1], bill(named)) is LineKind.LATE
    assert late_cost(bill(named), now) == late_cost(bill(plain), now) == late_cost(bill(OF), now)
    before = totalled(OF, 30_000, NOW, reason="vase")
    assert kind_on(bill(before).lines[-1], bill(before)) is LineKind.CORRECTION, "it was not overdue then"


def test_early_settlement_has_no_total_to_correct():
    with pytest.raises(Problem, match="early settlement has no total"):
        set_total(OF, found(OF, "early/phone"), 10_000, NOW)


def taken_off(of: Ledger) -> dict[str, tuple[Fen, Fen]]:
    """By order: what is owed of its principal and of its fee on the bill."""
    return {line.order_id: (line.owed_principal, line.owed_fee) for line in bill(of).lines}


FREE = order("robot", terms=plan(60_000, 3, 0), bought_at=datetime(2026, 11, 2))
UNKNOWN = order("watch", terms=FeeUnknown(amounts=(20_000, 20_000)), bought_at=datetime(2026, 11, 3))
"""Bought later than the phone, so that a reduction which nobody said more of is taken off it first."""


def test_a_lowered_fee_is_taken_off_the_lines_with_a_fee():
    of = ledger(order("phone", terms=plan(120_000, 6, 600)), FREE)
    of = totalled(of, 40_000, target=Target.FEE)
    assert taken_off(of) == {"phone": (20_000, 0), "robot": (20_000, 0)}
    assert bill(of).amount == 40_000
    check_book(of)


def test_a_lowered_principal_is_taken_off_principals_alone():
    of = totalled(OF, 9_200, target=Target.PRINCIPAL)
    assert taken_off(of) == {"phone": (9_000, 100), "robot": (0, 100)}
    assert bill(of).amount == 9_200
    check_book(of)


def test_a_fee_that_is_known_is_lowered_before_one_that_may_be_there():
    of = ledger(order("phone"), FREE, UNKNOWN)
    assert taken_off(totalled(of, 50_050, target=Target.FEE))["phone"] == (10_000, 50)
    assert taken_off(totalled(of, 49_600, target=Target.FEE)) == {
        "phone": (10_000, 0),
        "robot": (20_000, 0),
        "watch": (19_600, 0),
    }


def test_a_lowered_fee_is_lowered_by_no_more_after_another_correction():
    of = corrected(totalled(ledger(order("phone"), FREE), 30_050, target=Target.FEE), HUABEI, 30_000)
    assert taken_off(of) == {"phone": (10_000, 50), "robot": (19_950, 0)}
    check_book(of)


def test_what_was_lowered_instead_is_another_bill():
    of = totalled(OF, 20_150, target=Target.FEE)
    after = totalled(of, 20_150, target=Target.PRINCIPAL)
    assert rederive(book(of), of, after, by_hand()) == book(after) != book(of)
    assert taken_off(after)["robot"] == (9_950, 100)


def test_what_is_repaid_of_a_bill_with_a_lowered_fee_is_its_principal():
    of = repaid(totalled(ledger(order("phone"), FREE), 30_000, target=Target.FEE), HUABEI)
    assert [(each.order, each.principal, each.fee) for each in found(of, HUABEI).repayments[0].allocations] == [
        ("phone", 10_000, 0),
        ("robot", 20_000, 0),
    ]
    check_book(of)


def test_a_total_after_a_refund_is_that_total():
    of = ledger(order("phone"), order("robot"))
    of = replace(of, refunds={"r": Refund(id="r", order="robot", amount=25_000, at=NOW)})
    assert bill(of).amount == 15_200
    assert bill(totalled(of, 8_200)).amount == 8_200
    assert bill(totalled(of, 8_200, target=Target.PRINCIPAL)).amount == 8_200
    assert taken_off(totalled(of, 8_200, target=Target.PRINCIPAL)) == {"phone": (3_000, 100), "robot": (5_000, 100)}


# -- what follows from what was lowered


def test_settling_early_claims_no_fee_that_was_waived():
    of = ledger(order("phone", channel="cmb"))
    before = early_quote(of.orders["phone"], book(of), by_hand()["cmb"], NOW)
    of = set_total(of, bill(of, "cmb"), 10_040, NOW, target=Target.FEE)
    after = early_quote(of.orders["phone"], book(of), by_hand()["cmb"], NOW)
    assert (before.fees - after.fees, before.principal) == (60, after.principal)


def test_settling_early_repays_no_principal_that_was_waived():
    of = ledger(order("phone", channel="cmb"))
    of = set_total(of, bill(of, "cmb"), 9_100, NOW, target=Target.PRINCIPAL)
    quote = early_quote(of.orders["phone"], book(of), by_hand()["cmb"], NOW)
    assert (quote.principal, quote.fees) == (29_000, 300)


SAID_ONCE = {
    "more": lambda: totalled(OF, 30_000, reason="annual fee"),
    "late": lambda: totalled(OF, 20_300, LATER),
    "fee": lambda: totalled(two_fees(), 20_500, target=Target.FEE, order="robot"),
    "whole": lambda: totalled(OF, 0),
}


@pytest.mark.parametrize("first", SAID_ONCE)
def test_the_same_total_said_again_later_changes_nothing_but_when_it_was_seen(first):
    of = SAID_ONCE[first]()
    later = at("2026-12-20T12:00:00+08:00")
    total = bill(of).amount
    again = totalled(of, total, later) if total else of
    assert (again.corrections, again.reductions) == (of.corrections, of.reductions)
    assert bill(again) == bill(of)
    if of.reductions:
        less = of.reductions[HUABEI]
        again = totalled(of, total, later, target=less.target, order=less.order)
        assert (again.corrections, again.reductions) == (of.corrections, of.reductions)
