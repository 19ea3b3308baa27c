"""Bills that were settled: by what was repaid of them, or turned into instalments. Other days leave them so."""

from datetime import date

from models.bills.bill import Bill
from models.values.dates import today


def is_settled(bill: Bill) -> bool:
    """Whether it was repaid. What was deferred of it is still to be repaid, and moves."""
    return bool(bill.repayments) and bill.outstanding <= 0 and not (bill.over and bill.over.deferred)


def settled_by(bill: Bill, day: date) -> bool:
    """Whether by the end of that day at the institution it was settled, or turned into instalments whole."""
    if not is_settled(bill) and (bill.outstanding > 0 or not bill.conversions):
        return False
    zone = bill.channel.zone
    paid = all(today(each.paid_at, zone) <= day for each in bill.repayments)
    return paid and all(today(each.at, zone) <= day for each in bill.conversions)
