"""Pane 1: the orders, next due first."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

import msgspec
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import DescendantBlur
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from models.actions.promise import broken
from models.bills.book import OrderRow
from models.bills.overview import HOME_ZONE, View
from models.bills.status import Moment, Status, row_status
from models.ledger.ids import early_id
from models.plans.plan import fee_known
from models.values.dates import days_between, today
from models.values.message import msg
from models.values.money import yuan
from tui.panes.pane import Pane
from tui.run.session import Session
from tui.state.views import Listing
from tui.terminal.cells import Cells, fit, right
from tui.widgets.lines import Lines
from tui.widgets.typed_line import TypedLine
from tui.words.cost import UNKNOWN
from tui.words.listing import SORT_WORDS, VIEW_WORDS
from tui.words.mall import WHERE
from tui.words.present import STATUS_GLYPHS, STATUS_STYLES, UNDER_WAY, status_words

ROOMY = 46
"""Cells from which on a line also has room for its amount."""
TITLE = 12
"""Cells of its title that a line keeps before it also says its status in words."""
NONE = msg("no orders here")
WAY = (msg("a enters one, as its page says"), *WHERE)
"""What stands below where there is no order at all: the way to the figures of one."""
NAMED = 8
"""Cells of its title that a line keeps before it also says until when its bill is promised."""
ACCOUNT = 11
"""Cells that the name of an account takes at most: a bank's, with the four digits that tell two of its cards apart."""


class Widths(msgspec.Struct, frozen=True):
    """Cells that the widest of the listed accounts, periods, due dates, amounts and words of a status take."""

    account: int
    period: int
    due: int
    amount: int
    status: int


class OrdersPane(Pane):
    """The list of orders and its filter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    listing: reactive[Listing] = reactive(Listing(), init=False, repaint=False, always_update=True)

    class Selected(Message):
        """The cursor came to stand on an order, the `at`th of the list."""

        def __init__(self, order: str, at: int) -> None:
            super().__init__()
            self.order = order
            self.at = at

    class Entered(Message):
        """Enter was pressed on the order under the cursor."""

    class Filtered(Message):
        """The filter's text changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def compose(self) -> ComposeResult:
        yield Lines(cursor=True, id="orders-list")

    @property
    def list(self) -> Lines:
        """The list itself."""
        return self.query_one("#orders-list", Lines)

    def watch_listing(self, listing: Listing) -> None:
        t = self.session.language
        sample = t.t("sample data") if self.session.demo else ""
        self._drop_filter(listing.text)
        self.entitle(f"1 {t.t('Orders')}", t.say(VIEW_WORDS[listing.view]), t.say(SORT_WORDS[listing.sort]), sample)
        if not listing.rows:
            # The way is for those who have none at all, not where a view or a filter lists none.
            way = WAY if listing.view is View.ALL and not listing.text else ()
            self.list.show_lines([((f"  {t.say(each)}", "dim"),) for each in (NONE, *way)])
            return
        moment = self.session.moment()
        day = today(moment.now, HOME_ZONE)
        some = listing.rows[:500]
        widest = Widths(
            account=min(ACCOUNT, max(6, *(cell_len(t.words(row.channel.short)) for row in some))),
            period=max(len(_period(row)) for row in some),
            due=max(len(_short(row, day)) for row in some),
            amount=max(len(_next(row)) for row in some),
            status=max(cell_len(status_words(each, t)) for each in Status),
        )
        self.list.show(
            len(listing.rows),
            lambda index, width: order_line(listing, index, self.session, moment, width, widest),
            listing.at,
        )

    def start_filter(self) -> None:
        """Show the filter and type into it."""
        hint = self.session.language.t("filter: title, number, channel")
        box = self.line(TypedLine, "filter", hint, before=self.list)
        box.add_class("-used")
        box.focus()

    def on_lines_moved(self, event: Lines.Moved) -> None:
        event.stop()
        if event.index < len(self.listing.rows):
            self.post_message(self.Selected(self.listing.rows[event.index].order.id, event.index))

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        self.post_message(self.Entered())

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the filter, with their labels, while the keyboard is on it."""
        t = self.session.language.t
        typing = any(box.has_focus for box in self.query(Input))
        return [("⏎", t("keep it")), ("esc", t("take it off")), ("↑ ↓", t("move"))] if typing else []

    def action_move(self, by: int) -> None:
        """Move the cursor of the list while a filter is typed."""
        self.list.action_move(by)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Filtered(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.list.focus()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """A filter that was emptied goes when it is left, and not before: keys typed into it are no commands."""
        if isinstance(event.widget, Input):
            event.widget.set_class(bool(event.widget.value), "-used")

    def _drop_filter(self, text: str) -> None:
        """Empty the filter where the list is not filtered any more, though nobody typed there."""
        for box in self.query(Input):
            if not text and box.value and not box.has_focus:
                with box.prevent(Input.Changed):
                    box.value = ""
                box.remove_class("-used")

    def clear_filter(self) -> bool:
        """Empty the filter; False where it was empty and unused."""
        used = False
        for box in self.query(Input):
            used = box.has_class("-used")
            box.value = ""
            box.remove_class("-used")
            if box.has_focus:
                self.list.focus()
        return used


def order_line(listing: Listing, index: int, session: Session, moment: Moment, width: int, widest: Widths) -> Cells:
    """An order in one line of `width` cells: glyph, title, channel, period, next due, and more where there is room."""
    row = listing.rows[index]
    language, order = session.language, row.order
    under_way = row.bill is not None and row.bill.id in listing.under_way
    tail = [
        (fit(language.words(row.channel.short), widest.account), "dim"),
        (right(_period(row), widest.period + 1), ""),
    ]
    if width >= ROOMY:
        tail.append((right(_next(row), widest.amount + 1), "bold"))
    status = row_status(row, moment)
    style = STATUS_STYLES[status]
    tail.append((right(_short(row, today(moment.now, HOME_ZONE)), widest.due + 1), style))
    mark = "" if fee_known(order.plan) else f"{UNKNOWN} "
    used = 3 + sum(cell_len(text) for text, _ in tail)
    if width >= used + TITLE + 1 + widest.status:
        tail.append((f" {fit(status_words(status, language), widest.status)}", style))
        used += 1 + widest.status
    made = _promised(listing, row, session, moment)
    if made and width - used - len(mark) - cell_len(made[0]) < NAMED:
        made = None
    used += len(mark) + (cell_len(made[0]) if made else 0)
    return (
        (f"{UNDER_WAY if under_way or early_id(order.id) in listing.under_way else STATUS_GLYPHS[status]} ", style),
        (fit(order.title, max(1, width - used)) + " ", "dim" if row.next is None else ""),
        (mark, "accent"),
        *((made,) if made else ()),
        *tail,
    )


def _promised(listing: Listing, row: OrderRow, session: Session, moment: Moment) -> tuple[str, str] | None:
    """Until when the row's bill is promised, and amber once that day has passed; None where no promise stands."""
    made = listing.promised.get(row.bill.id) if row.bill is not None else None
    if made is None or row.bill is None:
        return None
    words = session.language.t("promised {day}", day=f"{made.on:%m-%d}")
    return f"{words} ", "warn" if broken(made, row.bill, moment.now) else "accent"


def _period(row: OrderRow) -> str:
    """`4/12`: the next period, or how many are settled, of how many."""
    return f"{row.number}/{row.order.plan.periods}"


def _next(row: OrderRow) -> str:
    """What is owed for the next period, or what is left of one on a later bill."""
    if row.next is None:
        return "—"
    return yuan(row.next.outstanding if row.next.order else row.over)


def _short(row: OrderRow, day: date) -> str:
    """`12-10`; the year too where the date is half a year away or more."""
    if row.next is None:
        return "—"
    due = row.next.due
    return f"{due:%m-%d}" if abs(days_between(day, due)) < 180 else due.isoformat()
