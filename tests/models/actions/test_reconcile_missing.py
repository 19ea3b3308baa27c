"""What a statement lacks: said only where every row of it was read."""

from msgspec.structs import replace

from models.actions.finding import FindingKind
from models.ledger.statement import LineProblem
from models.values.message import msg
from tests.models.actions.statements import alipay, beside, by_hand, line, one, repaid, six_orders

UNREAD = (LineProblem(9, msg("a value is missing here")),)
LACKS = {FindingKind.RECORDED_ONLY, FindingKind.NO_REPAYMENT}


def test_nothing_is_said_to_be_missing_from_a_statement_of_which_a_row_cannot_be_read():
    ledger = by_hand(six_orders(), "huabei/2026-08-10", "418.00", "debit-card", "2026-08-05T10:00+08:00")
    statement = alipay(repaid("2026-06-25T10:22", "418.00", label="2026-07"))
    assert {each.kind for each in beside(ledger, statement).findings} >= LACKS
    for cut in (replace(statement, unreadable=UNREAD), replace(statement, more_unreadable=3)):
        assert not {each.kind for each in beside(ledger, cut).findings} & LACKS


def test_what_failed_is_said_with_that_a_later_payment_may_not_have_been_read():
    tried = line("failed", "2026-11-10T12:20", "581.20", channel="huabei", label="2026-11", automatic=True)
    whole = one(beside(six_orders(), alipay(tried, covers=None)))
    cut = one(beside(six_orders(), replace(alipay(tried, covers=None), unreadable=UNREAD)))
    assert (whole.kind, cut.kind) == (FindingKind.NO_REPAYMENT, FindingKind.NO_REPAYMENT)
    assert (len(whole.reasons), len(cut.reasons)) == (0, 1)
