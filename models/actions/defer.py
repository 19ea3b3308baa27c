"""A bill that the institution put off to the next due date (延期还款)."""

from datetime import datetime

import msgspec

from models.bills.bill import Bill
from models.bills.following import following
from models.ledger.deferral import Deferral
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger, put
from models.values.message import Problem


def defer(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """With the bill deferred to the account's next one; Problem where nothing is owed on it, or it was before."""
    if bill.id in ledger.deferrals:
        raise Problem("the bill {bill} was deferred to {to}", bill=bill.id, to=ledger.deferrals[bill.id].to)
    if bill.outstanding <= 0:
        raise Problem("nothing is owed on the bill {bill} any more", bill=bill.id)
    made = Deferral(id=bill.id, to=bill_id(bill.channel.id, following(bill).due), at=now)
    return msgspec.structs.replace(ledger, deferrals=put(ledger.deferrals, made.id, made))
