"""A payment that was asked about, and not answered, is there when other files are read."""

from datetime import date
from itertools import permutations

import pytest
from msgspec.structs import replace

from models.actions.finding import FindingKind, Sureness
from models.ledger.ledger import Ledger
from models.ledger.statement import Statement, StatementLine
from tests.models.actions.statements import alipay, beside, bill_of, card, line, one, repaid, six_orders

OCTOBER, NOVEMBER = "huabei/2026-10-10", "huabei/2026-11-10"
SURE = repaid("2026-10-10T09:00", "581.20", label="2026-10", reference="A1")
UNCLEAR = repaid("2026-10-25T08:00", "581.20", reference="A2")
BACK = line("failed", "2026-10-28T09:00", "581.20", channel="huabei", returned=True)


def read(*files: Statement | StatementLine) -> Ledger:
    ledger = six_orders()
    for each in files:
        ledger = beside(ledger, each if isinstance(each, Statement) else alipay(each, covers=None)).ledger
    return ledger


def test_money_that_came_back_is_of_it_and_takes_no_other_payment_off_whichever_file_is_read_first():
    whole = read(alipay(SURE, UNCLEAR, BACK, covers=None))
    assert bill_of(whole, OCTOBER).outstanding == 0
    for order in permutations((SURE, UNCLEAR, BACK)):
        assert read(*order) == whole
    (kept,) = (each for each in whole.sightings if each.startswith(f"claim:{UNCLEAR.id}"))
    assert "A2" in kept


def test_it_is_asked_about_until_it_is_answered_and_then_it_is_kept_no_more():
    asked = read(UNCLEAR)
    again = beside(asked, alipay(UNCLEAR, covers=None))
    assert one(again).level is Sureness.ASK and again.ledger == asked
    assert not beside(asked, alipay(SURE, covers=None)).asks, "another file does not ask about it"
    for answer in (NOVEMBER, "ignore"):
        ledger = beside(asked, alipay(UNCLEAR, covers=None), {UNCLEAR.id: answer}).ledger
        assert not any(each.startswith(("asked:", "claim:", "wait:")) for each in ledger.sightings)


@pytest.mark.parametrize("amount", ["1681.20", "5000.00"])
def test_nothing_is_kept_of_what_no_payment_here_can_come_to(amount: str):
    much = repaid("2026-11-10T08:00", amount, label="2026-11")
    assert one(beside(six_orders(), alipay(much, covers=None))).level is Sureness.ASK
    assert read(much) == six_orders()


FIGURE = line("bill", "2026-11-05", "3256.80", channel="cmb", due=date(2026, 11, 25))
WHOLE = repaid("2026-11-20", "3256.80", channel="cmb", posted=True)


def test_the_whole_bill_of_a_card_is_repaid_whichever_of_its_mails_is_read_first():
    older, newer = card(FIGURE, card="1234"), card(WHOLE, card="1234")
    first = beside(six_orders(), newer)
    assert one(first).level is Sureness.ASK
    found = beside(first.ledger, older)
    made = next(each for each in found.findings if each.key == WHOLE.id)
    assert (made.kind, made.level, found.taken) == (FindingKind.RECORD, Sureness.SURE, 1)
    assert found.ledger == read(older, newer) == read(replace(older, lines=(FIGURE, WHOLE)))
    assert bill_of(found.ledger, "cmb/2026-11-25").outstanding == 0


def test_a_statement_of_another_card_says_nothing_of_it():
    other = card(FIGURE, card="5678", source="cgb-credit")
    assert not read(card(WHOLE, card="1234"), other).repayments


def test_what_a_file_says_of_days_to_come_is_not_asked_again_by_another():
    ahead = beside(six_orders(), alipay(repaid("2026-12-09T10:00", "581.20", label="2026-12"), covers=None))
    assert ahead.asks and not ahead.ledger.repayments
    found = beside(ahead.ledger, alipay(repaid("2026-10-10T08:00", "581.20", label="2026-10"), covers=None))
    assert len(found.findings) == 1 and not found.asks
