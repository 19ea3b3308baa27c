"""A payment that was answered, and that an earlier one puts aside, is kept as what is asked about is, in any file."""

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


def test_what_is_kept_of_it_hangs_on_no_file_that_is_read_again():
    ledger = by_hand(six_orders(), "cmb/2026-10-25", "100.00", "debit-card", "2026-10-23T18:00+08:00", confirmed=False)
    ledger = read(ledger, *EVERY)
    answered = beside(ledger, alipay(*EVERY, covers=None), {PAID.id: "correct"})
    assert FindingKind.DIFFERS in {each.kind for each in answered.findings}
    ledger = read(answered.ledger, *EVERY)
    assert PAID.id not in ledger.sightings and EARLIER.id in ledger.sightings
    for each in EVERY:
        assert read(ledger, each) == ledger


def read(ledger: Ledger, *lines: StatementLine) -> Ledger:
    return beside(ledger, alipay(*lines, covers=None)).ledger
