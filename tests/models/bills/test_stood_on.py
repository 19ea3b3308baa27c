"""A period that was deferred stood on more than one bill, and what was billed by then stays billed."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.actions.defer import defer
from models.actions.early import early_quote
from models.actions.refund import credit_with, effect
from models.actions.total import set_total
from models.bills.stood_on import is_billed, stood_on
from models.channels.account import Account
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from tests.models.builders import at, bill, book, by_hand, check_book, ledger, order, plan, refund, settled_early

FIRST, SECOND, THIRD = "cmb/2026-12-05", "cmb/2027-01-05", "cmb/2027-02-05"
CARD = Account(id="cmb", channel="cmb", mode=Mode.STATEMENT, bill_day=18, due_day=5)
PHONE = order(
    "phone",
    channel="cmb",
    terms=plan(3_000_00, 12, 18_00),
    due=date(2026, 12, 5),
    bought_at=datetime(2026, 11, 3, 20),
)
"""Period 1 is billed on 2026-11-18."""
OF = replace(ledger(PHONE), accounts={"cmb": CARD})


def noon(day: str):
    return at(f"{day}T12:00:00+08:00")


def deferred(day: str, of: Ledger = OF, bill: str = FIRST) -> Ledger:
    return defer(of, book(of).bill(bill), noon(day))


def test_it_stood_on_its_own_bill_and_on_those_that_it_was_deferred_to():
    of = deferred("2026-12-20", deferred("2026-11-20"), SECOND)
    every = book(of)
    ways = [[one.id for one in stood_on(row, every)] for row in every.schedules["phone"][:3]]
    assert ways == [[FIRST, SECOND, THIRD], [SECOND, THIRD], [THIRD]]


@pytest.mark.parametrize(
    ("put_off", "day", "billed"),
    [
        ("2026-11-20", "2026-11-17", False),
        ("2026-11-20", "2026-11-18", True),
        ("2026-11-20", "2026-11-21", True),
        ("2026-11-18", "2026-11-20", True),
        ("2026-11-17", "2026-11-20", False),
        ("2026-11-17", "2026-12-18", True),
    ],
)
def test_it_is_billed_once_a_bill_was_made_that_it_stood_on(put_off, day, billed):
    every = book(deferred(put_off))
    assert is_billed(every.schedules["phone"][0], every, date.fromisoformat(day)) is billed


def test_settled_early_after_deferral_what_was_billed_is_due_with_its_fee():
    of = deferred("2026-11-20")
    every = book(of)
    quote = early_quote(PHONE, every, every.channels["cmb"], noon("2026-11-20"))
    assert (quote.total, quote.billed, quote.billed_fees) == (3_100_50, 268_00, 18_00)
    of = settled_early(of, "phone", now=noon("2026-11-20"))
    assert book(of).row("phone").owed == 0
    check_book(of)


@pytest.mark.parametrize(("put_off", "left", "credit"), [("2026-11-20", 268_00, 250_00), ("2026-11-17", 0, 0)])
def test_goods_returned_after_deferral_leave_what_was_billed(put_off, left, credit):
    of = refund(deferred(put_off), "phone", 3_000_00, noon("2026-11-21"), full=True)
    every = check_book(of)
    rows = every.schedules["phone"]
    assert sum(row.amount - row.paid - row.reduced for row in rows) == left
    assert credit_with(of, by_hand()).get("cmb", 0) == credit
    assert every.row("phone").owed == left - credit


SHOES = order("shoes", terms=plan(900_00, 1, 0))


@pytest.mark.parametrize(("put_off", "gone", "credit"), [("2026-11-20", 800_00, 0), ("2026-12-03", 0, 800_00)])
def test_what_a_coupon_paid_of_the_price_of_a_deferred_bill_is_no_fee_and_does_not_come_back(put_off, gone, credit):
    of = ledger(SHOES)
    of = set_total(of, bill(of), 800_00, noon(put_off), target=Target.PRINCIPAL)
    of = defer(of, bill(of), noon(put_off))
    after = refund(of, "shoes", 900_00, noon("2026-12-06"), full=True)
    goes = effect(book(of).schedules["shoes"], check_book(after).schedules["shoes"], credit)
    assert (goes.taken, goes.principal, goes.fees) == (gone, gone, 0)
    assert credit_with(after, by_hand()).get("huabei", 0) == credit
