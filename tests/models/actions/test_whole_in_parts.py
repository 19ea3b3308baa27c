"""A repayment that was recorded as one, and that the statement has in parts."""

import pytest

from models.actions.finding import FindingKind, Sureness
from tests.models.actions.statements import alipay, beside, bill_of, by_hand, one, repaid, six_orders

BILL = "huabei/2026-11-10"
PARTS = (
    repaid("2026-11-08T08:00", "400.00", label="2026-11"),
    repaid("2026-11-10T08:00", "181.20", label="2026-11"),
)


@pytest.mark.parametrize(("answer", "amounts"), [("amend", [400_00, 181_20]), ("keep", [581_20])])
def test_it_is_asked_once_and_then_known(answer: str, amounts: list[int]) -> None:
    of = by_hand(six_orders(), BILL, "581.20", "debit-card", "2026-11-09T10:00+08:00")
    found = beside(of, alipay(*PARTS))
    finding = one(found, FindingKind.AMEND)
    assert (finding.level, finding.line, finding.parts) == (Sureness.ASK, PARTS[0], PARTS)
    assert found.ledger.repayments == of.repayments and not any(PARTS[1] is each.line for each in found.findings)
    said = beside(of, alipay(*PARTS), {finding.key: answer})
    bill = bill_of(said.ledger, BILL)
    assert ([each.amount for each in bill.repayments], bill.outstanding) == (amounts, 0)
    again = beside(said.ledger, alipay(*PARTS))
    assert again.ledger == said.ledger
    assert {each.line for each in again.findings if each.known} == {*PARTS}
    assert not any(each.repayment and not each.known for each in again.findings)


def test_parts_that_come_to_another_sum_are_asked_about_one_by_one() -> None:
    of = by_hand(six_orders(), BILL, "581.10", "debit-card", "2026-11-09T10:00+08:00")
    assert all(len(each.parts) == 0 for each in beside(of, alipay(*PARTS)).findings)
