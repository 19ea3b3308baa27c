"""A line that was read as a payment and says in a later file that it failed: the record is not left as it is."""

from msgspec.structs import replace

from models.actions.finding import FindingKind, Sureness
from models.ledger.statement import SightingKind
from tests.models.actions.statements import alipay, beside, bill_of, by_hand, one, repaid, six_orders

PAID = repaid("2026-11-10T10:00", "581.20", label="2026-11", reference="N77")
FAILED = replace(PAID, kind=SightingKind.FAILED)
BEFORE, AFTER = alipay(PAID, covers=None), alipay(FAILED, covers=None)
BILL = "huabei/2026-11-10"


def test_a_payment_that_failed_after_it_was_read_is_taken_back_and_an_alarm_until_somebody_answers():
    ledger = beside(six_orders(), BEFORE).ledger
    found = beside(ledger, AFTER)
    finding = one(found)
    assert (finding.kind, finding.level, finding.key) == (FindingKind.RECORD, Sureness.ALARM, PAID.id)
    assert bill_of(found.ledger, BILL).outstanding == 581_20, "what failed is believed before what was paid"
    off = beside(ledger, AFTER, {finding.key: "ignore"}).ledger
    assert beside(off, BEFORE).ledger == off, "the file of before does not record it again"
    kept = beside(ledger, AFTER, {finding.key: BILL}).ledger
    assert bill_of(kept, BILL).outstanding == 0
    assert not beside(kept, AFTER).findings and beside(kept, BEFORE).ledger == kept


def test_the_newer_file_may_be_read_first():
    newer = beside(six_orders(), AFTER)
    assert newer.alarm and not newer.ledger.repayments
    older = beside(newer.ledger, BEFORE)
    assert (one(older).level, one(older).key) == (Sureness.ALARM, PAID.id) and older.ledger == newer.ledger
    assert older.ledger == beside(beside(six_orders(), BEFORE).ledger, AFTER).ledger
    both = alipay(FAILED, PAID, covers=None)
    assert beside(six_orders(), both).ledger == older.ledger
    kept = beside(newer.ledger, BEFORE, {PAID.id: BILL}).ledger
    assert bill_of(kept, BILL).outstanding == 0 and not beside(kept, AFTER).findings


def test_so_is_one_that_was_typed_and_that_the_file_had_confirmed():
    ledger = by_hand(six_orders(), "huabei/2026-11-10", "581.20", "yuebao", "2026-11-10T10:00+08:00")
    ledger = beside(ledger, BEFORE).ledger
    finding = one(beside(ledger, AFTER))
    assert (finding.kind, finding.bill) == (FindingKind.CONTRADICTION, "huabei/2026-11-10")
    off = beside(ledger, AFTER, {finding.key: "take-off"}).ledger
    assert bill_of(off, "huabei/2026-11-10").outstanding == 581_20


def test_of_a_payment_of_several_bills_all_of_it_is_taken_back():
    both = repaid("2026-10-02T19:40", "508.40", channel="jd-baitiao", reference="N78")
    ledger = beside(six_orders(), alipay(both, covers=None)).ledger
    assert len(ledger.repayments) == 2
    gone = beside(ledger, alipay(replace(both, kind=SightingKind.FAILED), covers=None))
    assert len(one(gone).bills) == 2 and not gone.ledger.repayments
