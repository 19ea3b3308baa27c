"""A statement that shows what somebody said otherwise: it is said, and what was seen of a debit is asked about."""

from datetime import date

from msgspec.structs import replace

from models.actions.finding import FindingKind, Sureness
from models.ledger.auto_debit import AutoDebitSeen, Outcome
from models.ledger.ledger import Ledger
from tests.models.actions.statements import alipay, beside, bill_of, by_hand, one, repaid, six_orders

BILL = "huabei/2026-11-10"


def seen(outcome: Outcome, at: str) -> Ledger:
    """With what somebody saw of the debit of the bill."""
    moment = repaid(at, "1").at
    return replace(six_orders(), debits={BILL: AutoDebitSeen(id=BILL, outcome=outcome, outcome_at=moment)})


def taken(when: str, amount: str = "581.20", **rest: object):
    return repaid(when, amount, **{"label": "2026-11", "automatic": True, **rest})


def test_a_debit_said_to_have_failed_is_asked_about_where_the_statement_has_it_taken_before_that():
    for outcome in (Outcome.FAILED, Outcome.NOT_ON):
        statement = alipay(taken("2026-11-10T10:00"), covers=None)
        finding = one(beside(seen(outcome, "2026-11-11T09:00"), statement))
        assert (finding.kind, finding.level) == (FindingKind.RECORD, Sureness.ASK)
        assert "2026-11-10" in str(finding.reasons[0])
        found = beside(seen(outcome, "2026-11-11T09:00"), statement, {finding.key: BILL})
        bill = bill_of(found.ledger, BILL)
        assert (bill.outstanding, bill.auto_debit.outcome) == (0, Outcome.TAKEN)
        assert all(each.known for each in beside(found.ledger, statement).findings)


def test_of_a_day_alone_a_debit_may_have_been_taken_before_somebody_looked():
    ledger = seen(Outcome.FAILED, "2026-11-10T09:00")
    for day, level in (("2026-11-10", Sureness.ASK), ("2026-11-11", Sureness.SURE)):
        assert one(beside(ledger, alipay(taken(day), covers=None))).level is level


def test_a_debit_that_was_tried_again_and_taken_is_sure_and_is_known_to_be_taken():
    ledger = seen(Outcome.FAILED, "2026-11-10T09:30")
    for amount, outcome in (("581.20", Outcome.TAKEN), ("300.00", Outcome.PART)):
        found = beside(ledger, alipay(taken("2026-11-10T19:13", amount), covers=None))
        assert one(found).level is Sureness.SURE and not one(found).reasons
        assert bill_of(found.ledger, BILL).auto_debit.outcome is outcome
        assert found.ledger.debits == ledger.debits, "what somebody said is kept as it was said"


def test_what_was_paid_by_hand_after_a_debit_failed_says_nothing_against_that():
    ledger = seen(Outcome.FAILED, "2026-11-11T09:00")
    found = beside(ledger, alipay(taken("2026-11-10T20:00", automatic=False), covers=None))
    assert one(found).level is Sureness.SURE
    assert bill_of(found.ledger, BILL).auto_debit.outcome is Outcome.FAILED


def test_a_bill_said_to_be_unpaid_when_it_was_entered_is_named_where_it_was_paid_by_then():
    statement = alipay(repaid("2026-09-09T10:00", "418.00", label="2026-09"), covers=None)
    for day, reasons in ((date(2026, 11, 1), 1), (date(2026, 9, 1), 0)):
        ledger = six_orders()
        orders = {ident: replace(each, entered_on=day) for ident, each in ledger.orders.items()}
        finding = one(beside(replace(ledger, orders=orders), statement))
        assert (finding.level, len(finding.reasons)) == (Sureness.SURE, reasons)


def test_a_record_on_another_day_than_in_the_statement_is_confirmed_with_both_days():
    ledger = by_hand(six_orders(), BILL, "581.20", "auto-debit", "2026-11-10T22:00+08:00")
    for when, both in (("2026-10-27T10:00", True), ("2026-11-10T10:00", False)):
        finding = one(beside(ledger, alipay(taken(when, automatic=False), covers=None)))
        assert finding.kind is FindingKind.CONFIRM
        assert [when[:10] in str(each) for each in finding.reasons] == [True] * both


def test_a_debit_said_to_be_taken_of_which_nothing_is_on_record_any_more_is_known_to_have_failed():
    assert bill_of(seen(Outcome.TAKEN, "2026-11-11T09:00"), BILL).auto_debit.outcome is Outcome.FAILED
    part = by_hand(seen(Outcome.PART, "2026-11-11T09:00"), BILL, "581.20", "auto-debit", "2026-11-10T22:00+08:00")
    assert bill_of(part, BILL).auto_debit.outcome is Outcome.TAKEN
