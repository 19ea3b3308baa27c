"""What auto-debit takes: on top of a payment by hand it is credit, and set up for the minimum it is that."""

from datetime import date

import pytest
from msgspec.structs import replace

from models.actions.auto_debit import taken
from models.actions.direct import ReportedRepayment, repay
from models.actions.exact import AppFigure, matches
from models.actions.rest_is_due import rest_is_due
from models.bills.debit_phase import due_then
from models.bills.derive import derive
from models.bills.line_kind import LineKind
from models.bills.minimum import minimum_of
from models.bills.rederive import rederive
from models.bills.status import Moment, Status, status
from models.channels.builtin import builtin
from models.channels.rules import Extent, Switch
from models.ledger.auto_debit import Outcome
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from models.values.message import Problem
from tests.models.builders import NOW, at, ledger, order, plan, repaid

BILL, NEXT = "huabei/2026-12-10", "huabei/2027-01-10"
EVENING, AFTER = at("2026-12-10T20:00:00+08:00"), at("2026-12-11T09:00:00+08:00")
ON = replace(builtin()["huabei"].auto_debit, default=Switch.ON)
FULL = {**builtin(), "huabei": replace(builtin()["huabei"], auto_debit=replace(ON, extent=Extent.FULL))}
LEAST = {**builtin(), "huabei": replace(builtin()["huabei"], auto_debit=replace(ON, extent=Extent.MINIMUM))}


def two() -> Ledger:
    """A bill of 434.90: an instalment of 134.90, which is on the next one, too, and a purchase of 300.00."""
    return ledger(order("phone", terms=plan(399_00, 3, 1_90)), order("shoes", terms=plan(300_00, 1, 0)))


def test_268_00_by_auto_debit_on_top_of_268_00_by_hand_is_credit_and_on_the_next_bill():
    of = repaid(ledger(order("phone", terms=plan(804_00, 3, 0))), BILL)
    of = taken(of, derive(of, FULL).bill(BILL), 268_00, EVENING)
    (again,) = (each for each in of.repayments.values() if each.method == "auto-debit")
    assert (again.way, again.credit, again.allocations) == (PaidAs.AGAIN, 268_00, ())
    one, nxt = derive(of, FULL).bill(BILL), derive(of, FULL).bill(NEXT)
    assert (one.amount, one.paid, one.outstanding) == (268_00, 268_00, 0)
    assert [(line.kind, line.amount) for line in nxt.lines][-1] == (LineKind.CREDIT, -268_00)
    assert status(nxt, Moment(EVENING)) is Status.SETTLED


def test_that_auto_debit_took_it_once_more_is_said_of_the_second_payment_alone():
    said = ReportedRepayment(amount=434_90, method="auto-debit", paid_at=NOW)
    with pytest.raises(Problem, match="does not take this method"):
        repay(two(), derive(two(), FULL).bill(BILL), said, NOW)
    of = repaid(two(), BILL)
    of = repay(of, derive(of, FULL).bill(BILL), replace(said, way=PaidAs.AGAIN), NOW)
    again = max(of.repayments.values(), key=lambda each: each.id)
    assert (again.method, again.credit) == ("auto-debit", 434_90)


def test_before_its_hours_or_where_it_is_off_nothing_was_taken_twice():
    of = repaid(two(), BILL)
    with pytest.raises(Problem, match="nothing to look at"):
        taken(of, derive(of, FULL).bill(BILL), 434_90, NOW)
    off = {**FULL, "huabei": replace(FULL["huabei"], auto_debit=replace(ON, default=Switch.OFF))}
    with pytest.raises(Problem, match="nothing to look at"):
        taken(of, derive(of, off).bill(BILL), 434_90, EVENING)


def test_a_plain_second_repayment_is_refused_with_what_to_say_of_one_that_was_made():
    of = repaid(two(), BILL)
    said = ReportedRepayment(amount=434_90, method="balance", paid_at=NOW)
    with pytest.raises(Problem, match=r"has been repaid: ¥434\.90 .*; if it was paid twice, say so: `--way again`"):
        repay(of, derive(of, FULL).bill(BILL), said, NOW)


def test_what_is_set_up_for_the_minimum_is_to_take_that_and_the_rest_goes_over():
    of = two()
    one = derive(of, LEAST).bill(BILL)
    least = minimum_of(one)
    assert least is not None and 0 < due_then(one) == least < 434_90
    of = taken(of, one, least, AFTER)
    one, nxt = derive(of, LEAST).bill(BILL), derive(of, LEAST).bill(NEXT)
    assert status(one, Moment(AFTER)) is Status.MINIMUM_PAID
    assert one.over is not None and one.over.amount == 434_90 - least
    assert nxt.outstanding == 134_90 + one.over.amount + one.over.interest


@pytest.mark.parametrize(("part", "stands"), [(163_89, Status.OVERDUE), (164_90, Status.TO_CONFIRM)])
def test_what_is_set_up_for_all_and_takes_a_part_leaves_the_rest_where_it_is(part, stands):
    """It may have been the minimum: until that is said the rest is not overdue for certain."""
    of = taken(two(), derive(two(), FULL).bill(BILL), part, AFTER)
    assert not of.minimums
    assert status(derive(of, FULL).bill(BILL), Moment(AFTER)) is stands


def test_what_is_set_up_for_the_minimum_and_takes_less_took_a_part():
    of = taken(two(), derive(two(), LEAST).bill(BILL), 1_00, AFTER)
    assert (dict(of.minimums), status(derive(of, LEAST).bill(BILL), Moment(AFTER))) == ({}, Status.OVERDUE)


def test_whoever_said_that_the_rest_is_overdue_changed_its_bill_alone():
    of = taken(two(), derive(two(), FULL).bill(BILL), 164_90, AFTER)
    was = derive(of, FULL)
    after = rest_is_due(of, was.bill(BILL), AFTER)
    again = rederive(was, of, after, FULL)
    assert again == derive(after, FULL)
    assert status(again.bill(BILL), Moment(AFTER)) is Status.OVERDUE


def of_unknown_minimum():
    """A card's purchase in one period, of which auto-debit takes a minimum that nobody knows."""
    card = builtin()["cmb"]
    least = replace(card.auto_debit, default=Switch.ON, extent=Extent.MINIMUM)
    catalogue = {**builtin(), "cmb": replace(card, auto_debit=least)}
    of = ledger(order("shoes", channel="cmb", terms=plan(300_00, 1, 0)))
    return of, catalogue, "cmb/2026-12-10"


def test_an_auto_debit_of_a_minimum_that_is_not_known_takes_nobody_knows_how_much():
    of, catalogue, ident = of_unknown_minimum()
    one = derive(of, catalogue).bill(ident)
    assert (minimum_of(one), due_then(one)) == (None, None)
    of = taken(of, one, 30_00, AFTER)
    one = derive(of, catalogue).bill(ident)
    assert (status(one, Moment(AFTER)), one.over.amount) == (Status.MINIMUM_PAID, 270_00)
    assert of.debits[ident].outcome is Outcome.TAKEN


@pytest.mark.parametrize(("figure", "said"), [(409_15, True), (405_00, True), (409_09, False), (420_00, False)])
def test_a_figure_that_differs_by_no_more_than_the_interest_is_explained_by_it(figure, said):
    of = taken(two(), derive(two(), LEAST).bill(BILL), 164_90, AFTER)
    now, every = at("2027-01-05T12:00:00+08:00"), derive(of, LEAST)
    assert every.bill(NEXT).outstanding == 409_09
    found = list(map(str, matches(AppFigure(figure, every.bill(NEXT), every, now, of))))
    assert any("is an estimate here, ¥4.19" in each for each in found) is said
    assert date(2027, 1, 10) == every.bill(NEXT).due


def test_that_it_was_taken_is_said_once_and_makes_no_credit_when_it_is_said_again():
    of = ledger(order("phone"))
    of = taken(of, derive(of, FULL).bill(BILL), 101_00, EVENING)
    with pytest.raises(Problem):
        taken(of, derive(of, FULL).bill(BILL), 101_00, EVENING)
