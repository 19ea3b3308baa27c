"""A checklist that corrected its bill is dropped: what credit went to meanwhile goes back, unless somebody counted on
it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from models.actions import checklist, verifying
from models.actions.used_credit import as_they_are, keeping
from models.ledger.ledger import Ledger
from models.ledger.progress import Way
from tests.models.bills.test_conserved import BILL, NEXT, paid
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


def test_what_was_repaid_meanwhile_keeps_the_credit_that_it_counted_on():
    of = done(begun(), 1, read(BILL, 147_03))
    of = done(of, 2, lambda of, now: paid(of, NEXT, now=now))
    of = done(of, 3, drop(BILL))
    settled = book(of).bill(NEXT)
    assert (settled.outstanding, settled.covered) == (0, 99_40)
