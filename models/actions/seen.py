"""What was seen at an institution: its figure for a bill, a line of a statement."""

from datetime import datetime

import msgspec

from models.bills.bill import Bill
from models.ledger.figure import APP, BillFigure
from models.ledger.ledger import Ledger, put
from models.ledger.sighting import Sighting
from models.values.message import Problem
from models.values.money import Fen


def figure_seen(ledger: Ledger, bill: Bill, total: Fen, seen_at: datetime, source: str = APP) -> Ledger:
    """With the institution's `total` for the bill. Of two figures the one that was seen later counts."""
    made = BillFigure(id=bill.id, total=total, seen_at=seen_at, source=source)
    before = ledger.figures.get(bill.id)
    if before is not None and before.seen_at.timestamp() > seen_at.timestamp():
        return ledger
    return msgspec.structs.replace(ledger, figures=put(ledger.figures, made.id, made))


def sighted(ledger: Ledger, sighting: Sighting) -> Ledger:
    """With a line of a statement; Problem where the repayment that it shows is not on record."""
    if sighting.repayment and sighting.repayment not in ledger.repayments:
        raise Problem("there is no repayment {repayment}", field="repayment", repayment=sighting.repayment)
    return msgspec.structs.replace(ledger, sightings=put(ledger.sightings, sighting.id, sighting))
