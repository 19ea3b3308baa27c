"""A record that somebody typed, a payment of it whose money came back, and another payment after that."""

from itertools import permutations

import pytest
from msgspec.structs import replace

from models.actions.finding import FindingKind
from models.ledger.ids import line_id
from models.ledger.ledger import Ledger
from models.ledger.statement import StatementLine
from tests.models.actions.statements import alipay, beside, bill_of, by_hand, line, repaid, six_orders

BILL = "huabei/2026-11-10"


def numbered(paid: StatementLine) -> StatementLine:
    """With the id of a line that has a number."""
    known = paid.reference, paid.at.isoformat(), str(paid.amount)
    return replace(paid, id=line_id("alipay", *known)) if paid.reference else paid


def lines(number: str) -> tuple[StatementLine, ...]:
    def paid(when: str, own: str) -> StatementLine:
        return numbered(repaid(when, "581.20", label="2026-11", reference=own if number else "", method="yuebao"))

    back = line("failed", "2026-11-09T10:00", "581.20", channel="huabei", returned=True, reference=number)
    return paid("2026-11-08T10:00", "A1"), back, paid("2026-11-10T10:00", "A2")


def typed(method: str, paid_at: str) -> Ledger:
    return by_hand(six_orders(), BILL, "581.20", method, paid_at)


def shown(ledger: Ledger) -> tuple[object, object]:
    """The records, and what the lines show."""
    return ledger.repayments, {ident: each for ident, each in ledger.sightings.items() if ":" not in ident}


@pytest.mark.parametrize("number", ["A1", ""])
@pytest.mark.parametrize("assumed", [True, False])
def test_the_record_has_the_number_and_the_time_of_the_payment_that_stayed(number: str, assumed: bool):
    due = bill_of(six_orders(), BILL).due_at.isoformat()
    start = typed("auto-debit", due) if assumed else typed("yuebao", "2026-11-10T10:01+08:00")
    three = lines(number)
    whole = beside(start, alipay(*three, covers=None))
    assert not whole.alarm, "the payment that stayed is the record's"
    (made,) = whole.ledger.repayments.values()
    stayed = three[2]
    assert (made.reference, made.method) == (stayed.reference, "yuebao")
    assert not assumed or made.paid_at == stayed.at
    for order in permutations(three):
        ledger = start
        for each in order:
            ledger = beside(ledger, alipay(each, covers=None)).ledger
        assert shown(ledger) == shown(whole.ledger)
        again = beside(ledger, alipay(*three, covers=None))
        assert again.ledger == whole.ledger and not again.asks


def test_as_long_as_nothing_was_paid_again_the_record_is_looked_at():
    paid, back, _ = lines("A1")
    start = typed("yuebao", "2026-11-08T10:01+08:00")
    for files in (((paid, back),), ((paid,), (back,)), ((back,), (paid,))):
        ledger = start
        for each in files:
            found = beside(ledger, alipay(*each, covers=None))
            ledger = found.ledger
        assert found.alarm and FindingKind.CONTRADICTION in {each.kind for each in found.findings}
