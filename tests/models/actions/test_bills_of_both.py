"""Two versions of a ledger give bills other dates: what each said of a bill is of the bill that has its lines then."""

from contextlib import suppress
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given
from msgspec.structs import replace

from models.actions.dates_of_both import with_dates_of_both
from models.actions.defer import defer
from models.actions.editing import edited
from models.actions.going_with import kept_only_in
from models.actions.merging import Merged, Side, made_one, merged
from models.actions.order_deletion import order_deleted
from models.actions.orders import add_orders
from models.actions.promise import promise
from models.actions.seen import figure_seen
from models.actions.total import set_total
from models.bills.ledger_faults import ledger_faults
from models.bills.lost_bills import OF_ONE_BILL
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.values.message import Problem
from tests.models.actions.test_merging import DONE, after, other
from tests.models.builders import DUE, NOW, book, by_hand, corrected, ledger, order, plan
from tests.models.store.test_undo_of_acts import begun
from tests.often import tried

BILL, LATER, LATEST = "cmb/2026-12-10", "cmb/2026-12-14", "cmb/2026-12-20"
BASE = ledger(order("phone", channel="cmb", terms=plan(300_00, 3, 0)))


def both(mine: Ledger, theirs: Ledger, base: Ledger | None, side: Side | None = None) -> Ledger:
    return made_one(whole(mine, theirs, base, side), by_hand())


def whole(mine: Ledger, theirs: Ledger, base: Ledger | None, side: Side | None = None, **answers) -> Merged:
    made = merged(mine, theirs, base, side, **answers)
    return with_dates_of_both(made, mine, theirs, base, by_hand(), side, **answers)


def due(of: Ledger, day: int) -> Ledger:
    return edited(of, replace(of.orders["phone"], first_due=DUE.replace(day=day)), by_hand())


def promised(of: Ledger, bill: str, minutes: int = 0) -> Ledger:
    return promise(of, book(of).bill(bill), NOW.date() + timedelta(1), NOW + timedelta(minutes=minutes))


def said(of: Ledger) -> set[str]:
    """The bills that something was said of."""
    return {ident for table in OF_ONE_BILL for ident in getattr(of, table)}


def faults(of: Ledger) -> set[tuple[str, str, str]]:
    """What does not go together, also what is of a bill by an older id, where nothing counts."""
    return {(each.code, each.table, each.id) for each in ledger_faults(replace(of, moved={}), by_hand())}


def test_what_one_says_of_a_bill_goes_to_the_date_that_the_other_gave_it():
    talked, moved = corrected(promised(BASE, BILL), BILL, 90_00), due(BASE, 14)
    for one in (both(talked, moved, BASE), both(moved, talked, BASE)):
        assert said(one) == {LATER}
        assert (ledger_faults(one, by_hand()), one.moved[BILL].to) == ((), LATER)
        assert book(one).bill(LATER).outstanding == 90_00


@pytest.mark.parametrize(("side", "bill"), [(Side.MINE, LATER), (Side.THEIRS, LATEST)])
def test_where_both_gave_it_another_date_it_is_of_the_bill_whose_date_counts(side, bill):
    base = corrected(BASE, BILL, 90_00)
    mine, theirs = promised(due(base, 14), LATER), due(base, 20)
    one = both(mine, theirs, base, side)
    assert said(one) == {bill}
    assert (ledger_faults(one, by_hand()), book(one).bill(bill).outstanding) == ((), 90_00)
    assert one == both(theirs, mine, base, other(side))
    assert kept_only_in(one, both(mine, theirs, base, other(side))) == (), "it only has another bill there"


def test_of_two_promises_the_last_counts():
    mine, theirs = promised(due(BASE, 14), LATER, 5), promised(BASE, BILL)
    one = both(mine, theirs, BASE)
    assert one.promises == mine.promises


def test_of_two_totals_it_is_asked_which_counts():
    mine, theirs = corrected(due(BASE, 14), LATER, 95_00), corrected(BASE, BILL, 90_00)
    made = whole(mine, theirs, BASE)
    assert [each.key for each in made.open] == [f"corrections/{LATER}", f"figures/{LATER}"]
    for side, total in ((Side.MINE, 95_00), (Side.THEIRS, 90_00)):
        one = both(mine, theirs, BASE, side)
        assert (ledger_faults(one, by_hand()), book(one).bill(LATER).outstanding) == ((), total)
        assert one == both(theirs, mine, BASE, other(side))


def with_robot() -> Ledger:
    return add_orders(BASE, [order("robot", channel="cmb", terms=plan(200_00, 2, 0), due=DUE.replace(day=14))], {})


@pytest.mark.parametrize(
    ("act", "said_of"),
    [
        (lambda of: due(of, 14), lambda of: figure_seen(of, book(of).bill(BILL), 100_00, NOW)),
        (lambda of: order_deleted(of, "phone", by_hand()), lambda of: promised(of, BILL)),
    ],
    ids=["a figure of a bill that is with others now", "a promise of an order that is deleted"],
)
def test_what_no_bill_of_the_two_can_have_is_asked_by_its_order(act, said_of):
    base = with_robot()
    mine, theirs = said_of(base), act(base)
    made = whole(mine, theirs, base)
    assert [each.key for each in made.open] == ["orders/phone"]
    assert [each.key for each in whole(theirs, mine, base).open] == ["orders/phone"]
    ours, others = (
        made_one(whole(mine, theirs, base, None, answers={"orders/phone": side}), by_hand()) for side in Side
    )
    assert (ours.orders, said(ours), ledger_faults(ours, by_hand())) == (mine.orders, {BILL}, ())
    assert (others.orders, said(others), ledger_faults(others, by_hand())) == (theirs.orders, set(), ())
    assert others == both(theirs, mine, base, Side.MINE)
    assert [ident for _, ident in kept_only_in(ours, others)] == [BILL]
    assert kept_only_in(others, ours) == ()
    for one in (ours, others):
        assert made_one(whole(one, theirs, theirs), by_hand()) == one


@pytest.mark.parametrize(("total", "is_more"), [(90_00, False), (110_00, True)])
def test_a_total_goes_to_the_bill_that_its_order_is_on_with_another_one(total, is_more):
    base = with_robot()
    mine, theirs = replace(set_total(base, book(base).bill(BILL), total, NOW), figures={}), due(base, 14)
    one = both(mine, theirs, base)
    assert (ledger_faults(one, by_hand()), book(one).bill(LATER).amount) == ((), 100_00 + total)
    assert one.corrections[LATER].change == total - 100_00
    assert one == both(theirs, mine, base)
    if not is_more:
        mine = set_total(base, book(base).bill(BILL), total, NOW, target=Target.PRINCIPAL)
        less = both(replace(mine, figures={}), theirs, base).reductions[LATER]
        assert (less.bill, less.amount, less.order) == (LATER, 10_00, "phone")


def test_what_is_said_of_a_bill_that_only_has_what_was_deferred_goes_where_that_is_deferred_to_now():
    base = ledger(order("phone", terms=plan(300_00, 3, 0)))
    base = defer(base, book(base).bill("huabei/2027-02-10"), NOW)
    mine, theirs = figure_seen(base, book(base).bill("huabei/2027-03-10"), 100_00, NOW), due(base, 8)
    for one in (both(mine, theirs, base), both(theirs, mine, base)):
        assert ([*one.figures], ledger_faults(one, by_hand())) == (["huabei/2027-03-08"], ())


@pytest.mark.parametrize(
    ("before", "here", "there"),
    [
        ([], [("minimum", 17_85), ("convert", 10)], [("move", 8), ("another day", 3)]),
        ([("turned", 89_31)], [("another day", 63_36), ("defer", 70_75), ("promise", 2_48)], [("move", 28_61)]),
    ],
    ids=["a bill turned that had what was left to it", "a bill that was there for what was put off to it"],
)
@pytest.mark.parametrize("side", Side)
def test_what_was_put_off_to_a_bill_takes_nothing_from_it_where_it_goes_along(before, here, there, side):
    base = after(begun(), before, -50)
    mine, theirs = after(base, here, 0), after(base, there, 100)
    one = both(mine, theirs, base, side)
    assert (faults(one), one) == (set(), both(theirs, mine, base, other(side)))
    assert book(one).bills.keys() >= said(one)


@tried(0.5)
@given(DONE, DONE, st.sampled_from(Side))
def test_whatever_was_done_no_more_is_lost_and_no_more_cannot_be(here, there, side):
    base = begun()
    mine, theirs = after(base, here, 0), after(base, there, 100)
    was = merged(mine, theirs, base, side)
    made = with_dates_of_both(was, mine, theirs, base, by_hand(), side)
    back = whole(theirs, mine, base, other(side))
    assert made.ledger == back.ledger
    assert faults(made.ledger) <= faults(was.ledger)
    for table in ("repayments", "conversions", "refunds", "closings"):
        assert getattr(made.ledger, table).keys() == getattr(was.ledger, table).keys()
    with suppress(Problem):
        assert made_one(made, by_hand()) == made.ledger
