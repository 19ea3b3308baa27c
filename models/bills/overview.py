"""What is owed, to whom, first: the orders as rows, and the month in figures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile

import msgspec

from models.bills.bill import Bill, past_due
from models.bills.book import Book, OrderRow
from models.bills.status import Moment, Status, row_status, status
from models.ledger.ledger import Ledger
from models.ledger.repayment import Allocation
from models.values.dates import A_DAY_ANYWHERE, days_between, instant, months_after, today
from models.values.identity import key_of, plain_key
from models.values.money import Fen

HOME_ZONE = "Asia/Shanghai"
"""Months are counted where the institutions are."""

MOST_TEXTS = 2**15
"""How many texts of orders are kept as a search compares them: each letter that is typed looks through all of them."""


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
    """This month, what is overdue from any month, the bill to pay next, and this and the coming five months.

    `earlier` are the months before this one in which something is still owed. `elsewhere`: what was paid in this month
    for bills of other months, late or ahead, in fen. `beyond`: what was paid in it for its own bills beyond what they
    came to, as at a second payment. `late`: how many bills `overdue` is of.
    """

    month: MonthSum
    overdue: Fen
    next: Bill | None
    months: tuple[MonthSum, ...]
    earlier: tuple[MonthSum, ...] = ()
    elsewhere: Fen = 0
    beyond: Fen = 0
    late: int = 0

    @property
    def of_its_bills(self) -> Fen:
        """What of this month's bills is repaid, and what was paid in it for them a second time."""
        return self.month.paid + self.beyond

    @property
    def repaid(self) -> Fen:
        """The same, and what was paid in this month for others.

        So a repayment that is recorded when it is made raises it by its amount, whatever months its bills are of.
        """
        return self.of_its_bills + self.elsewhere


def order_rows(
    ledger: Ledger, book: Book, moment: Moment, *, view: View = View.ALL, sort: Sort = Sort.NEXT_DUE, text: str = ""
) -> tuple[OrderRow, ...]:
    """The orders of a view, next due first unless sorted otherwise; `text` must occur in title, number or note."""
    rows = rows_of(ledger, book, moment, view)
    return sorted_rows(found_in(rows, text) if text.strip() else rows, sort)


def rows_of(ledger: Ledger, book: Book, moment: Moment, view: View) -> Sequence[OrderRow]:
    """The orders of a view, in the order in which they were entered."""
    rows = (book.row(ident) for ident in ledger.orders)
    own = [row for row in rows if row.order.archived is (view is View.ARCHIVED)]
    return own if view in {View.ALL, View.ARCHIVED} else [row for row in own if _in_view(row, view, moment)]


def sorted_rows(rows: Iterable[OrderRow], sort: Sort) -> tuple[OrderRow, ...]:
    """The rows in that order."""
    return tuple(sorted(rows, key=_SORT_KEYS[sort]))


@lru_cache(MOST_TEXTS)
def _plain(text: str) -> str:
    return plain_key(text)


@lru_cache(MOST_TEXTS)
def _key(order_no: str) -> str:
    return key_of(order_no)


def found_in(rows: Iterable[OrderRow], text: str) -> list[OrderRow]:
    """The rows of which `text` is part of what they may be found by, however either is spelt."""
    wanted, number = plain_key(text), key_of(text)
    channels: dict[str, bool] = {}

    def has(row: OrderRow) -> bool:
        order, channel = row.order, row.channel
        if order.account_id not in channels:
            names = (order.account_id, *channel.name.values(), *channel.short.values())
            channels[order.account_id] = any(wanted in plain_key(name) for name in names)
        texts = (order.title, order.order_no, order.note)
        return (
            channels[order.account_id]
            or any(wanted in _plain(each) for each in texts)
            or (number in _key(order.order_no))
        )

    return [row for row in rows if has(row)]


def _in_view(row: OrderRow, view: View, moment: Moment) -> bool:
    """Whether an order belongs in the view."""
    match view:
        case View.DUE:
            return row.owed > 0 and row_status(row, moment) is not Status.UPCOMING
        case View.OVERDUE:
            return row_status(row, moment) is Status.OVERDUE
        case _:
            return row.owed == 0


_SORT_KEYS: Mapping[Sort, Callable[[OrderRow], tuple[object, ...]]] = {
    Sort.NEXT_DUE: lambda row: row.tie,
    Sort.BOUGHT: lambda row: (-row.order.bought_at.toordinal(), *row.tie),
    Sort.CHANNEL: lambda row: (row.order.account_id, *row.tie),
    Sort.LEFT: lambda row: (-row.owed, *row.tie),
}
"""No two orders have the same key: a tie ends in the order's id."""


def due_next(book: Book) -> Bill | None:
    """The bill to repay next: of those on which money is still owed the first by its due instant, so overdue first.

    One that is repaid, but that nobody has seen in the app, is none to repay.
    """
    waiting = book.open_bills
    # The instants of dates further apart are in the order of the dates, whatever their zones.
    close = takewhile(lambda bill: days_between(waiting[0].due, bill.due) <= A_DAY_ANYWHERE, waiting)
    return min(close, key=lambda bill: bill.due_at.timestamp(), default=None)


def to_pay_next(book: Book, moment: Moment) -> Bill | None:
    """The bill to repay next as it stands at that moment: the first that is known to be open, overdue ones first.

    One that is to be confirmed, which may be repaid, only where there is no other.
    """
    first = next((bill for bill in book.open_bills if _known_open(bill, moment)), None)
    if first is None:
        return due_next(book)
    close = (bill for bill in book.open_bills if 0 <= days_between(first.due, bill.due) <= A_DAY_ANYWHERE)
    return min((bill for bill in close if _known_open(bill, moment)), key=lambda bill: bill.due_at.timestamp())


def _known_open(bill: Bill, moment: Moment) -> bool:
    return status(bill, moment) is not Status.TO_CONFIRM


def waiting_bills(book: Book) -> tuple[Bill, ...]:
    """The bills that are not settled: money is owed, or nobody has seen in the app that it came. Earliest due first."""
    return tuple(bill for bill in book.bills.values() if bill.outstanding > 0 or bill.id in book.waiting)


def unseen_bills(book: Book) -> frozenset[str]:
    """The bills, by id, whose repayment the institution was not yet seen to show; of one that went to several of them
    at once, as early settlement does, the earliest."""
    found, said = set[str](), set[str]()
    for bill in (each for each in book.bills.values() if each.id in book.waiting):
        new = {each.id for each in bill.repayments if not each.confirmed} - said
        if new:
            found.add(bill.id)
            said |= new
    return frozenset(found)


def owed_before(book: Book, day: date, moment: Moment) -> Fen:
    """What is overdue of the bills that fell due before that day."""
    return sum(bill.certain for bill in book.open_bills if bill.due < day and status(bill, moment) is Status.OVERDUE)


def overview(book: Book, moment: Moment) -> Overview:
    """The month's figures at that moment."""
    first = today(moment.now, HOME_ZONE).replace(day=1)
    firsts = [months_after(first, k) for k in range(6)]
    waiting = book.open_bills
    earlier = sorted({bill.due.replace(day=1) for bill in waiting if bill.due < first})
    sums = _sums(book, [*earlier, *firsts])
    months = sums[len(earlier) :]
    elsewhere, beyond = _paid_besides(book, first)
    late = [bill.certain for bill in waiting if past_due(bill, moment.now) and status(bill, moment) is Status.OVERDUE]
    return Overview(
        month=months[0],
        overdue=sum(late),
        late=len(late),
        next=due_next(book),
        months=months,
        earlier=sums[: len(earlier)],
        elsewhere=elsewhere,
        beyond=beyond,
    )


def _paid_besides(book: Book, first: date) -> tuple[Fen, Fen]:
    """What was paid in the month that `first` begins for bills of other months, and for its own beyond what was owed.

    An early settlement is paid for all periods that it ends; what of it went to this month's is not counted.
    """
    start, end = instant(first, time(), HOME_ZONE), instant(months_after(first, 1), time(), HOME_ZONE)
    elsewhere, beyond = dict[str, Fen](), dict[str, Fen]()
    for bill in book.bills.values():
        for each in bill.repayments:
            if not start <= each.paid_at < end:
                continue
            if each.order:
                ours = sum(share.amount for share in each.allocations if _due(share, book) == first)
                elsewhere[each.id] = each.amount - ours
            elif bill.due.replace(day=1) == first:
                beyond[each.id] = each.credit
            else:
                elsewhere[each.id] = each.amount
    return sum(elsewhere.values()), sum(beyond.values())


def _due(share: Allocation, book: Book) -> date | None:
    """The first day of the month of the period that a share went to; None of what no order has."""
    lines = book.schedules.get(share.order, ())
    return lines[share.number - 1].due.replace(day=1) if 0 < share.number <= len(lines) else None


def _sums(book: Book, firsts: Sequence[date]) -> tuple[MonthSum, ...]:
    """What fell due in each of these months; what went over to a later bill is due with that one."""
    due, paid = dict.fromkeys(firsts, 0), dict.fromkeys(firsts, 0)
    for bill in book.due_between(firsts[0], months_after(firsts[-1], 1)):
        if (month := bill.due.replace(day=1)) in due:
            due[month] += bill.amount - bill.carried
            paid[month] += bill.paid
    return tuple(MonthSum(each, due[each], paid[each]) for each in firsts)
