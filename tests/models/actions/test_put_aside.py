"""A payment that was answered stands: an earlier one does not put it aside, whichever file is read again."""

from msgspec.structs import replace

from models.actions.finding import FindingKind
from models.ledger.ledger import Ledger
from models.ledger.statement import SightingKind, StatementLine
from tests.models.actions.statements import alipay, beside, by_hand, repaid, six_orders

PAID = repaid("2026-10-27T19:00", "275.00", channel="cmb", label="2026-10", automatic=True)
BACK = replace(
    repaid("2026-10-28T19:00", "275.00", channel="cmb"), id="b00000000000", kind=SightingKind.FAILED, returned=True
)
EARLIER = repaid("2026-10-25T11:00", "268.00", channel="cmb", label="2026-10")
EVERY = (PAID, BACK, EARLIER)


def test_it_stands_whatever_is_read_again():
    ledger = by_hand(six_orders(), "cmb/2026-10-25", "100.00", "debit-card", "2026-10-23T18:00+08:00", confirmed=False)
    ledger = read(ledger, *EVERY)
    answered = beside(ledger, alipay(*EVERY, covers=None), {PAID.id: "correct"})
    assert FindingKind.DIFFERS in {each.kind for each in answered.findings}
    ledger = answered.ledger
    assert PAID.id in ledger.sightings and EARLIER.id not in ledger.sightings
    assert read(ledger, *EVERY) == ledger
    for each in EVERY:
        assert read(ledger, each) == ledger


def read(ledger: Ledger, *lines: StatementLine) -> Ledger:
    return beside(ledger, alipay(*lines, covers=None)).ledger
