"""An order that one version deleted comes back with all that the other has of it, or goes with it, as is answered."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.going_with import kept_only_in
from models.actions.merging import Side
from models.actions.order_deletion import order_deleted
from models.actions.order_page import page_seen
from models.actions.payment import never_arrived
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.actions.test_bills_of_both import both, promised, whole
from tests.models.actions.test_merging import DONE, after, other
from tests.models.bills.test_conserved import paid
from tests.models.builders import NOW, book, by_hand, ledger, order, plan, with_more
from tests.models.store.test_undo_of_acts import begun, some
from tests.often import tried

LAST, AFTER_IT = "huabei/2027-03-10", "huabei/2027-04-10"
PLAIN = ledger(order("phone", terms=plan(300_00, 3, 0)), order("robot", terms=plan(200_00, 4, 0)))
"""Two orders, of which the robot alone is on the last bill."""


def changed(of: Ledger, ident: str) -> Ledger:
    return replace(of, orders={**of.orders, ident: replace(of.orders[ident], note="changed")})


def deleted(of: Ledger, ident: str) -> Ledger:
    return order_deleted(of, ident, by_hand())


def put_off(bill: str = LAST) -> Ledger:
    return defer(PLAIN, book(PLAIN).bill(bill), NOW)


def turned() -> Ledger:
    """What else is on the last bill turned into instalments of its own."""
    of = with_more(PLAIN, LAST, 90_00)
    return convert(of, by_hand(), book(of).bill(LAST), 90_00, 3, 0, NOW, "turned")


def check_both(mine: Ledger, theirs: Ledger, base: Ledger) -> None:
    """The answer says whose version counts, whole, whichever version is merged into the other."""
    for side in Side:
        assert both(mine, theirs, base, side) == (mine if side is Side.MINE else theirs)
        assert both(theirs, mine, base, other(side)) == both(mine, theirs, base, side)


@pytest.mark.parametrize(
    "base",
    [put_off(), put_off("huabei/2027-02-10"), promised(put_off(), AFTER_IT), page_seen(PLAIN, ["robot"], NOW.date())],
    ids=["put off", "put off with another order", "promised", "its page seen"],
)
def test_what_was_said_of_an_order_comes_back_with_it(base):
    check_both(deleted(base, "robot"), changed(base, "robot"), base)


def test_an_order_that_began_as_a_bill_comes_back_with_what_it_was_of_that():
    base = turned()
    (ident,) = base.conversions
    check_both(deleted(base, ident), changed(base, ident), base)
    check_both(deleted(deleted(base, ident), "robot"), changed(base, "robot"), base)


def test_money_that_was_taken_off_the_record_for_it_comes_back_with_it():
    base = paid(PLAIN, LAST, confirmed=False)
    (made,) = base.repayments
    check_both(deleted(never_arrived(base, made), "robot"), changed(base, "robot"), base)


@pytest.mark.parametrize(
    "theirs",
    [page_seen(put_off(), ["robot"], NOW.date()), promised(put_off(), AFTER_IT), paid(put_off(), AFTER_IT)],
    ids=["its page", "a bill that has its rest", "money"],
)
def test_an_order_that_was_only_said_something_of_is_no_changed_one(theirs):
    base = put_off()
    mine = deleted(base, "robot")
    (asked,) = whole(mine, theirs, base).open
    assert (asked.key, asked.recorded, asked.mine) == ("orders/robot", True, None)
    assert both(mine, theirs, base, Side.THEIRS) == theirs
    assert {("deferrals", LAST), *(("pages", each) for each in theirs.pages)} <= {*kept_only_in(theirs, mine)}
    if not theirs.repayments:
        assert both(mine, theirs, base, Side.MINE) == mine
    (also,) = whole(mine, changed(theirs, "robot"), base).open
    assert not also.recorded


@tried(0.5)
@given(DONE, st.integers(0, 9))
def test_whatever_was_done_before_the_answer_counts_for_all_of_the_order(done, number):
    base = after(begun(), done, -50)
    ident = some(base.orders, number)
    try:
        mine = deleted(base, ident)
    except Problem:
        assume(False)
    check_both(mine, changed(base, ident), base)
