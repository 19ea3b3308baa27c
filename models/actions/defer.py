"""A bill that the institution put off to the next due date (延期还款)."""

from datetime import datetime

import msgspec

from models.bills.bill import Bill
from models.bills.entered_since import had_by
from models.bills.following import following
from models.ledger.deferral import Deferral
from models.ledger.ids import bill_due, bill_id
from models.ledger.ledger import Ledger, put
from models.values.dates import today
from models.values.message import Problem


def defer(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """With the bill deferred, see `deferred_to`; Problem where nothing is owed on it.

    What was entered since it was deferred goes along where it is said again, while the bill that has it is not due.
    """
    before = ledger.deferrals.get(bill.id)
    if before and not (bill.outstanding > 0 and bill_due(before.to) >= today(now, bill.channel.zone)):
        raise Problem("the bill {bill} was deferred to {to}", bill=bill.id, to=before.to)
    if bill.outstanding <= 0:
        raise Problem("nothing is owed on the bill {bill} any more", bill=bill.id)
    made = Deferral(id=bill.id, to=deferred_to(bill, now), at=now) if before is None else before
    made = msgspec.structs.replace(made, had=had_by(bill))
    return msgspec.structs.replace(ledger, deferrals=put(ledger.deferrals, made.id, made))


def deferred_to(bill: Bill, at: datetime) -> str:
    """The bill that it goes to where it is deferred `at` that instant: the account's next one that is due after that
    day. One that is due already has been repaid, or is overdue itself: nobody puts anything off to it."""
    return bill_id(bill.channel.id, following(bill, today(at, bill.channel.zone)).due)


def led_to(bill: Bill, made: Deferral) -> str:
    """The bill that a deferral which was `made` before leads to by the days of the account now.

    Older versions put a bill off to its next one, due or not: what they did stays so.
    """
    due = bill_due(made.to)
    if due > today(made.at, bill.channel.zone):
        return deferred_to(bill, made.at)
    return bill_id(bill.channel.id, following(bill).due)
