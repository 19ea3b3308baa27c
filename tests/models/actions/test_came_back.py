"""A repayment whose money came back: what says that it was paid is not believed."""

from datetime import date

import pytest

from models.actions.finding import FindingKind, LineFinding, Reconciled, Sureness
from models.ledger.ledger import Ledger
from models.ledger.statement import Statement
from tests.models.actions.statements import alipay, beside, bill_of, by_hand, line, one, repaid, six_orders

BILL = "huabei/2026-11-10"
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 22))
PAID = repaid("2026-11-09T20:00", "581.20", label="2026-11", reference="11")
BACK = line("failed", "2026-11-12T18:21", "581.20", channel="huabei", reference="11", returned=True)


def owed(ledger: Ledger) -> int:
    return bill_of(ledger, BILL).outstanding


def statement(*lines: object) -> Statement:
    return alipay(*lines, covers=NOVEMBER)  # type: ignore[arg-type]


def alarm(found: Reconciled) -> LineFinding:
    (finding,) = (each for each in found.findings if each.level is Sureness.ALARM)
    return finding


def test_what_came_back_is_an_alarm_and_not_recorded():
    found = beside(six_orders(), statement(PAID, BACK))
    assert (one(found).kind, one(found).key) == (FindingKind.RECORD, PAID.id)
    assert found.alarm and found.ledger == six_orders() and "2026-11-12" in str(one(found).reasons[0])
    ignored = beside(six_orders(), statement(PAID, BACK), {PAID.id: "ignore"})
    assert owed(ignored.ledger) == 581_20
    again = beside(ignored.ledger, statement(PAID))
    assert again.ledger == ignored.ledger


@pytest.mark.parametrize("by_a_statement", [True, False])
def test_a_record_whose_money_came_back_is_taken_off_for_good(by_a_statement: bool):
    typed = by_hand(six_orders(), BILL, "581.20", "yuebao", "2026-11-09T20:00:00+08:00")
    before = beside(six_orders(), statement(PAID)).ledger if by_a_statement else typed
    assert owed(before) == 0
    found = beside(before, statement(BACK))
    assert alarm(found).kind is FindingKind.CONTRADICTION and found.ledger == before
    off = beside(before, statement(BACK), {alarm(found).key: "take-off"})
    assert owed(off.ledger) == 581_20 and not off.alarm
    assert not beside(off.ledger, statement(BACK)).findings
    if by_a_statement:
        assert beside(off.ledger, statement(PAID, BACK)).ledger == off.ledger
    kept = beside(before, statement(BACK), {alarm(found).key: "keep"})
    assert owed(kept.ledger) == 0 and not beside(kept.ledger, statement(BACK)).findings


@pytest.mark.parametrize(("answer", "left"), [("take-off", 581_20), ("keep", 0), ("to-confirm", 0)])
def test_a_typed_record_of_it_is_contradicted_and_an_answer_stays(answer: str, left: int):
    typed = by_hand(six_orders(), BILL, "581.20", "yuebao", "2026-11-09T20:00:00+08:00")
    found = beside(typed, statement(PAID, BACK))
    assert alarm(found).kind is FindingKind.CONTRADICTION and found.ledger == typed
    said = beside(typed, statement(PAID, BACK), {alarm(found).key: answer})
    again = beside(said.ledger, statement(PAID, BACK))
    assert owed(said.ledger) == left and again.ledger == said.ledger and not again.alarm


def test_what_was_paid_again_after_that_is_the_repayment():
    later = repaid("2026-11-13T20:00", "581.20", label="2026-11", reference="12")
    found = beside(six_orders(), statement(PAID, BACK, later))
    (made,) = found.ledger.repayments.values()
    assert (made.paid_at, made.reference, found.asks) == (later.at, "12", False)


def test_a_payment_of_several_bills_that_came_back_is_taken_off_all_of_them():
    both = repaid("2026-10-02T19:40", "508.40", channel="jd-baitiao")
    back = line("failed", "2026-10-04T08:00", "508.40", channel="jd-baitiao", returned=True)
    paid = beside(six_orders(), alipay(both, covers=None)).ledger
    assert len(paid.repayments) == 2
    found = beside(paid, alipay(back, covers=None))
    off = beside(paid, alipay(back, covers=None), {alarm(found).key: "take-off"})
    assert not off.ledger.repayments and not beside(off.ledger, alipay(both, back, covers=None)).ledger.repayments
