"""Interest on what an earlier bill left stays interest wherever it goes: it bears none, and no rest hides it."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.actions.defer import defer
from models.actions.minimum_paid import minimum_paid
from models.actions.total import set_total
from models.bills.bill import Bill
from models.bills.converting import convertible
from models.bills.line_kind import LineKind
from models.channels.account import Account
from models.channels.rules import Mode
from models.ledger.ledger import Ledger, drop
from tests.models.builders import at, book, check_book, ledger, order, plan, repaid
from tui.words.corrected import beside_said

DUES = ("2026-12-10", "2027-01-10", "2027-02-10", "2027-03-10")
ONE, TWO, THREE, FOUR = (f"huabei/{due}" for due in DUES)


def rest(of: Ledger, bill: str, pay: int) -> Ledger:
    """So much was paid of that bill the day before it fell due, and was its minimum."""
    due = bill.rpartition("/")[2]
    of = repaid(of, bill, pay, at(f"{due[:8]}09T12:00:00+08:00"))
    return minimum_paid(of, book(of).bill(bill), at(f"{due[:8]}12T12:00:00+08:00"))


def kinds(of: Ledger, bill: str) -> dict[LineKind, int]:
    return {line.kind: line.outstanding for line in book(of).bill(bill).lines}


def purchase() -> Ledger:
    return ledger(order("shoes", terms=plan(3_000_00, 1, 0)))


def test_interest_that_was_not_paid_bears_none_on_the_next_bill_nor_on_those_after_it():
    of = rest(purchase(), ONE, 300_00)
    assert kinds(of, TWO) == {LineKind.CARRIED_OVER: 2_700_00, LineKind.LATE: 41_85}
    of = rest(of, TWO, 300_00)
    over = book(of).bill(TWO).over
    assert (over.amount, over.late, over.interest) == (2_441_85, 41_85, round(2_400_00 * 31 * 0.0005))
    assert kinds(of, THREE) == {LineKind.CARRIED_OVER: 2_400_00, LineKind.LATE: 41_85 + 37_20}
    of = rest(of, THREE, 300_00)
    assert book(of).bill(THREE).over.interest == round(2_100_00 * 28 * 0.0005), "nor a bill later"
    assert kinds(of, FOUR) == {LineKind.CARRIED_OVER: 2_100_00, LineKind.LATE: 41_85 + 37_20 + 29_40}
    check_book(of)


def test_interest_that_is_deferred_is_interest_on_the_bill_that_it_stands_on():
    of = rest(purchase(), ONE, 300_00)
    of = defer(of, book(of).bill(TWO), at("2027-01-08T12:00:00+08:00"))
    assert kinds(of, THREE) == {LineKind.CARRIED_OVER: 2_700_00, LineKind.LATE: 41_85}
    of = rest(of, THREE, 700_00)
    assert book(of).bill(THREE).over.interest == round(2_000_00 * 28 * 0.0005)
    check_book(of)


def test_an_estimate_that_goes_over_twice_is_one_the_second_time_too_and_is_not_turned():
    of = rest(rest(purchase(), ONE, 300_00), TWO, 300_00)
    three = book(of).bill(THREE)
    assert (book(of).bill(TWO).estimated, three.estimated) == (41_85, 41_85 + 37_20)
    assert convertible(three) == 2_400_00
    late = next(line for line in three.lines if line.kind is LineKind.LATE)
    assert "an estimate" in str(beside_said(late, three))
    assert book(rest(of, THREE, 300_00)).bill(FOUR).estimated == 41_85 + 37_20 + 29_40
    check_book(of)


def test_so_is_one_whose_bill_is_deferred():
    of = rest(purchase(), ONE, 300_00)
    of = defer(of, book(of).bill(TWO), at("2027-01-08T12:00:00+08:00"))
    assert book(of).bill(THREE).estimated == 41_85


def test_of_interest_that_was_repaid_in_part_the_rest_is_an_estimate():
    of = rest(rest(purchase(), ONE, 300_00), TWO, 2_700_00 + 1_85)
    over = book(of).bill(TWO).over
    assert (over.amount, over.late, over.interest, book(of).bill(THREE).estimated) == (40_00, 40_00, 0, 40_00)


@pytest.mark.parametrize("interest", [41_85, 42_00])
def test_what_somebody_saw_of_it_is_no_estimate_on_a_later_bill(interest):
    of = repaid(purchase(), ONE, 300_00, at("2026-12-09T12:00:00+08:00"))
    of = minimum_paid(of, book(of).bill(ONE), at("2026-12-12T12:00:00+08:00"), interest)
    assert book(rest(of, TWO, 300_00)).bill(THREE).estimated == 37_20


@pytest.mark.parametrize("more", [0, 15, -15, -37_20])
def test_the_total_that_the_app_shows_of_the_later_bill_is_that_of_the_later_interest(more):
    of = rest(rest(purchase(), ONE, 300_00), TWO, 300_00)
    two, three = (book(of).bill(ident) for ident in (TWO, THREE))
    after = set_total(of, three, three.amount + more, at("2027-02-08T12:00:00+08:00"))
    assert (after.corrections, after.minimums[TWO].interest) == ({}, 37_20 + more)
    now = check_book(after).bill(THREE)
    assert (now.amount, now.estimated) == (three.amount + more, 0), "nothing of what was seen is an estimate"
    assert said_of(book(after).bill(TWO)) == said_of(two), "and the bill before stays as it was"


def test_less_than_the_bill_before_had_of_it_corrects_the_later_bill():
    of = rest(rest(purchase(), ONE, 300_00), TWO, 300_00)
    three = book(of).bill(THREE)
    after = set_total(of, three, three.amount - 37_21, at("2027-02-08T12:00:00+08:00"))
    assert (list(after.corrections), after.minimums[TWO].interest) == ([THREE], None)
    assert check_book(after).bill(THREE).amount == three.amount - 37_21


def said_of(one: Bill) -> object:
    return one.amount, one.paid, one.outstanding, [(line.kind, line.amount) for line in one.lines]


@pytest.mark.parametrize("second", [2_400_00, 2_479_05])
def test_where_nobody_says_any_more_that_it_went_over_no_interest_that_was_paid_there_is_owed_twice(second):
    of = rest(rest(purchase(), ONE, 300_00), TWO, 300_00)
    of = repaid(of, THREE, second, at("2027-02-09T12:00:00+08:00"))
    of = replace(of, minimums=drop(of.minimums, TWO))
    owed = sum(each.outstanding for each in book(of).bills.values())
    interest = sum(each.over.interest for each in book(of).bills.values() if each.over)
    assert owed == 3_000_00 + interest - 600_00 - second
    check_book(of)


CARD = Account(id="cmb", channel="cmb", mode=Mode.STATEMENT, bill_day=18, due_day=5)


def test_where_a_channel_counts_from_the_posting_no_part_of_a_bill_of_which_the_minimum_was_paid_was_free():
    one = order(
        "shoes", channel="cmb", terms=plan(1_000_00, 1, 0), due=date(2026, 11, 5), bought_at=datetime(2026, 10, 10)
    )
    of = replace(ledger(one), accounts={CARD.id: CARD})
    of = repaid(of, "cmb/2026-11-05", 100_00, at("2026-11-04T12:00:00+08:00"))
    of = minimum_paid(of, book(of).bill("cmb/2026-11-05"), at("2026-11-06T12:00:00+08:00"))
    over = book(of).bill("cmb/2026-11-05").over
    assert (over.interest, over.estimated) == (26_45, True), "900 for 56 days, 100 for the 25 until it was paid"
    check_book(of)


def with_totals(of: Ledger, *totals: int) -> Ledger:
    """The app showed these totals of the later bill, one after the other."""
    for day, total in enumerate(totals, 2):
        of = set_total(of, book(of).bill(TWO), total, at(f"2027-01-0{day}T12:00:00+08:00"))
    return of


@pytest.mark.parametrize("first", [2_745_90, 2_741_85, 2_700_00, 2_783_70, 2_900_00])
@pytest.mark.parametrize("last", [2_742_00, 2_700_00, 2_783_70])
def test_of_several_totals_the_last_one_says_what_the_interest_is(first, last):
    of = with_totals(rest(purchase(), ONE, 300_00), first, last)
    over, two = check_book(of).bill(ONE).over, book(of).bill(TWO)
    assert (over.interest, over.estimated, of.corrections) == (last - 2_700_00, False, {})
    assert (two.amount, two.estimated) == (last, 0)


def test_more_than_the_interest_may_be_corrects_the_bill_whatever_was_seen_before():
    of = with_totals(rest(purchase(), ONE, 300_00), 2_742_00, 2_783_71)
    assert (book(of).bill(ONE).over.interest, of.corrections[TWO].total) == (42_00, 2_783_71)
    assert check_book(of).bill(TWO).amount == 2_783_71


def test_what_was_said_with_a_reason_is_no_interest_afterwards():
    of = rest(purchase(), ONE, 300_00)
    of = set_total(of, book(of).bill(TWO), 2_900_00, at("2027-01-02T12:00:00+08:00"), reason="annual fee")
    of = with_totals(of, 2_742_00)
    assert (book(of).bill(ONE).over.interest, check_book(of).bill(TWO).amount) == (41_85, 2_742_00)
