"""What the main screen shows, as a pure function of the ledger and of the selection."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
import pendulum
from pendulum import DateTime

from models.actions.find_bill import find_bill
from models.actions.promise import promises_standing
from models.actions.settled_early import outcome
from models.bills.auto_debit_window import auto_debit_window
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.checked import checks
from models.bills.contracts import contracts
from models.bills.overview import HOME_ZONE, Sort, View, due_next, found_in, rows_of, sorted_rows
from models.bills.standing import standing
from models.bills.status import Moment
from models.bills.unbilled import bill_of_account
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger, open_checklists
from models.ledger.order import Order
from models.values.dates import A_DAY_ANYWHERE, today
from models.values.message import Problem
from models.values.money import Fen
from tui.run.session import Session
from tui.state.checklist import Topic
from tui.state.checklists import checklist_named, topic_of
from tui.state.question import Asker, Case
from tui.state.sections import BillRow, ListRow, arranged, found_at, nearest
from tui.state.views import Conversation, Detail, Listing
from tui.words.bill import deferred_here
from tui.words.checked import checked_said
from tui.words.coverage import covered_said
from tui.words.first_auto_debit import first_auto_debit
from tui.words.minimum import rest_asked
from tui.words.promise import promise_said
from tui.words.remarks import came_to, recorded
from tui.words.set_up import under_way_said


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What the user has selected: which orders, how sorted, the one under the cursor (in line `at`), and a bill.

    `part`: the cursor is on the order alone, where its bill has several. `unfolded`: what is settled is seen. `bill` is
    "" for the order's bill to repay next. `topic`: which checklist is asked for; None is the bill's own. `stood_on`:
    the order under the cursor when the filter began.
    """

    view: View = View.ALL
    sort: Sort = Sort.NEXT_DUE
    text: str = ""
    order: str = ""
    at: int = 0
    part: bool = False
    unfolded: bool = False
    bill: str = ""
    topic: Topic | None = None
    stood_on: str = ""

    @property
    def extra(self) -> bool:
        """Whether an extra of the last action is asked for."""
        return self.topic is not None and checklist_named(self.topic.checklist).extra

    @property
    def onward(self) -> "Selection":
        """Where something else is selected or done: an extra is not asked for any more."""
        return msgspec.structs.replace(self, topic=None) if self.extra else self

    @property
    def in_list(self) -> "Selection":
        """Where the list comes to the front: the row's own bill and checklist; an extra stays beside it."""
        return self if self.extra else msgspec.structs.replace(self, bill="", topic=None)


def pointing_at(bill: Bill, selection: Selection, book: Book, listed: Collection[str], ledger: Ledger) -> Selection:
    """The selection with the cursor on an order of that bill, and with that bill shown.

    `listed` are the orders in the list: where none of the bill's is among them, all are listed again.
    """
    orders = [line.order_id for line in bill.lines if line.order and line.outstanding > 0]
    orders = orders or [ident for ident in ledger.orders if _is_next(bill, ident, book)]
    orders.sort(key=lambda each: (each not in listed, ledger.orders[each].archived, each != selection.order))
    order = next(iter(orders), selection.order)
    whole = msgspec.structs.replace(selection.onward, order=order, part=False)
    own = _next_bill(ledger.orders[order], book).id == bill.id if order in ledger.orders else False
    whole = msgspec.structs.replace(whole, bill="" if own else bill.id)
    if order in listed:
        return whole
    view = View.ARCHIVED if order in ledger.orders and ledger.orders[order].archived else View.ALL
    return msgspec.structs.replace(whole, text="", view=view)


def _is_next(bill: Bill, order: str, book: Book) -> bool:
    """Whether what comes next of the order is on that bill."""
    own = book.row(order).bill
    return own is not None and own.id == bill.id


def listing(ledger: Ledger, book: Book, selection: Selection, moment: Moment) -> Listing:
    """The list, with the cursor on the order that it was on; where that is gone, on the line next to where it was."""
    chosen = (selection.view, selection.sort, selection.text)
    every = rows_of(ledger, book, moment, selection.view)
    all_of_it = not selection.text.strip()
    rows = sorted_rows(every if all_of_it else found_in(every, selection.text), selection.sort)
    own = book.row(selection.order) if selection.order in book.schedules else None
    settled = own is not None and own.bill is None and any(row is own for row in rows)
    lines = arranged(
        rows,
        book,
        moment,
        whole=all_of_it and selection.view is View.ALL,
        sections=selection.sort is Sort.NEXT_DUE,
        unfolded=selection.unfolded or settled or not all_of_it,
    )
    return Listing(
        rows,
        lines,
        _at(lines, selection, book),
        len(every) - len(rows),
        *chosen,
        frozenset(open_checklists(ledger)),
        promises_standing(ledger, book),
        checks(ledger, book),
        book,
    )


def _at(lines: Sequence[ListRow], selection: Selection, book: Book) -> int:
    """The line that the cursor stands on; at the start, that of the bill to repay next."""
    at = found_at(lines, selection.order, part=selection.part)
    if at is not None:
        return at
    if not selection.order and not selection.at and not selection.text:
        first = due_next(book)
        for index, line in enumerate(lines):
            if isinstance(line, BillRow) and line.bill is first:
                return index
    if not selection.text or not lines:
        return nearest(lines, selection.at)
    at = nearest(lines, selection.at if selection.order else 0)
    # Of a bill that several orders are on, a filter that one of them has is looking for that one.
    line = lines[at]
    return at + 1 if isinstance(line, BillRow) and line.several and len(line.orders) == 1 else at


def selected(selection: Selection, found: Listing) -> Selection:
    """The selection, with the order that the cursor stands on."""
    unfolded = selection.unfolded if selection.text else found.unfolded
    return msgspec.structs.replace(selection, order=found.order, at=found.at, part=found.part, unfolded=unfolded)


def detail(ledger: Ledger, book: Book, credits_by: Mapping[str, Fen], selection: Selection, session: Session) -> Detail:
    """The order under the cursor and its bill: the one asked for, or the first on which money is owed, or its last."""
    order = ledger.orders.get(selection.order)
    bill: Bill | None
    try:
        bill = find_bill(ledger, book, session.catalogue, selection.bill, session.now())
    except Problem:
        bill = _next_bill(order, book) if order else None
    credit = credits_by.get(bill.channel.id, 0) if bill else 0
    if order is None or bill is None:
        return Detail(order, bill, book, credit)
    ended = outcome(ledger, book, order.id)
    past = (
        *deferred_here(bill, ledger, session),
        *promise_said(bill, ledger, session),
        *checked_said(bill, ledger, session),
        *rest_asked(bill, session),
        *covered_said(bill, ledger, book, session),
        *first_auto_debit(bill, ledger, book, session),
        *under_way_said(ledger, bill.channel, session),
        *recorded(order, bill, ledger, session),
        *came_to(ended, session),
    )
    return Detail(order, bill, book, credit, past, ended=ended is not None)


def _next_bill(order: Order, book: Book) -> Bill:
    """The first of its bills that is not done with, also where only another order's line on it is open, or what the
    order left to it; or its last."""
    lines, own = book.schedules[order.id], book.row(order.id).bill
    shared = next((bill for bill in map(book.bill_of, lines) if bill.outstanding > 0), None)
    found = [bill for bill in (own, shared) if bill is not None]
    return min(found, key=lambda bill: bill.due, default=book.bill_of(lines[-1]))


def turned(page: Detail, by: int) -> Bill | None:
    """The order's bill `by` bills from the one that is shown; None where the order has none."""
    if page.order is None or page.bill is None or page.book is None:
        return None
    bills = page.book.bills_with(page.order)
    at = next((index for index, each in enumerate(bills) if each.due >= page.bill.due), 0) + by
    return bills[at] if 0 <= at < len(bills) else None


def conversation(
    ledger: Ledger, page: Detail, selection: Selection, session: Session, before: Conversation
) -> Conversation:
    """The checklist of the bill that is shown: the one that is selected, while something of it is open.

    A question that stood `before` in the middle of an answer stands while the same is asked.
    """
    bill, book, now = _asked_about(ledger, page, selection, session), page.book, session.now()
    if bill is None or book is None:
        return Conversation()
    case = Case(bill, book, session, open_checklists(ledger).get(bill.id), ledger)
    topic = topic_of(case, selection.topic)
    checklist = checklist_named(topic.checklist)
    # An extra is of what is done, and a list may be of an account: no step of the bill's is taken back beside them.
    progress = None if checklist.extra or checklist.own_steps else case.progress
    asked = Conversation(
        bill,
        progress,
        book,
        done=standing(progress, bill, now) if progress else (),
        day=today(now, bill.channel.zone),
        ledger=ledger,
        topic=topic,
        at=checklist.open(msgspec.structs.replace(case, about=topic.about)),
    )
    return asking(asked, before.standing if asked.goes_on(before) else None, session)


def _asked_about(ledger: Ledger, page: Detail, selection: Selection, session: Session) -> Bill | None:
    """The bill that is shown; where a list is of an account, a bill of that account, also where none is to be shown."""
    topic, bill, book = selection.topic, page.bill, page.book
    if topic is None or book is None or checklist_named(topic.checklist).own_steps is None:
        return bill
    if bill is not None and bill.channel.id == topic.about:
        return bill
    channel = channel_of(contracts(ledger, session.catalogue), topic.about)
    found = bill_of_account(book, channel, today(session.now(), channel.zone))
    case = Case(found, book, session, ledger=ledger, about=topic.about)
    return found if checklist_named(topic.checklist).open(case) is not None else bill


def asking(conversation: Conversation, standing: Asker | None, session: Session) -> Conversation:
    """With the question that `standing` asks; None is the first that is open."""
    case = conversation.case(session)
    question = conversation.checklist.ask(case, standing) if case else None
    return msgspec.structs.replace(conversation, standing=standing, question=question)


def next_turn(book: Book, now: datetime) -> DateTime:
    """When a status or a number of days next changes by itself.

    That is at a due instant, where an auto-debit ends, or at an institution's midnight.
    """
    zones = {bill.channel.zone for bill in book.bills.values()} | {HOME_ZONE}
    midnight = min(pendulum.instance(now).in_timezone(zone).end_of("day") for zone in zones)
    day = now.date()
    close = book.due_between(day - timedelta(days=A_DAY_ANYWHERE), day + timedelta(days=A_DAY_ANYWHERE + 1))
    return min((turn for bill in close for turn in _turns(bill) if now <= turn < midnight), default=midnight)


def _turns(bill: Bill) -> Iterator[DateTime]:
    """The instants of its due date after which the bill stands otherwise."""
    yield bill.due_at
    window = auto_debit_window(bill)
    if window is not None:
        yield window.end
