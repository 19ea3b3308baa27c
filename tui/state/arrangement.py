"""What the main screen shows, as a pure function of the ledger and of the selection."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec
import pendulum
from pendulum import DateTime

from models.actions.early import find_bill
from models.bills.bill import Bill, auto_debit_window
from models.bills.book import Book, open_line
from models.bills.overview import HOME_ZONE, Sort, View, order_rows
from models.bills.standing import standing
from models.bills.status import Moment
from models.ledger.ledger import Ledger, open_checklists
from models.ledger.order import Order
from models.values.dates import today
from models.values.message import Problem
from models.values.money import Fen
from tui.run.session import Session
from tui.state.auto_debit import confirmation, why_not_confirm
from tui.state.question import Asker, Case, Question
from tui.state.reference import on_record, reference
from tui.state.repaying import repayment
from tui.state.views import Conversation, Detail, Listing
from tui.words.remarks import recorded, remarks

A_DAY_ANYWHERE = 2
"""How many days the dates of one instant can be apart, seen from different zones; and one for the day that it is."""


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What the user has selected: which orders, how sorted, the one under the cursor (in row `at`), and a bill.

    `bill` is "" for the order's bill to repay next. `confirming`: the question is what was seen of it.
    `recorded` is the repayment whose reference is being asked for, "" where none is.
    """

    view: View = View.ALL
    sort: Sort = Sort.NEXT_DUE
    text: str = ""
    order: str = ""
    at: int = 0
    bill: str = ""
    confirming: bool = False
    recorded: str = ""


def listing(ledger: Ledger, book: Book, selection: Selection, moment: Moment) -> Listing:
    """The list, with the cursor on the order that it was on; where that is gone, on the one in its row."""
    rows = order_rows(ledger, book, moment, view=selection.view, sort=selection.sort, text=selection.text)
    at = next((index for index, row in enumerate(rows) if row.order.id == selection.order), None)
    if at is None:
        at = max(0, min(selection.at, len(rows) - 1))
    return Listing(rows, at, selection.view, selection.sort, selection.text, frozenset(open_checklists(ledger)))


def selected(selection: Selection, found: Listing) -> Selection:
    """The selection, with the order that the cursor stands on."""
    order = found.rows[found.at].order.id if found.rows else ""
    return msgspec.structs.replace(selection, order=order, at=found.at)


def detail(ledger: Ledger, book: Book, credits_by: Mapping[str, Fen], selection: Selection, session: Session) -> Detail:
    """The order under the cursor and its bill: the one asked for, or the first on which money is owed, or its last."""
    order = ledger.orders.get(selection.order)
    bill: Bill | None
    try:
        bill = find_bill(ledger, book, session.catalogue, selection.bill, session.now())
    except Problem:
        bill = _next_bill(order, book) if order else None
    credit = credits_by.get(bill.channel.id, 0) if bill else 0
    return Detail(order, bill, book, credit, tuple(recorded(order, bill, ledger, session)) if order and bill else ())


def _next_bill(order: Order, book: Book) -> Bill:
    lines = book.schedules[order.id]
    return book.bill_of(open_line(lines, book) or lines[-1])


def turned(page: Detail, by: int) -> Bill | None:
    """The order's bill `by` periods from the one that is shown; None where the order has none."""
    if page.order is None or page.bill is None or page.book is None:
        return None
    lines = page.book.schedules[page.order.id]
    at = next((index for index, line in enumerate(lines) if line.due == page.bill.due), 0) + by
    return page.book.bill_of(lines[at]) if 0 <= at < len(lines) else None


def conversation(
    ledger: Ledger, page: Detail, selection: Selection, session: Session, before: Conversation
) -> Conversation:
    """The checklist of the bill that is shown; or what is to be confirmed of it, while there is something.

    A question that stood `before` in the middle of an answer stands while the same is asked.
    """
    bill, now = page.bill, session.now()
    if bill is None:
        return Conversation()
    made = on_record(ledger, selection.recorded, session)
    progress = None if made else open_checklists(ledger).get(bill.id)
    asked = Conversation(
        bill,
        progress,
        page.book,
        done=standing(progress, bill, now) if progress else (),
        day=today(now, bill.channel.zone),
        confirming=selection.confirming and not made and why_not_confirm(bill, session) is None,
        recorded=made,
        notes=tuple(remarks(bill, page.order, page.book, page.credit, session)) if page.book else (),
    )
    return asking(asked, before.standing if asked.goes_on(before) else None, session)


def asking(conversation: Conversation, standing: Asker | None, session: Session) -> Conversation:
    """With the question that `standing` asks; None is the first that is open."""
    return msgspec.structs.replace(conversation, standing=standing, question=_question(conversation, standing, session))


def _question(conversation: Conversation, standing: Asker | None, session: Session) -> Question | None:
    if conversation.bill is None or conversation.book is None:
        return None
    case = Case(conversation.bill, conversation.book, session, conversation.progress)
    if conversation.recorded is not None:
        return reference(case, conversation.recorded)
    return confirmation(case, standing) if conversation.confirming else repayment(case, standing)


def next_turn(book: Book, now: datetime) -> DateTime:
    """When a status or a number of days next changes by itself.

    That is at a due instant, where an auto-debit ends, or at an institution's midnight.
    """
    zones = {HOME_ZONE, *(bill.channel.zone for bill in book.bills.values())}
    midnight = min(pendulum.instance(now).in_timezone(zone).end_of("day") for zone in zones)
    today = now.toordinal()
    close = (bill for bill in book.bills.values() if abs(bill.due.toordinal() - today) <= A_DAY_ANYWHERE)
    return min((turn for bill in close for turn in _turns(bill) if now <= turn < midnight), default=midnight)


def _turns(bill: Bill) -> Iterator[DateTime]:
    """The instants of its due date after which the bill stands otherwise."""
    yield bill.due_at
    window = auto_debit_window(bill)
    if window is not None:
        yield window.end
