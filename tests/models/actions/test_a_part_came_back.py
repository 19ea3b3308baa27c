"""A payment of which a part came back: what is left of it is what was repaid, whichever file was read first."""

from itertools import permutations

import pytest
from msgspec.structs import replace

from models.actions.finding import FindingKind, Sureness
from models.ledger.statement import StatementLine
from tests.models.actions.statements import alipay, beside, bill_of, by_hand, one, repaid, six_orders

BILL = "huabei/2026-11-10"
PAID = repaid("2026-11-09T20:00", "581.20", label="2026-11", reference="11")
LESS = replace(PAID, amount=575_80, came_back=5_40)
MORE = repaid("2026-11-10T20:00", "5.40", label="2026-11", reference="12")


@pytest.mark.parametrize("lines", permutations((PAID, LESS, MORE)))
def test_what_is_left_of_it_is_recorded_in_whatever_order_it_is_read(lines: tuple[StatementLine, ...]):
    ledger = six_orders()
    for each in lines:
        ledger = beside(ledger, alipay(each, covers=None)).ledger
    assert sorted(each.amount for each in ledger.repayments.values()) == [5_40, 575_80]
    assert bill_of(ledger, BILL).outstanding == 0
    assert ledger == beside(six_orders(), alipay(*lines, covers=None)).ledger


def test_a_typed_record_that_it_had_confirmed_is_to_be_corrected():
    typed = by_hand(six_orders(), BILL, "581.20", "yuebao", "2026-11-09T20:00:00+08:00")
    ledger = beside(typed, alipay(PAID, covers=None)).ledger
    found = beside(ledger, alipay(LESS, covers=None))
    finding = one(found)
    assert (finding.kind, finding.level, finding.recorded) == (FindingKind.AMEND, Sureness.ASK, 581_20)
    assert found.ledger.repayments == ledger.repayments
    amended = beside(ledger, alipay(LESS, covers=None), {PAID.id: "amend"}).ledger
    assert bill_of(amended, BILL).outstanding == 5_40
    assert beside(amended, alipay(LESS, covers=None)).ledger == amended
    assert not beside(amended, alipay(PAID, covers=None)).asks
