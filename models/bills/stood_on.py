"""The bills that an order's period stood on: where it was deferred, more than one."""

from datetime import date

from models.bills.bill import Bill
from models.bills.billed import is_out
from models.bills.book import Book
from models.bills.schedule import Line, due_dates_of
from models.channels.effective import channel_of
from models.ledger.ids import bill_id
from models.values.dates import today


def stood_on(row: Line, book: Book) -> tuple[Bill, ...]:
    """The bills of a line of an order's schedule, the first one first; the last one is that which it is on."""
    last, order = book.bill_of(row), row.order
    if order is None or order.account_id not in book.linked:
        return (last,)
    due = due_dates_of(order, channel_of(book.channels, order.account_id))[row.number - 1]
    found, bill = list[Bill](), book.bills.get(bill_id(order.account_id, due))
    while bill is not None and bill.due < row.due:
        found.append(bill)
        bill = book.bills.get(bill.over.to) if bill.over and bill.over.deferred else None
    return (*found, last)


def is_billed(row: Line, book: Book, day: date) -> bool:
    """Whether by that `day` a bill that the order's line stood on has been made: deferring it makes it no less billed.

    One that was deferred before it was made is only billed where it went.
    """
    for bill in stood_on(row, book):
        put_off = bill.over.at if bill.over and bill.due != row.due else None
        last = min(day, today(put_off, bill.channel.zone)) if put_off else day
        if is_out(bill.channel, bill.due, last):
            return True
    return False
