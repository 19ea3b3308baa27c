"""What the main screen shows, as a pure function of the ledger and of where the user looks."""

from datetime import datetime

import msgspec
import pendulum
from pendulum import DateTime

from models.bill import Bill, Book, Moment
from models.ledger import Ledger
from models.order import Order
from models.overview import HOME_ZONE, Sort, View, order_rows
from tui.panes.bill import Shown
from tui.panes.checklist import Walk
from tui.panes.orders import Listing


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """Where the user looks: which orders, in which order, the one under the cursor (`at` its place), and a bill.

    `bill` is "" for the bill that the order wants repaid next.
    """

    view: View = View.ALL
    sort: Sort = Sort.NEXT_DUE
    text: str = ""
    order: str = ""
    at: int = 0
    bill: str = ""


def listing(ledger: Ledger, book: Book, look: Look, moment: Moment) -> Listing:
    """The list, with the cursor on the order that it was on; where that is gone, on the one in its place."""
    rows = order_rows(ledger, book, moment, view=look.view, sort=look.sort, text=look.text)
    at = next((index for index, row in enumerate(rows) if row.order.id == look.order), None)
    if at is None:
        at = max(0, min(look.at, len(rows) - 1))
    return Listing(rows, at, look.view, look.sort, look.text)


def looking_at(look: Look, found: Listing) -> Look:
    """The look, with the order that the cursor stands on."""
    order = found.rows[found.at].order.id if found.rows else ""
    return msgspec.structs.replace(look, order=order, at=found.at)


def shown(ledger: Ledger, book: Book, look: Look) -> Shown:
    """The order under the cursor and its bill: the one asked for, or the first that wants money, or its last."""
    order = ledger.orders.get(look.order)
    return Shown(order, book.bills.get(look.bill) or (_next_bill(order, book) if order else None), book)


def _next_bill(order: Order, book: Book) -> Bill:
    lines = book.schedules[order.id]
    return book.bill_of(next((line for line in lines if line.outstanding > 0), lines[-1]))


def turned(page: Shown, by: int) -> Bill | None:
    """The order's bill `by` periods from the one that is shown; None where the order has none."""
    if page.order is None or page.bill is None or page.book is None:
        return None
    lines = page.book.schedules[page.order.id]
    at = next((index for index, line in enumerate(lines) if line.due == page.bill.due), 0) + by
    return page.book.bill_of(lines[at]) if 0 <= at < len(lines) else None


def walk(ledger: Ledger, page: Shown) -> Walk:
    """The checklist of the bill that is shown."""
    return Walk(page.bill, ledger.checklists.get(page.bill.id) if page.bill else None, page.book)


def next_turn(book: Book, now: datetime) -> DateTime:
    """When a status or a number of days next changes by itself: at a due instant, or at the institutions' midnight."""
    midnight = pendulum.instance(now).in_timezone(HOME_ZONE).end_of("day")
    return min((bill.due_at for bill in book.bills.values() if now <= bill.due_at < midnight), default=midnight)
