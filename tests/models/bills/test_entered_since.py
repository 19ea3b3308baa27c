"""An order that is entered once the rest of a bill has left it is no part of that rest."""

from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from models.actions import auto_debit
from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.editing import edited
from models.actions.minimum_paid import minimum_paid
from models.actions.orders import add_orders, delete_order
from models.actions.past import answer_past
from models.actions.refund import refund
from models.actions.total import set_total
from models.bills.debit_phase import Phase, phase
from models.bills.status import Moment, Status, line_status, status
from models.channels.rules import Switch
from models.ledger.had import all_had
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.bills.test_conserved import A, B, at_its_minimum, paid, put_off
from tests.models.builders import (
    NOW,
    at,
    bill,
    book,
    by_hand,
    check_book,
    ledger,
    order,
    plan,
    settled_early,
    with_more,
)

BILL = "huabei/2026-12-10"
PHONE = order("phone")
FRIDGE = order("fridge", terms=plan(5_000_00, 1, 0))
LATER = NOW + timedelta(hours=1)


def lamp(price: int = 3_000_00, **rest):
    """Bought before the fridge, and entered on the very day on which the bill was turned into instalments."""
    return order("lamp", terms=plan(price, 1, 0), bought_at=datetime(2026, 11, 2), entered_on=NOW.date(), **rest)


def turned(of: Ledger, amount: int = 5_000_00) -> Ledger:
    return convert(of, by_hand(), bill(of), amount, 3, 125_00, NOW, "turned")


def parts(of: Ledger) -> dict[str, tuple[int, int]]:
    """What of each line was turned, and what is owed of it."""
    return {
        line.order_id or line.kind.value: (line.turned, line.outstanding) for line in check_book(of).bill(BILL).lines
    }


@pytest.mark.parametrize("price", [100_00, 3_000_00, 9_000_00])
def test_an_order_entered_on_the_very_day_of_the_turning_was_not_turned(price):
    of = add_orders(turned(ledger(PHONE, FRIDGE)), [lamp(price)], {})
    assert parts(of) == {"phone": (0, 101_00), "fridge": (5_000_00, 0), "lamp": (0, price)}
    line = next(line for line in bill(of).lines if line.order_id == "lamp")
    assert line_status(line, bill(of), Moment(NOW)) is Status.DUE_SOON


def test_where_the_order_that_was_turned_became_cheaper_since_nothing_is_taken_off_one_that_was_entered_since():
    of = add_orders(turned(ledger(FRIDGE)), [lamp()], {})
    of = replace(of, orders={**of.orders, "fridge": replace(FRIDGE, plan=plan(1_000_00, 1, 0))})
    assert parts(of) == {"fridge": (1_000_00, 0), "lamp": (0, 3_000_00)}


def test_one_that_a_total_stood_for_was_turned_with_it_whenever_it_is_entered():
    """Of 5,100.00 that were of no order 5,000.00 were turned; then the order is there of which they were."""
    of = turned(with_more(ledger(PHONE), BILL, 5_100_00))
    assert parts(of) == {"phone": (0, 101_00), "correction": (5_000_00, 100_00)}
    of = add_orders(of, [lamp(5_100_00)], {})
    assert parts(of) == {"phone": (0, 101_00), "lamp": (5_000_00, 100_00)}


def test_and_no_more_of_it_than_the_total_stood_for():
    of = add_orders(turned(with_more(ledger(PHONE), BILL, 500_00), 500_00), [lamp()], {})
    assert parts(of) == {"phone": (0, 101_00), "lamp": (500_00, 2_500_00)}


def test_a_total_that_was_seen_between_the_turning_and_the_order_changes_nothing_of_that():
    of = set_total(turned(ledger(PHONE, FRIDGE)), bill(turned(ledger(PHONE, FRIDGE))), 150_00, NOW, reason="stamps")
    of = add_orders(of, [lamp(20_00)], {})
    assert parts(of) == {"phone": (0, 101_00), "fridge": (5_000_00, 0), "lamp": (0, 20_00), "correction": (0, 29_00)}


def test_it_can_be_returned_and_deleted_as_if_nothing_had_been_turned():
    of = add_orders(turned(ledger(PHONE, FRIDGE)), [lamp()], {})
    assert "lamp" not in delete_order(of, "lamp").orders
    with pytest.raises(Problem, match="was turned into instalments, which run on"):
        delete_order(of, "fridge")
    returned = refund(of, book(of), "lamp", 3_000_00, NOW - timedelta(days=15), full=True)
    assert parts(returned)["lamp"] == (0, 0)
    assert check_book(returned).credit == {}


def test_what_an_older_version_turned_is_off_those_that_were_entered_by_that_day():
    """It did not say which orders the bill had."""
    of = add_orders(turned(ledger(PHONE, FRIDGE)), [lamp()], {})
    older = replace(of, conversions={ident: replace(each, had=None) for ident, each in of.conversions.items()})
    assert sum(fen for fen, _ in parts(older).values()) == 5_000_00
    next_day = replace(of.orders["lamp"], entered_on=(NOW + timedelta(days=1)).date())
    assert parts(replace(older, orders={**of.orders, "lamp": next_day}))["lamp"] == (0, 3_000_00)


NEXT = "huabei/2027-01-10"
WITH_AUTO_DEBIT = {
    ident: replace(each, auto_debit=replace(each.auto_debit, default=Switch.ON)) for ident, each in by_hand().items()
}
JANUARY = at("2027-01-05T12:00:00+08:00")


def taken() -> Ledger:
    """Auto-debit took the minimum."""
    of = ledger(A, B)
    return auto_debit.taken(
        of, book(of, WITH_AUTO_DEBIT).bill(BILL), 184_90, at("2026-12-11T12:00:00+08:00"), minimum=True
    )


GONE = pytest.mark.parametrize("gone", [at_its_minimum, taken, put_off], ids=["minimum", "auto-debit", "deferred"])


def added(of: Ledger, day: str, **rest) -> Ledger:
    """With an order of 600.00 in two periods, the first of them on the bill whose rest has gone over."""
    late = order("case", terms=plan(600_00, 2, 0), entered_on=date.fromisoformat(day), **rest)
    return add_orders(of, [late], {})


def owed(of: Ledger) -> list[tuple[str, int]]:
    return [(line.order_id or line.kind.value, line.outstanding) for line in check_book(of).bill(NEXT).lines]


@GONE
@pytest.mark.parametrize("day", [NOW.date().isoformat(), "2027-01-06"])
def test_what_is_entered_since_does_not_open_the_settled_bill_that_has_the_rest(gone, day):
    of = paid(gone(), NEXT, now=JANUARY)
    after = added(of, day)
    assert owed(after) == sorted([("case", 300_00), *owed(of)], key=lambda each: each[0] != "case")
    assert said(after, BILL) == (Status.TO_CONFIRM, 300_00, 0)


def said(of: Ledger, ident: str, now=JANUARY) -> tuple[Status, int, int]:
    """How the bill stands, what is owed on it, and what of that for certain."""
    one = check_book(of).bill(ident)
    return status(one, Moment(now)), one.outstanding, one.certain


@GONE
def test_nor_does_it_go_over_where_that_is_open(gone):
    before, after = gone(), added(gone(), "2026-12-06")
    assert sum(fen for name, fen in owed(after) if name != "case") == sum(fen for name, fen in owed(before))
    assert said(after, BILL) == (Status.TO_CONFIRM, 300_00, 0)


def test_of_what_is_entered_since_nobody_says_that_auto_debit_left_it():
    left = book(added(taken(), "2026-12-12"), WITH_AUTO_DEBIT).bill(BILL)
    assert (left.outstanding, phase(left, JANUARY)) == (300_00, Phase.NONE)
    denied = answer_past(added(taken(), "2026-12-12"), WITH_AUTO_DEBIT, "case", set())
    assert phase(book(denied, WITH_AUTO_DEBIT).bill(BILL), JANUARY) is Phase.FAILED


@GONE
def test_that_it_was_repaid_with_the_bill_settles_it_and_that_it_was_not_makes_it_late(gone):
    of = added(gone(), "2026-12-06")
    done = answer_past(of, by_hand(), "case", {1})
    assert said(done, BILL)[1:] == (0, 0)
    assert owed(done) == owed(of)
    assert said(answer_past(of, by_hand(), "case", ()), BILL) == (Status.OVERDUE, 300_00, 300_00)


@pytest.mark.parametrize("channel", ["huabei", "meituan"])
def test_nor_does_what_is_entered_once_auto_debit_took_all_of_the_bill_make_that_overdue(channel):
    of = ledger(order("phone", channel=channel))
    ident = f"{channel}/2026-12-10"
    of = auto_debit.taken(of, book(of, WITH_AUTO_DEBIT).bill(ident), 101_00, at("2026-12-11T12:00:00+08:00"))
    of = added(of, "2026-12-12", channel=channel)
    assert said(of, ident) == (Status.TO_CONFIRM, 300_00, 0)


def test_one_that_took_nothing_left_what_is_entered_since_as_well():
    of = ledger(A, B)
    of = auto_debit.failed(of, book(of, WITH_AUTO_DEBIT).bill(BILL), at("2026-12-11T12:00:00+08:00"))
    assert said(added(of, "2026-12-12"), BILL)[0] is Status.OVERDUE


def test_that_the_minimum_was_paid_is_not_asked_of_it_once_more():
    of = added(at_its_minimum(), "2026-12-06")
    assert not book(of).bill(BILL).undecided


def test_that_the_minimum_was_paid_is_said_again_of_all_that_the_bill_has_by_then():
    of = answer_past(added(at_its_minimum(), "2026-12-06"), by_hand(), "case", ())
    of = minimum_paid(of, book(of).bill(BILL), NOW)
    assert dict(owed(of))["carried_over"] == 750_00
    assert said(of, BILL)[0] is Status.MINIMUM_PAID


def test_that_it_was_deferred_is_said_again_while_the_bill_that_has_it_is_not_due():
    of = answer_past(added(put_off(), "2026-12-06"), by_hand(), "case", ())
    again = defer(of, book(of).bill(BILL), NOW)
    assert owed(again).count(("case", 300_00)) == 2
    assert said(again, BILL)[0] is Status.DEFERRED
    with pytest.raises(Problem, match="was deferred to"):
        defer(of, book(of).bill(BILL), at("2027-01-11T12:00:00+08:00"))


def test_what_is_entered_since_a_bill_was_turned_whole_is_to_be_confirmed():
    of = added(turned(ledger(FRIDGE)), "2026-12-06")
    assert said(of, BILL) == (Status.TO_CONFIRM, 300_00, 0)
    of = added(turned(ledger(PHONE, FRIDGE)), "2026-12-06")
    assert said(of, BILL)[1:] == (401_00, 401_00), "of one that is to be repaid it is owed, as ever"


@GONE
def test_it_is_settled_early_where_it_stands(gone):
    of = added(gone(), "2026-12-06")
    after = settled_early(of, "case", now=JANUARY)
    assert [line.outstanding for line in check_book(after).schedules["case"]] == [0, 0]
    assert owed(after) == [(name, 0 if name == "case" else fen) for name, fen in owed(of)]


def test_an_order_that_was_on_the_bill_and_is_edited_to_more_since_opens_no_settled_one():
    of = paid(at_its_minimum(), NEXT, now=JANUARY)
    more = edited(of, replace(of.orders["b"], plan=plan(510_00, 1, 0)), by_hand())
    assert owed(more) == owed(of)
    assert check_book(more).bill(BILL).outstanding == 10_00


def test_what_two_bills_had_goes_along_where_they_become_one():
    had = put_off().deferrals[BILL].had
    assert {(each.order, each.number, each.amount) for each in had} == {("a", 1, 134_90), ("b", 1, 500_00)}
    assert all_had((had, None)) is None
    assert all_had((had, had)) == had


@GONE
def test_what_is_returned_of_it_is_off_the_bill_on_which_it_is(gone):
    of = added(gone(), "2026-12-06")
    after = refund(of, book(of), "case", 600_00, at("2026-11-25T12:00:00+08:00"), full=True)
    assert said(after, BILL)[1:] == (0, 0)
    assert owed(after) == [(name, 0 if name == "case" else fen) for name, fen in owed(of)]
