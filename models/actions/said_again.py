"""What is said of a bill though the ledger has it already: it changes nothing of what is on record."""

import msgspec

from models.bills.bill import Bill
from models.ledger.correction import Correction
from models.ledger.ledger import Ledger
from models.ledger.reduction import Reduction


def said_again(ledger: Ledger, bill: Bill, made: Correction, less: Reduction | None) -> bool:
    """Whether the bill is what that correction says, by one of the same lines: a total alone takes no reason back, nor
    what of the bill was lowered.
    """
    there = ledger.corrections.get(bill.id)
    if there is None or not there.total == made.total == bill.amount:
        return False
    if set(there.lines) != set(made.lines) or set(there.returned) != set(made.returned):
        return False
    return made.reason in {"", there.reason} and (less is None or _same(ledger.reductions.get(bill.id), less))


def _same(there: Reduction | None, less: Reduction) -> bool:
    return there is not None and there == msgspec.structs.replace(less, at=there.at, reason=less.reason or there.reason)
