"""When a payment was made of which only the day is known on which a bank posted it."""

from datetime import datetime, timedelta

from models.bills.bill import Bill
from models.ledger.statement import StatementLine

POSTED_WITHIN = 5
"""So many days after a payment a bank posts it, at most."""


def paid_when(bill: Bill, line: StatementLine) -> datetime:
    """The instant of the line's payment of the bill, as it is recorded.

    What was only posted may have been paid days before: it is taken to have been in time wherever it can have been,
    else as early as it can.
    """
    if not line.posted:
        return line.at
    earliest = line.at - timedelta(days=POSTED_WITHIN)
    return min(line.at, max(bill.due_at, earliest, key=datetime.timestamp), key=datetime.timestamp)
