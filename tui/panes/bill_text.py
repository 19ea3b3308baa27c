"""What pane 2 says of the bill under the cursor: its lines, the order, and the whole schedule of that."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import msgspec
from msgspec.structs import replace

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.schedule import Line
from models.ledger.order import Order
from tui.run.language import Language
from tui.run.session import Session
from tui.state.views import Detail
from tui.terminal.cells import Cells
from tui.widgets.edged import Edge, Edged
from tui.words.bill_above import Above, Fold
from tui.words.bill_brief import bill_brief
from tui.words.bill_head import bill_head
from tui.words.bill_lines import block
from tui.words.bill_notes import notes, wrapped
from tui.words.folding import without_key
from tui.words.order_block import cost_details, note_said, order_block
from tui.words.remarks import remarks
from tui.words.schedule import Same, Schedule, same_shares, schedule_said
from tui.words.when import hours_in

MOST = 74
"""Cells of the widest table: in a wider pane the columns stay beside their titles."""


ROWS = 6
"""Rows of the schedule that are to be in sight, where it has so many."""


class Room(msgspec.Struct, frozen=True):
    """How many cells a line has, and how many rows are in sight; 0 is as many as there are lines."""

    width: int
    height: int = 0


def bill_text(
    detail: Detail,
    session: Session,
    width: int,
    height: int = 0,
    *,
    unfolded: bool = False,
    titled: bool = False,
    brief: bool = False,
    asked: frozenset[str] = frozenset(),
    keyed: bool = True,
) -> Edged[Any]:
    """The pane's lines, `width` cells wide; those of the bill's lines, of which there can be thousands, on demand.

    Where `height` rows are in sight, what stands above the schedule leaves room for some of it. `unfolded`: nothing
    is folded for that, and each period that is settled has a row. `titled`: the pane's title says whose bill it is.
    `brief`: its lines and dates come first. `asked`: the hours that a question beside it names, of which no sentence
    here is. `keyed`: the key that folds works here, and is named.
    """
    t, bill, book = session.language, detail.bill, detail.book
    if bill is not None and book is not None:
        head, room = bill_head(bill, session, min(width, MOST), titled=titled), Room(width, height)
        text = _text(
            detail, bill, book, head, session, room, unfolded=unfolded, brief=brief and not bill.settles, asked=asked
        )
        return text if keyed else text.remade(partial(without_key, t=t))
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
    room: Room,
    *,
    unfolded: bool,
    brief: bool,
    asked: frozenset[str],
) -> Edged[Any]:
    t, moment, table, order = session.language, session.moment(), min(room.width, MOST), detail.order
    rows, said = block(bill, moment, table), (*remarks(bill, order, book, detail.credit, session), *detail.past)
    found = notes(bill, tuple(each for each in said if not asked & hours_in(each[0])), session, room.width)
    details, edges = [*found.details], tuple[Edge, ...]()
    shown = [] if brief or (order is not None and _alone(bill, order)) else bill.lines
    if brief:
        rows = rows.in_brief()
    above = Above(head=bill_brief(bill, rows, session, table) if brief else head, notes=found, rows=rows, lines=shown)
    lines: list[Cells | Line]
    if order is None:
        lines = above.made(Fold(), t)
    else:
        # Of one that ended early nothing is said of its cost as planned, so all of it stands in the columns.
        same, which = Same() if detail.ended else same_shares(order, book), _which_of_bill(order, bill, t)
        said_of = partial(schedule_said, order, bill.due, book, moment, table, t, same=same)
        schedule, named = said_of(unfolded=unfolded), bill.outstanding if bill.settles else None
        above = replace(
            above,
            about=order_block(order, book, moment, table, t, same=same, which=which, ended=detail.ended, named=named),
            note=note_said(order, table, t),
            heading=schedule.heading,
        )
        fold = Fold()
        if room.height and not brief:
            folded = said_of(unfolded=False) if unfolded else schedule
            least = min(ROWS + 1, len(folded.rows))
            fold = above.fitted(room.height - least, t)
        lines = above.opened(fold, t) if unfolded else above.made(fold, t)
        edges = _edges(schedule, len(lines), t)
        lines += [*(row.cells for row in schedule.rows), schedule.total]
        if not detail.ended:
            details += wrapped(tuple(cost_details(order, t)), room.width)
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
