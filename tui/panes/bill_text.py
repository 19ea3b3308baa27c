"""What pane 2 says of the bill under the cursor: its lines, the order, and the whole schedule of that."""

from collections.abc import Sequence
from typing import Any

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.schedule import Line
from models.ledger.order import Order
from tui.run.language import Language
from tui.run.session import Session
from tui.state.views import Detail
from tui.terminal.cells import Cells
from tui.widgets.edged import Edge, Edged
from tui.words.bill_brief import bill_brief
from tui.words.bill_head import bill_head
from tui.words.bill_lines import block
from tui.words.bill_notes import notes, wrapped
from tui.words.order_block import cost_details, order_block
from tui.words.remarks import remarks
from tui.words.schedule import Same, Schedule, same_shares, schedule_said

MOST = 74
"""Cells of the widest table: in a wider pane the columns stay beside their titles."""


def bill_text(
    detail: Detail, session: Session, width: int, *, unfolded: bool = False, titled: bool = False, brief: bool = False
) -> Edged[Any]:
    """The pane's lines, `width` cells wide; those of the bill's lines, of which there can be thousands, on demand.

    `unfolded`: each period that is settled has a row. `titled`: the pane's title says whose bill it is. `brief`: its
    lines and dates come first.
    """
    t, bill, book = session.language, detail.bill, detail.book
    if bill is not None and book is not None:
        head = bill_head(bill, session, min(width, MOST), titled=titled)
        return _text(detail, bill, book, head, session, width, unfolded=unfolded, brief=brief and not bill.settles)
    said = t.t("no bill: enter an order with the a key, or import some with i")
    if book is not None and book.schedules:
        said = t.t("no bill is selected")
    return Edged(wrapped(((said, "dim"),), width), lambda line: line)


def _text(
    detail: Detail,
    bill: Bill,
    book: Book,
    head: Sequence[Cells],
    session: Session,
    width: int,
    *,
    unfolded: bool,
    brief: bool,
) -> Edged[Any]:
    t, moment, table, order = session.language, session.moment(), min(width, MOST), detail.order
    rows = block(bill, moment, table)
    said = (*remarks(bill, order, book, detail.credit, session), *detail.past)
    pressing, details = notes(bill, said, session, width)
    lines: list[Cells | Line] = [*head, *pressing]
    if brief:
        rows = rows.in_brief()
        lines = [*bill_brief(bill, rows, session, table), *pressing]
    elif order is None or not _alone(bill, order):
        lines += [(), *rows.heading(t), *bill.lines, *([rows.total()] if len(bill.lines) > 1 else [])]
    edges: tuple[Edge, ...] = ()
    if order is not None:
        # Of one that ended early nothing is said of its cost as planned, so all of it stands in the columns.
        same, which = Same() if detail.ended else same_shares(order, book), _which_of_bill(order, bill, t)
        schedule = schedule_said(order, bill.due, book, moment, table, t, same=same, unfolded=unfolded)
        about = order_block(order, book, moment, table, t, same=same, which=which, ended=detail.ended)
        lines += [(), *about, (), schedule.heading]
        edges = _edges(schedule, len(lines), t)
        lines += [*(row.cells for row in schedule.rows), schedule.total]
        if not detail.ended:
            details += wrapped(tuple(cost_details(order, t)), width)
    lines += [(), *details] if details else []

    def made(each: Cells | Line) -> Cells:
        return rows.row(each, moment, t) if isinstance(each, Line) else each

    return Edged(lines, made, *edges)


def _alone(bill: Bill, order: Order) -> bool:
    """Whether it is the bill of that order alone, so that its schedule says all that a row for it would."""
    return not bill.settles and [line.order_id for line in bill.lines] == [order.id]


def _which_of_bill(order: Order, bill: Bill, t: Language) -> str:
    """Which of the bill's orders it is; "" where it has one."""
    orders = [*dict.fromkeys(line.order_id for line in bill.lines if line.order)]
    if len(orders) <= 1 or order.id not in orders:
        return ""
    return t.t("order {number} of {count}", number=orders.index(order.id) + 1, count=len(orders))


def _edges(schedule: Schedule, start: int, t: Language) -> tuple[Edge, Edge]:
    """What is said where the screen begins or ends within the schedule, whose rows begin at `start`."""
    last = start + len(schedule.rows) - 1

    def above(index: int) -> Cells:
        return ((f"  {schedule.above(index - start, t)}", "dim"),) if start < index <= last else ()

    def below(index: int) -> Cells:
        return ((f"  {schedule.below(index - start, t)}", "dim"),) if start <= index < last else ()

    return above, below
