"""Payments of one card through two apps: they are two, whichever file is read first; a card's own line is one of them."""

from datetime import date
from itertools import permutations

import pytest

from models.actions.finding import Sureness
from models.ledger.ledger import Ledger
from models.ledger.statement import Statement, StatementLine
from tests.models.actions.statements import beside, bill_of, repaid, six_orders

BILL = "cmb/2026-09-25"


def through(app: str, when: str, amount: str) -> Statement:
    return Statement(source=app, lines=(paid(when, amount, app),))


def paid(when: str, amount: str, reference: str) -> StatementLine:
    return repaid(when, amount, channel="cmb", reference=reference)


def read(*files: Statement) -> tuple[Ledger, int]:
    """The ledger, and how many questions there were."""
    ledger, asked = six_orders(), 0
    for each in files:
        found = beside(ledger, each)
        ledger, asked = found.ledger, asked + sum(one.level is Sureness.ASK for one in found.findings)
    return ledger, asked


@pytest.mark.parametrize(("one", "other", "left"), [("268.00", "268.00", 0), ("100.00", "200.00", 168_00)])
def test_what_is_more_than_the_bill_is_asked_about_in_either_order(one: str, other: str, left: int):
    files = through("alipay", "2026-09-24T10:00", one), through("wechat", "2026-09-25T11:00", other)
    (ledger, asked), (again, asked_again) = read(*files), read(*reversed(files))
    assert ledger == again and (asked, asked_again) == (1, 1)
    assert [each.reference for each in ledger.repayments.values()] == ["alipay"]
    assert bill_of(ledger, BILL).outstanding == left


def test_the_line_of_the_card_is_no_third_payment():
    card = Statement(source="cmb-credit", lines=(repaid("2026-09-26", "268.00", channel="cmb", posted=True),), card="")
    for files in permutations((through("alipay", "2026-09-24T10:00", "268.00"), card)):
        ledger, _ = read(*files)
        assert len(ledger.repayments) == 1 and bill_of(ledger, BILL).outstanding == 0


def test_two_parts_that_come_to_the_bill_are_both_of_it():
    files = through("alipay", "2026-09-24T10:00", "100.00"), through("wechat", "2026-09-25T11:00", "168.00")
    for order in permutations(files):
        ledger, asked = read(*order)
        assert (asked, bill_of(ledger, BILL).outstanding, len(ledger.repayments)) == (0, 0, 2)
    assert date(2026, 9, 25) == bill_of(ledger, BILL).due
