"""What a statement lacks: said only where every row of it was read."""

from datetime import date

from msgspec.structs import replace

from models.actions.finding import FindingKind, Sureness
from models.ledger.statement import LineProblem
from models.values.message import msg
from tests.models.actions.statements import alipay, beside, by_hand, line, one, repaid, six_orders

UNREAD = (LineProblem(9, msg("a value is missing here")),)
LACKS = {FindingKind.RECORDED_ONLY, FindingKind.NO_REPAYMENT}


def test_nothing_is_said_to_be_missing_from_a_statement_of_which_a_row_cannot_be_read():
    ledger = by_hand(six_orders(), "huabei/2026-08-10", "418.00", "debit-card", "2026-08-05T10:00+08:00")
    statement = alipay(repaid("2026-06-25T10:22", "418.00", label="2026-07"))
    assert {each.kind for each in beside(ledger, statement).findings} >= LACKS
    lacking = replace(statement, lacks=msg("only {kind} was exported", kind="支出"))
    for cut in (replace(statement, unreadable=UNREAD), replace(statement, more_unreadable=3), lacking):
        assert not {each.kind for each in beside(ledger, cut).findings} & LACKS


def test_what_failed_is_said_with_that_a_later_payment_may_not_have_been_read():
    tried = line("failed", "2026-11-10T12:20", "581.20", channel="huabei", label="2026-11", automatic=True)
    whole = one(beside(six_orders(), alipay(tried, covers=None)))
    cut = one(beside(six_orders(), replace(alipay(tried, covers=None), unreadable=UNREAD)))
    assert (whole.kind, cut.kind) == (FindingKind.NO_REPAYMENT, FindingKind.NO_REPAYMENT)
    assert (len(whole.reasons), len(cut.reasons)) == (0, 1)


def test_nothing_is_said_to_be_unpaid_while_a_payment_that_may_be_it_is_under_way():
    tried = line("failed", "2026-11-10T09:20", "581.20", channel="huabei", automatic=True)
    whole = repaid("2026-11-10T20:00", "581.20")
    bare = alipay(repaid("2026-09-10T10:00", "418.00", label="2026-09"), tried)
    waits = replace(bare, under_way=(whole,))
    said = {each.bill: each.kind for each in beside(six_orders(), bare).findings}
    assert said["huabei/2026-11-10"] is FindingKind.NO_REPAYMENT
    quiet = {each.bill for each in beside(six_orders(), waits).findings if each.kind in LACKS}
    assert quiet == {"huabei/2026-07-10", "huabei/2026-08-10"}, "bills of its amount are left alone, all others are not"
    before = replace(bare, under_way=(repaid("2026-11-09T20:00", "581.20", label="2026-11"),))
    assert "huabei/2026-11-10" in {each.bill for each in beside(six_orders(), before).findings}, "it failed after that"


def test_a_record_is_not_said_to_be_missing_while_its_amount_is_under_way():
    ledger = by_hand(six_orders(), "huabei/2026-11-10", "581.20", "debit-card", "2026-11-12T10:00+08:00")
    quiet = replace(alipay(), under_way=(repaid("2026-11-12T10:00", "581.20"),))
    other = replace(alipay(), under_way=(repaid("2026-11-12T10:00", "81.20", label="2026-11"),))
    for statement, missing in ((quiet, False), (other, True), (alipay(), True)):
        kinds = {each.kind for each in beside(ledger, statement).findings}
        assert (FindingKind.RECORDED_ONLY in kinds) is missing


def test_a_bill_is_no_alarm_while_another_file_asks_about_a_payment_that_may_be_it():
    asked = repaid("2026-10-25T12:00", "581.20")  # of this bill or of the last one
    ledger = beside(six_orders(), alipay(asked, covers=None)).ledger
    assert not ledger.repayments
    found = beside(ledger, alipay(covers=(date(2026, 11, 2), date(2026, 11, 20))))
    about = {each.bill: each for each in found.findings if each.kind is FindingKind.NO_REPAYMENT}
    finding = about["huabei/2026-11-10"]
    assert finding.level is Sureness.ASK and "2026-10-25" in str(finding.reasons[0])
    alone = beside(six_orders(), alipay(covers=(date(2026, 11, 2), date(2026, 11, 20))))
    assert one(alone, FindingKind.NO_REPAYMENT).level is Sureness.ALARM


def test_a_bill_is_without_a_repayment_as_soon_as_the_payment_is_said_to_concern_none_here():
    paid, november = repaid("2026-11-10T19:13", "681.20", label="2026-11"), (date(2026, 11, 2), date(2026, 11, 20))
    statement = alipay(paid, covers=november)
    first = beside(six_orders(), statement, {paid.id: "ignore"})
    again = beside(first.ledger, statement)
    assert not beside(six_orders(), statement).alarm
    for found in (first, again):
        assert [each.bill for each in found.findings if each.level is Sureness.ALARM] == ["huabei/2026-11-10"]
