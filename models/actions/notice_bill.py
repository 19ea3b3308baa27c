"""Which bill a message is about: by its date or month, else the nearest that it can be."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.overview import HOME_ZONE
from models.ledger.notice import Notice, NoticeKind
from models.values.dates import today
from models.values.money import Fen

ANNOUNCED = (timedelta(days=5), timedelta(days=45))
"""A bill that is announced fell due so long ago at most, and falls due so far ahead at most."""
REPAID = (timedelta(days=35), timedelta(days=40))
"""The same of one that was repaid, from the day of the repayment."""
MOVED = timedelta(days=5)
"""By how much an institution's date may be another than the one that is derived, and still be that bill's."""
ABOUT = timedelta(days=3)
"""By how much the time of a repayment on record may be another than the one that is given."""


def bill_of(notice: Notice, account: str, book: Book, on: date) -> Bill | None:
    """The account's bill that the message is about; `on` is today. None where it can be none, or nobody can say."""
    bills = [each for each in book.bills.values() if each.channel.id == account and not each.settles]
    if notice.due:
        return _due_on(notice, bills)
    if notice.label:
        month = [each for each in bills if (each.due.year, each.due.month) == (notice.label.year, notice.label.month)]
        return _nearest(notice, month, on)
    if notice.kind in {NoticeKind.DUE, NoticeKind.SCHEDULED}:
        late = [each for each in bills if each.due < on and each.outstanding > 0]
        announced = late if notice.overdue else _within(bills, on, ANNOUNCED)
        return _nearest(notice, announced or late, on)
    when = today(notice.at, HOME_ZONE) if notice.at else on
    there = recorded(notice, bills, when)
    if there is None and several_of(notice, account, book, on):
        return None
    return there or _nearest(notice, _within(bills, when, REPAID), when)


def several_of(notice: Notice, account: str, book: Book, on: date) -> tuple[Bill, ...]:
    """The bills that a repayment of no day may be of as well as of another, the earliest due first: an overdue one is
    repaid first, or was repaid already and that is not recorded. () where it is of one, or says its day."""
    if notice.kind is not NoticeKind.REPAID or notice.at or notice.due or notice.label:
        return ()
    open_ = (each for each in book.bills.values() if each.outstanding > 0 and not each.settles)
    same = [each for each in open_ if each.channel.id == account and each.outstanding == notice.amount]
    known = sorted((each for each in same if each.due <= on + REPAID[1]), key=lambda each: each.due)
    return tuple(known) if len(known) > 1 and known[0].due < on else ()


def recorded(notice: Notice, bills: Iterable[Bill], when: date) -> Bill | None:
    """The bill of which that very repayment is on record."""
    if notice.kind is not NoticeKind.REPAID:
        return None
    return next((each for each in bills if on_record(notice, each, when)), None)


def on_record(notice: Notice, bill: Bill, when: date) -> bool:
    """Whether a repayment of that amount, made about then, is on record of the bill."""
    return any(
        each.amount == notice.amount and abs(today(each.paid_at, bill.channel.zone) - when) <= ABOUT
        for each in bill.repayments
    )


def _due_on(notice: Notice, bills: Sequence[Bill]) -> Bill | None:
    """The bill of that date, or the one that is near it where no other is."""
    exact = next((each for each in bills if each.due == notice.due), None)
    if exact or notice.due is None:
        return exact
    close = [each for each in bills if abs(each.due - notice.due) <= MOVED]
    return close[0] if len(close) == 1 else None


def _within(bills: Iterable[Bill], day: date, span: tuple[timedelta, timedelta]) -> list[Bill]:
    return [each for each in bills if day - span[0] <= each.due <= day + span[1]]


def _nearest(notice: Notice, bills: Sequence[Bill], day: date) -> Bill | None:
    """Of those that it can be, one with that amount before any other, then an open one; else by date."""
    owed = notice.of if notice.of is not None else notice.amount

    def likeness(bill: Bill) -> tuple[bool, bool, timedelta, date]:
        return (_owes(bill) != owed, bill.outstanding <= 0, abs(bill.due - day), bill.due)

    return min(bills, key=likeness, default=None)


def _owes(bill: Bill) -> Fen:
    return bill.outstanding if bill.outstanding > 0 else bill.amount
