"""Bills that were overdue, and of which by a change it is only asked whether they were repaid."""

from models.bills.bill import Bill
from models.bills.derive import derive
from models.bills.status import Moment, Status, status
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger


def no_longer_overdue(before: Ledger, after: Ledger, catalogue: Catalogue, moment: Moment) -> tuple[Bill, ...]:
    """The bills of `after` that are to be confirmed and were overdue `before`, the earliest first."""
    was = derive(before, catalogue).bills
    late = {bill.id for bill in was.values() if status(bill, moment) is Status.OVERDUE}
    if not late:
        return ()
    now = derive(after, catalogue).bills
    found = (now[ident] for ident in late if ident in now)
    return tuple(
        sorted((each for each in found if status(each, moment) is Status.TO_CONFIRM), key=lambda each: each.due)
    )
