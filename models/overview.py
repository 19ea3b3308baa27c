"""What is owed, to whom, first: the orders as rows, and the month in figures."""

from datetime import date
from enum import StrEnum

import msgspec

from models.bill import Bill, Book, Moment, OrderRow, Status, past_due, row_status, status
from models.calendar import months_after, today
from models.ledger import Ledger
from models.money import Fen
from models.order import Order

HOME_ZONE = "Asia/Shanghai"
"""Months are counted where the institutions are."""


class View(StrEnum):
    """Which orders are listed."""

    ALL = "all"
    DUE = "due"
    OVERDUE = "overdue"
    SETTLED = "settled"
    ARCHIVED = "archived"


class Sort(StrEnum):
    """What the orders are listed by; ties by title."""

    NEXT_DUE = "next_due"
    BOUGHT = "bought"
    CHANNEL = "channel"
    LEFT = "left"


class MonthSum(msgspec.Struct, frozen=True):
    """What falls due in the month that `first` begins, and how much of it is repaid, in fen."""

    first: date
    due: Fen
    paid: Fen


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """This month, what is overdue from any month, the bill to pay next, and this and the coming five months."""

    month: MonthSum
    overdue: Fen
    next: Bill | None
    months: tuple[MonthSum, ...]


def order_rows(
    ledger: Ledger, book: Book, moment: Moment, *, view: View = View.ALL, sort: Sort = Sort.NEXT_DUE, text: str = ""
) -> tuple[OrderRow, ...]:
    """The orders of a view, next due first unless sorted otherwise; `text` must occur in title, number or note."""
    wanted = text.casefold()
    orders = ledger.orders.values()
    rows = (book.row(order.id) for order in orders if not wanted or wanted in _searched(order, book))
    return tuple(sorted((row for row in rows if _in_view(row, view, moment)), key=lambda row: _sort_key(row, sort)))


def _searched(order: Order, book: Book) -> str:
    """Everything that a filter may find an order by, in every language."""
    channel = book.bill_of(book.schedules[order.id][0]).channel
    names = (*channel.name.values(), *channel.short.values())
    return "\n".join((order.title, order.order_no, order.note, order.channel, *names)).casefold()


def _in_view(row: OrderRow, view: View, moment: Moment) -> bool:
    if row.order.archived or view is View.ARCHIVED:
        return row.order.archived and view is View.ARCHIVED
    match view:
        case View.DUE:
            return row.left > 0 and row_status(row, moment) is not Status.UPCOMING
        case View.OVERDUE:
            return row_status(row, moment) is Status.OVERDUE
        case View.SETTLED:
            return row.left == 0
        case _:
            return True


def _sort_key(row: OrderRow, sort: Sort) -> tuple[object, ...]:
    due = row.next.due if row.next else date.max
    tie = (due, row.order.title, row.order.id)
    match sort:
        case Sort.BOUGHT:
            return (-row.order.bought_at.toordinal(), *tie)
        case Sort.CHANNEL:
            return (row.order.channel, *tie)
        case Sort.LEFT:
            return (-row.left, *tie)
        case _:
            return tie


def open_bills(book: Book) -> tuple[Bill, ...]:
    """The bills that still want money, earliest due first."""
    return tuple(bill for bill in book.bills.values() if bill.outstanding > 0)


def overview(book: Book, moment: Moment) -> Overview:
    """The month's figures at that moment."""
    first = today(moment.now, HOME_ZONE).replace(day=1)
    firsts = [months_after(first, k) for k in range(6)]
    due = dict.fromkeys(firsts, 0)
    paid = dict.fromkeys(firsts, 0)
    for bill in book.bills.values():
        month = bill.due.replace(day=1)
        if month in due:
            due[month] += bill.amount
            paid[month] += bill.paid
    waiting = open_bills(book)
    return Overview(
        month=MonthSum(first, due[first], paid[first]),
        overdue=sum(
            bill.outstanding
            for bill in waiting
            if past_due(bill, moment.now) and status(bill, moment) is Status.OVERDUE
        ),
        next=waiting[0] if waiting else None,
        months=tuple(MonthSum(each, due[each], paid[each]) for each in firsts),
    )
