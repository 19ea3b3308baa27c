"""A promise stands until it is kept or moved; and what the institution adds later was not promised."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.actions.defer import defer
from models.actions.minimum_paid import minimum_paid
from models.actions.promise import broken, promise, promised, promises_standing
from models.actions.total import set_total
from models.ledger.ledger import Ledger
from tests.models.builders import NOW, at, bill, book, ledger, order, plan, repaid

BILL = "huabei/2026-12-10"
ONE = ledger(order("phone"))
DAY = date(2026, 12, 20)
EVE, AFTER = at("2026-12-09T12:00:00+08:00"), at("2026-12-21T12:00:00+08:00")


def made(of: Ledger = ONE, on: date = DAY) -> Ledger:
    return promise(of, bill(of), on, NOW)


def test_it_stands_while_something_is_owed_also_after_a_part_and_is_kept_by_the_rest() -> None:
    assert promised(ONE, bill(ONE)) is None
    of = made()
    for each in (of, repaid(of, BILL, 50_00, EVE)):
        found = promised(each, bill(each))
        assert found is not None
        assert found.on == DAY
    whole = repaid(of, BILL, None, EVE)
    assert promised(whole, bill(whole)) is None
    assert promises_standing(whole, book(whole)) == {}


def test_a_moved_promise_is_the_last_one() -> None:
    of = made(made(), date(2026, 12, 24))
    assert {ident: each.on for ident, each in promises_standing(of, book(of)).items()} == {BILL: date(2026, 12, 24)}


def test_it_is_kept_where_what_was_left_went_over_or_became_instalments() -> None:
    shopped = made(ledger(order("phone"), order("shoes", terms=plan(300_00, 1, 0))))
    part = repaid(shopped, BILL, 200_00, EVE)
    over = {
        "deferred": defer(made(), bill(made()), NOW),
        "minimum": minimum_paid(part, bill(part), AFTER),
    }
    for name, of in over.items():
        assert bill(of).outstanding == 0, name
        assert promised(of, bill(of)) is None, name


def test_late_interest_that_the_app_adds_after_a_kept_promise_does_not_break_it() -> None:
    whole = repaid(made(), BILL, None, at("2026-12-20T12:00:00+08:00"))
    grown = set_total(whole, bill(whole), bill(whole).amount + 50, AFTER)
    assert bill(grown).outstanding == 50
    assert promised(grown, bill(grown)) is None
    again = promise(grown, bill(grown), date(2026, 12, 24), AFTER)
    assert promised(again, bill(again)) is not None, "that is another promise, of what is owed by now"


def test_a_figure_that_grows_does_not_keep_what_was_promised_and_not_paid() -> None:
    part = repaid(made(), BILL, 50_00, EVE)
    grown = set_total(part, bill(part), bill(part).amount + 50, AFTER)
    assert promised(grown, bill(grown)) is not None
    unpaid = set_total(made(), bill(made()), bill(ONE).amount + 50, AFTER)
    assert promised(unpaid, bill(unpaid)) is not None


@pytest.mark.parametrize(
    ("now", "late"), [("2026-12-20T15:59:59+00:00", False), ("2026-12-20T16:00:00+00:00", True)], ids=str
)
def test_its_day_passes_at_the_institutions_midnight(now: str, late: bool) -> None:
    found = promised(made(), bill(made()))
    assert found is not None
    assert broken(found, bill(made()), at(now)) is late


@given(st.lists(st.integers(1, 120_00), max_size=3), st.dates(date(2026, 12, 5), date(2027, 3, 1)))
def test_whatever_was_paid_of_it_it_stands_just_while_something_is_owed(amounts: list[int], on: date) -> None:
    of = made(on=on)
    for amount in amounts:
        owed = bill(of).outstanding
        if owed:
            of = repaid(of, BILL, min(amount, owed), EVE)
    stands = promised(of, bill(of))
    assert (stands is not None) is (bill(of).outstanding > 0)
    assert stands is None or stands.on == on
