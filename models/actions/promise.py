"""A day on which a bill that cannot be paid in time is to be paid: a promise, and whether it stands."""

from datetime import date, datetime

import msgspec

from models.bills.bill import Bill
from models.bills.book import Book
from models.ledger.ledger import Ledger, put
from models.ledger.promise import Promise
from models.values.dates import months_after, today
from models.values.message import Problem


def promise(ledger: Ledger, bill: Bill, on: date, now: datetime) -> Ledger:
    """With the bill to be paid `on` that day of the institution's calendar; a new promise takes the place of an old.

    Raises Problem where the day has passed, where it is more than a year ahead or behind the due date, which is a slip
    of the hand, or where nothing is owed.
    """
    if bill.outstanding <= 0:
        raise Problem("nothing is owed on the bill {bill} any more", bill=bill.id)
    here = today(now, bill.channel.zone)
    if on < here:
        raise Problem("{day} has passed; promise today or a later day", field="on", day=on.isoformat())
    last = months_after(max(here, bill.due), 12)
    if on > last:
        raise Problem(
            "{day} is too far away; promise a day up to {last}",
            field="on",
            day=on.isoformat(),
            last=last.isoformat(),
        )
    made = Promise(id=bill.id, on=on, at=now)
    return msgspec.structs.replace(ledger, promises=put(ledger.promises, made.id, made))


def promised(ledger: Ledger, bill: Bill) -> Promise | None:
    """The promise that stands on the bill; None where there is none, or it was kept.

    It is kept once nothing is owed there any more: the bill was repaid, or what was left went over to a later one.
    What the institution adds after that, late interest, was not promised.
    """
    made = ledger.promises.get(bill.id)
    return None if made is None or bill.outstanding <= 0 or _kept_before(ledger, bill, made) else made


def _kept_before(ledger: Ledger, bill: Bill, made: Promise) -> bool:
    """Whether all was repaid that was promised, and what is owed by now came with the institution's figure later."""
    since = [each.paid_at for each in bill.repayments if not each.order and each.paid_at >= made.at]
    grown = ledger.corrections.get(bill.id)
    return bool(since) and grown is not None and grown.at > max(since) and bill.outstanding <= bill.corrected


def promises_standing(ledger: Ledger, book: Book) -> dict[str, Promise]:
    """The promises that stand, by bill."""
    bills = (book.bills.get(ident) for ident in ledger.promises)
    return {bill.id: made for bill in bills if bill is not None and (made := promised(ledger, bill)) is not None}


def broken(made: Promise, bill: Bill, now: datetime) -> bool:
    """Whether the day of a promise that stands has passed, in the institution's calendar."""
    return made.on < today(now, bill.channel.zone)
