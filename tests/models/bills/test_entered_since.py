"""An order that is entered once the rest of a bill has left it is no part of that rest."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from models.actions.convert import convert
from models.actions.orders import add_orders, delete_order
from models.actions.refund import refund
from models.actions.total import set_total
from models.bills.status import Moment, Status, line_status
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.builders import NOW, bill, book, by_hand, check_book, ledger, order, plan, with_more

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
