"""That the rest of a bill does not go over, though the minimum may have been paid: it is overdue."""

from datetime import datetime

from models.actions.auto_debit import failed
from models.actions.seen import figure_seen
from models.bills.bill import Bill
from models.bills.debit_phase import Phase, phase
from models.ledger.ledger import Ledger


def rest_is_due(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """Somebody saw that the rest is still on the bill, and overdue: the institution's figure for it is ours.

    So an auto-debit of which nobody had said yet what it did has not taken the rest.
    """
    ledger = figure_seen(ledger, bill, bill.amount, now)
    said = ledger.debits.get(bill.id)
    if phase(bill, now) is not Phase.UNSEEN or (said is not None and said.outcome is not None):
        return ledger
    return failed(ledger, bill, now)
