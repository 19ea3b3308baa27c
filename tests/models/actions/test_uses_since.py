"""A checklist that corrected its bill is dropped: what credit went to meanwhile goes back, unless somebody counted on
it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from models.actions import checklist, verifying
from models.actions.minimum_paid import minimum_paid
from models.actions.used_credit import as_they_are, keeping
from models.ledger.ledger import Ledger
from models.ledger.progress import Done, Way
from models.ledger.repayment import PaidAs
from tests.models.bills.test_conserved import BILL, NEXT, THIRD, paid
from tests.models.bills.test_ledger_faults import EVERY
from tests.models.builders import NOW, book, by_hand, up_to_amount
from tests.models.store.test_undo_of_acts import begun


def done(of: Ledger, minutes: int, act: Callable[..., Ledger]) -> Ledger:
    """What the act makes of it at that time, with what credit was used for by then on record."""
    now = NOW + timedelta(minutes=minutes)
    return keeping(partial(act, now=now), by_hand(), now)(of)


def read(ident: str, figure: int) -> Callable[..., Ledger]:
    """The app shows that much for the bill, and is right."""

    def act(of: Ledger, now) -> Ledger:
        of = up_to_amount(of, ident, now)
        return verifying.settle_amount(of, book(of).bill(ident), figure, Way.CORRECT, figure, now)

    return act


def read_at(of: Ledger) -> Done:
    """The step of the checklist in which the figure was read."""
    return of.checklists[BILL].done[-1]


def drop(ident: str) -> Callable[..., Ledger]:
    return lambda of, now: checklist.abandon(of, book(of).bill(ident))


def test_a_checklist_that_is_dropped_at_once_changes_no_bill():
    before = begun()
    of = done(before, 1, read(BILL, 147_03))
    assert book(of).bill(NEXT).covered == 99_40
    of = done(of, 2, drop(BILL))
    assert as_they_are(book(of)) == as_they_are(book(before))


def test_where_a_bill_was_settled_with_what_the_figure_alone_made_credit_the_figure_stays():
    of = done(begun(), 1, partial(EVERY["all returned"], n=5))
    of = done(of, 2, read(NEXT, 98_51))
    of = done(of, 3, partial(EVERY["statement"], n=4))
    settled = book(of).bill(BILL)
    assert (settled.outstanding, bool(settled.credited)) == (0, True)
    of = done(of, 4, drop(NEXT))
    assert (book(of).bill(BILL).outstanding, of.corrections[NEXT].total, of.checklists) == (0, 98_51 + 100_60, {})


@pytest.mark.parametrize("dated", [0, 2], ids=["dated before the figure", "dated after it"])
def test_what_was_repaid_meanwhile_keeps_the_credit_that_it_counted_on(dated):
    of = done(begun(), 1, read(BILL, 147_03))
    of = done(of, 2, lambda of, now: paid(of, NEXT, now=NOW + timedelta(minutes=dated)))
    assert read_at(of).entered_after == (() if dated else ("huabei/2027-01-10#2",))
    of = done(of, 3, drop(BILL))
    settled = book(of).bill(NEXT)
    assert (settled.outstanding, settled.covered) == (0, 99_40)


def test_what_was_entered_before_the_figure_counted_on_none_of_its_credit():
    before = done(begun(), 1, lambda of, now: paid(of, NEXT, 1_00, now=now, way=PaidAs.PART))
    of = done(done(before, 2, read(BILL, 147_03)), 3, lambda of, now: paid(of, THIRD, now=NOW))
    assert (read_at(of).entered_after, book(of).bill(NEXT).covered) == (("huabei/2027-02-10#1",), 99_40)
    of = done(of, 4, drop(BILL))
    assert [book(of).bill(each).covered for each in (BILL, NEXT)] == [99_40, 0]


def test_a_bill_that_left_its_rest_to_one_that_was_settled_meanwhile_keeps_its_credit():
    of = done(begun(), 1, lambda of, now: minimum_paid(of, book(of).bill(NEXT), now))
    of = done(of, 2, read(BILL, 139_09))
    assert (book(of).bill(NEXT).covered, book(of).bill(THIRD).outstanding) == (99_40, 204_03)
    of = done(done(of, 3, lambda of, now: paid(of, THIRD, now=now)), 4, drop(BILL))
    assert (book(of).bill(NEXT).covered, book(of).bill(THIRD).outstanding) == (99_40, 0)
