"""A bill that is there only because of what went over to it gets another date: what is recorded of it goes along."""

from datetime import date, datetime

import pytest

from models.actions.account_changes import AccountDetails, changed
from models.actions.account_changes import moved as account_moved
from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.minimum_paid import minimum_paid
from models.actions.promise import promise
from models.actions.seen import figure_seen
from models.actions.total import set_total
from models.bills.status import Moment, Status, status
from models.channels.cycle import DueMove
from models.ledger.ledger import Ledger
from tests.models.builders import (
    NOW,
    at,
    book,
    by_hand,
    check_book,
    ledger,
    order,
    plan,
    repaid,
    settled_early,
    up_to_amount,
)

FIRST, GROWN = "cmb/2026-12-10", "cmb/2027-01-10"
THERE, THEN = "cmb/2026-12-25", "cmb/2027-01-25"
JANUARY = at("2027-01-05T12:00:00+08:00")


def one_purchase() -> Ledger:
    return ledger(order("shoes", channel="cmb", terms=plan(300_00, 1, 0), bought_at=datetime(2026, 11, 1)))


def put_off() -> Ledger:
    of = one_purchase()
    return defer(of, book(of).bill(FIRST), NOW)


def at_its_minimum() -> Ledger:
    of = repaid(one_purchase(), FIRST, 100_00)
    return minimum_paid(of, book(of).bill(FIRST), NOW, 0)


def moved(of: Ledger) -> Ledger:
    """With the due day 25 instead of the 10th, from the middle of December on."""
    of = changed(of, by_hand(), "cmb", AccountDetails(bill_day=22, due_day=10), date(2026, 12, 5))
    return account_moved(of, by_hand(), "cmb", DueMove(since=date(2026, 12, 15), bill_day=5, due_day=25))


GONE = pytest.mark.parametrize("gone", [put_off, at_its_minimum], ids=["deferred", "minimum"])


@GONE
def test_its_promise_and_what_was_seen_of_it_go_along(gone):
    of = gone()
    one = book(of).bill(GROWN)
    of = promise(figure_seen(of, one, one.outstanding, NOW), one, one.due, NOW)
    after = moved(of)
    assert (list(after.figures), list(after.promises)) == ([THERE], [THERE])
    assert check_book(after).bill(GROWN).id == THERE  # it answers to both


@GONE
def test_its_correction_goes_along(gone):
    of = gone()
    owed = book(of).bill(GROWN).outstanding
    more = owed + 70_00  # more than any interest on what went over
    after = moved(set_total(of, book(of).bill(GROWN), more, NOW))
    assert list(after.corrections) == [THERE]
    assert check_book(after).bill(THERE).outstanding == more


@GONE
def test_its_checklist_goes_along(gone):
    of = up_to_amount(gone(), GROWN)
    assert list(moved(of).checklists) == [THERE]


def test_it_is_deferred_on_to_the_bill_that_comes_next_now():
    of = put_off()
    of = defer(of, book(of).bill(GROWN), NOW)
    after = moved(of)
    assert {ident: each.to for ident, each in after.deferrals.items()} == {FIRST: THERE, THERE: THEN}
    assert check_book(after).bill(THEN).outstanding == 300_00


def test_what_of_it_was_turned_into_instalments_stays_turned():
    of = at_its_minimum()
    of = convert(of, by_hand(), book(of).bill(GROWN), 150_00, 3, 0, NOW, "turned")
    after = moved(of)
    (made,) = after.conversions.values()
    assert made.bill in check_book(after).bills
    assert book(after).bill(made.bill).outstanding == 50_00


@GONE
def test_what_of_it_was_repaid_stays_where_it_was_repaid(gone):
    of = repaid(gone(), GROWN, now=JANUARY)
    after = moved(of)
    assert check_book(after).bill(GROWN).outstanding == 0
    assert sum(each.outstanding for each in book(after).bills.values()) == 0
    assert book(after).bill(GROWN).repayments == book(of).bill(GROWN).repayments


def test_where_it_was_settled_by_early_settlement_alone_it_keeps_its_date():
    of = settled_early(put_off(), "shoes", now=at("2026-12-06T12:00:00+08:00"))
    before = book(of).bill(GROWN)
    assert (before.paid, before.outstanding) == (300_00, 0)
    after = check_book(moved(of))
    assert after.bills.keys() == {FIRST, GROWN}
    assert after.bill(GROWN).lines == before.lines
    assert status(after.bill(GROWN), Moment(JANUARY)) is Status.SETTLED


def test_nor_does_one_that_was_turned_into_instalments_whole_get_another_date():
    of = put_off()
    of = convert(of, by_hand(), book(of).bill(GROWN), 300_00, 3, 0, NOW, "turned")
    before = book(of).bill(GROWN)
    after = check_book(moved(of)).bill(GROWN)
    assert (after.id, after.lines) == (GROWN, before.lines)
    assert status(after, Moment(JANUARY)) is Status.IN_INSTALMENTS
