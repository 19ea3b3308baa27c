"""A day on which a bill that cannot be paid in time is to be paid."""

from datetime import date, datetime

import msgspec

from models.bills.bill import Bill
from models.ledger.ledger import Ledger, put
from models.ledger.promise import Promise
from models.values.dates import today
from models.values.message import Problem


def promise(ledger: Ledger, bill: Bill, on: date, now: datetime) -> Ledger:
    """With the bill to be paid `on` that day of the institution's calendar; a new promise takes the place of an old.

    Raises Problem where the day has passed, or nothing is owed.
    """
    if bill.outstanding <= 0:
        raise Problem("nothing is owed on the bill {bill} any more", bill=bill.id)
    if on < today(now, bill.channel.zone):
        raise Problem("{day} has passed; promise today or a later day", field="on", day=on.isoformat())
    made = Promise(id=bill.id, on=on, at=now)
    return msgspec.structs.replace(ledger, promises=put(ledger.promises, made.id, made))
