"""A repayment whose money came back: what says that it was paid is not believed."""

from datetime import date
from itertools import permutations

import pytest

from models.actions.finding import FindingKind, LineFinding, Reconciled, Sureness
from models.ledger.ledger import Ledger
from models.ledger.statement import Statement, StatementLine
from tests.models.actions.statements import alipay, beside, bill_of, by_hand, line, repaid, six_orders

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


def without_kept(found: Reconciled) -> list[LineFinding]:
    """The findings but that the money which came back is kept in mind."""
    return [each for each in found.findings if each.key != BACK.id]


def test_what_came_back_is_an_alarm_and_not_recorded():
    found = beside(six_orders(), statement(PAID, BACK))
    assert (alarm(found).kind, alarm(found).key) == (FindingKind.RECORD, PAID.id)
    assert not found.ledger.repayments and "2026-11-12" in str(alarm(found).reasons[0])
    ignored = beside(six_orders(), statement(PAID, BACK), {PAID.id: "ignore"})
    assert owed(ignored.ledger) == 581_20
    again = beside(ignored.ledger, statement(PAID))
    assert again.ledger == ignored.ledger


EARLIER = repaid("2026-11-03T08:00", "100.00", label="2026-11", reference="9")
OTHER = repaid("2026-10-10T08:00", "581.20", label="2026-10", reference="8")


@pytest.mark.parametrize("lines", permutations((PAID, BACK, EARLIER, OTHER)))
def test_in_whatever_order_it_is_read_the_ledger_is_the_same(lines: tuple[StatementLine, ...]):
    whole = beside(six_orders(), statement(*lines)).ledger
    assert [each.reference for each in whole.repayments.values()] == ["8", "9"]
    for pieces in ([(each,) for each in lines], [lines[:1], lines[1:]], [lines[:2], lines[2:]], [lines[1:], lines]):
        ledger = six_orders()
        for piece in pieces:
            ledger = beside(ledger, statement(*piece)).ledger
        assert ledger == whole
        assert beside(ledger, statement(*lines)).ledger == whole


def test_a_record_of_a_statement_is_taken_back_and_stays_so_whatever_is_answered():
    before = beside(six_orders(), statement(PAID)).ledger
    found = beside(before, statement(BACK))
    assert (owed(before), owed(found.ledger)) == (0, 581_20)
    assert (alarm(found).kind, alarm(found).key) == (FindingKind.RECORD, PAID.id)
    off = beside(before, statement(BACK), {PAID.id: "ignore"})
    left = [each.kind for each in off.findings if each.level is Sureness.ALARM and not each.chosen]
    assert (owed(off.ledger), left) == (581_20, [FindingKind.NO_REPAYMENT]), "as when it is read again"
    kept = beside(before, statement(BACK), {PAID.id: BILL})
    assert owed(kept.ledger) == 0 and not beside(kept.ledger, statement(PAID, BACK)).alarm
    for said in (off, kept):
        for again in (statement(BACK), statement(PAID), statement(PAID, BACK)):
            assert beside(said.ledger, again).ledger == said.ledger


def test_a_record_whose_money_came_back_is_taken_off_for_good():
    before = by_hand(six_orders(), BILL, "581.20", "yuebao", "2026-11-09T20:00:00+08:00")
    assert owed(before) == 0
    found = beside(before, statement(BACK))
    assert alarm(found).kind is FindingKind.CONTRADICTION and owed(found.ledger) == 0
    off = beside(before, statement(BACK), {alarm(found).key: "take-off"})
    assert owed(off.ledger) == 581_20 and not off.alarm
    assert not without_kept(beside(off.ledger, statement(BACK)))
    kept = beside(before, statement(BACK), {alarm(found).key: "keep"})
    assert owed(kept.ledger) == 0 and not without_kept(beside(kept.ledger, statement(BACK)))


@pytest.mark.parametrize(("answer", "left"), [("take-off", 581_20), ("keep", 0), ("to-confirm", 0)])
def test_a_typed_record_of_it_is_contradicted_and_an_answer_stays(answer: str, left: int):
    typed = by_hand(six_orders(), BILL, "581.20", "yuebao", "2026-11-09T20:00:00+08:00")
    found = beside(typed, statement(PAID, BACK))
    assert alarm(found).kind is FindingKind.CONTRADICTION and owed(found.ledger) == 0
    said = beside(typed, statement(PAID, BACK), {alarm(found).key: answer})
    again = beside(said.ledger, statement(PAID, BACK))
    assert owed(said.ledger) == left and again.ledger == said.ledger and not again.alarm


def test_what_was_paid_again_after_that_is_the_repayment():
    later = repaid("2026-11-13T20:00", "581.20", label="2026-11", reference="12")
    found = beside(six_orders(), statement(PAID, BACK, later))
    (made,) = found.ledger.repayments.values()
    assert (made.paid_at, made.reference, found.asks) == (later.at, "12", False)


AGAIN = repaid("2026-11-13T20:00", "581.20", label="2026-11", reference="12")


@pytest.mark.parametrize("lines", permutations((PAID, BACK, AGAIN)))
def test_what_was_paid_again_need_not_be_read_again(lines: tuple[StatementLine, ...]):
    ledger = six_orders()
    for each in lines:
        found = beside(ledger, statement(each))
        assert found.ledger == ledger or found.kept or found.taken, "or the page would have nothing to save"
        ledger = found.ledger
    (made,) = ledger.repayments.values()
    assert (made.reference, owed(ledger)) == ("12", 0)
    assert ledger == beside(six_orders(), statement(*lines)).ledger


def test_of_what_came_back_nothing_is_asked_where_it_was_paid_again_by_another_file():
    ledger = beside(beside(six_orders(), statement(BACK)).ledger, statement(AGAIN)).ledger
    found = beside(ledger, statement(PAID))
    assert not found.asks and found.ledger.repayments == ledger.repayments


def test_that_it_is_recorded_after_all_is_said_with_the_file_that_made_room():
    twice = beside(beside(six_orders(), statement(PAID)).ledger, statement(AGAIN))
    assert [each.kind for each in twice.findings] == [FindingKind.DIFFERS] and twice.kept
    found = beside(twice.ledger, statement(BACK))
    [recorded] = [each for each in found.findings if each.key == AGAIN.id]
    assert (recorded.kind, recorded.level, found.taken) == (FindingKind.RECORD, Sureness.SURE, 1)


def test_a_payment_of_several_bills_that_came_back_is_taken_off_all_of_them():
    both = repaid("2026-10-02T19:40", "508.40", channel="jd-baitiao")
    back = line("failed", "2026-10-04T08:00", "508.40", channel="jd-baitiao", returned=True)
    paid = beside(six_orders(), alipay(both, covers=None)).ledger
    assert len(paid.repayments) == 2
    found = beside(paid, alipay(back, covers=None))
    assert alarm(found).bills == ("jd-baitiao/2026-10-03", "jd-baitiao/2026-10-17")
    off = beside(paid, alipay(back, covers=None), {alarm(found).key: "ignore"})
    assert not off.ledger.repayments and not beside(off.ledger, alipay(both, back, covers=None)).ledger.repayments
