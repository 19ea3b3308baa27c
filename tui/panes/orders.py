"""Pane 1: the orders, next due first."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import DescendantBlur
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from models.bills.overview import Overview, View
from models.bills.proportion import Proportion
from tui.panes.list_columns import column_heads, columns
from tui.panes.list_rows import fold_key, list_row
from tui.panes.month import BudgetLines
from tui.panes.no_rows import invitation, none_at_all, not_listed
from tui.panes.pane import Pane
from tui.run.session import Session
from tui.state.sections import Folded, is_part, numbered, stands_for, stops
from tui.state.views import Listing
from tui.terminal.cells import Cells
from tui.widgets.lines import Lines
from tui.widgets.stops import Stops
from tui.words.listing import SORT_WORDS, VIEW_WORDS

if TYPE_CHECKING:
    from tui.widgets.filter_line import FilterLine

WIDE = 56
"""Cells from which on the filter also says where it looks."""
INSET = 3
"""Cells by which an invitation stands further in than a list."""


class OrdersPane(Pane):
    """The list, the labels of its columns, and its filter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    listing: reactive[Listing] = reactive(Listing(), init=False, repaint=False, always_update=True)
    overview: reactive[Overview | None] = reactive(None, init=False, repaint=False, always_update=True)
    proportion: reactive[Proportion | None] = reactive(None, init=False, repaint=False, always_update=True)

    class Selected(Message):
        """The cursor came to stand on an order, or on none (""), in line `at`; on it alone where it is a `part`."""

        def __init__(self, order: str, at: int, *, part: bool) -> None:
            super().__init__()
            self.order = order
            self.at = at
            self.part = part

    class Entered(Message):
        """Enter was pressed on the order under the cursor."""

    class Unfolded(Message):
        """Enter was pressed on the head of what is settled."""

    class Filtered(Message):
        """The filter's text changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, session: Session, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(session, id)
        self._lines: Sequence[int] = ()
        self._at = 0
        self._followed = 0  # the line of the list that was the cursor's when `_at` became what it is
        self._keyed = True
        self._ways: Mapping[int, str] = {}
        self._numbers: Mapping[str, int] = {}
        self._filter: FilterLine | None = None

    def compose(self) -> ComposeResult:
        yield Lines(cursor=False, focusable=False, id="orders-heads")
        yield Stops(id="orders-list")
        yield BudgetLines(self.session, "budget").data_bind(OrdersPane.overview, OrdersPane.proportion)

    @property
    def list(self) -> Stops:
        """The list itself."""
        return self.query_one("#orders-list", Stops)

    def watch_listing(self, listing: Listing) -> None:
        self._drop_filter(listing.text)
        self._at, self._numbers = listing.at, numbered(listing.lines)
        self._count_found()
        self._show()
        self._end_title()

    def _end_title(self) -> None:
        """Say at the end of the title how the orders are listed, and on which of how many the cursor stands."""
        t, listing = self.session.language, self.listing
        said = (
            t.t("sample data") if self.session.demo else "",
            t.say(VIEW_WORDS[listing.view]) if listing.view is not View.ALL else "",
            t.say(SORT_WORDS[listing.sort]),
            self._count(),
        )
        words = [each for each in said if each]
        self.end_with(*(((" · ".join(words[start:]), "dim"),) for start in range(len(words))))

    def _count(self) -> str:
        """On which of how many orders the cursor stands; where a filter leaves some out, how many of all are listed."""
        t, count = self.session.language, len(self.listing.rows)
        if not self.listing.text.strip():
            order = stands_for(self.listing.lines[self._at]) if self.listing.lines else None
            return f"{self._numbers.get(order or '', count)}/{count}" if count else ""
        return t.t("{count} of {all}", count=count, all=count + self.listing.others)

    def _show(self) -> None:
        """Show the list in the width that it has: where there is little, a bill is one row."""
        listing, room = self.listing, self.list.room_within(self.content_size.width)
        heads = self.query_one("#orders-heads", Lines)
        heads.display = bool(listing.rows)
        if not listing.rows:
            self._show_none(room)
            return
        self.list.remove_class("-inviting")
        moment = self.session.moment()
        found = columns(listing, moment, room, self.session.language)
        heads.show_lines([column_heads(found, self.session.language)])
        every = range(len(listing.lines))
        self._lines = [at for at in every if not is_part(listing.lines[at])] if found.slim else every
        more = not_listed(listing, self.session, room) if listing.others else ()

        def line(index: int, _width: int) -> Cells:
            if index >= len(self._lines):
                return more[index - len(self._lines)]
            row = listing.lines[self._lines[index]]
            return list_row(row, listing, found, self.session, moment, keyed=self._keyed)

        may_stand = stops(listing.lines[at] for at in self._lines)
        self.list.offer(len(self._lines) + len(more), line, may_stand, bisect_right(self._lines, self._at) - 1)
        self._followed = self.list.cursor

    def _show_none(self, room: int) -> None:
        """Show the ways to a first order; where there are orders but none is listed, why.

        Before it has a size nothing of that is seen: it may be that the orders have not been read.
        """
        stood, invites = self._ways.get(self.list.cursor), none_at_all(self.listing)
        self._lines, self._ways = (), {}
        self.list.set_class(invites, "-inviting")
        lines: Sequence[Cells] = ()
        if invites and self.content_size:
            lines, self._ways = invitation(self.session, room - INSET, self.list.size.height)
        elif not invites:
            lines = not_listed(self.listing, self.session, room)
        ways = list(self._ways)
        here = [at for at in ways if self._ways[at] == stood] or ways
        self.list.offer(len(lines), lambda index, _width: lines[index], ways, *here[:1])

    def on_resize(self) -> None:
        self._count_found()
        self._follow_cursor()
        self._show()

    def _follow_cursor(self) -> bool:
        """Stand where the cursor of the list stands now, whether or not its move has been heard of; False on no row."""
        here = self.list.cursor
        if here >= len(self._lines):
            return False
        if here != self._followed:  # else it may stand for a row that has no line of its own here
            self._at, self._followed = self._lines[here], here
        return True

    def start_filter(self) -> None:
        """Show the filter and type into it."""
        if self._filter is None:
            from tui.widgets.filter_line import FilterLine

            self._filter = FilterLine()
            self.mount(self._filter, before="#orders-heads")
            self._filter.fill()
        self._filter.add_class("-used")
        self._count_found()
        self._filter.box.focus()

    def _count_found(self) -> None:
        """Say beside the filter how many orders it lets through, and where it looks."""
        if self._filter is None:
            return
        t, count = self.session.language.t, len(self.listing.rows)
        every = count + self.listing.others
        where = "" if self.content_size.width < WIDE else f" · {t('title, channel, order no., note')}"
        said, most = (t("{count} of {all}", count=each, all=every) + where for each in (count, every))
        self._filter.tell(said, cell_len(most))

    def on_lines_moved(self, event: Lines.Moved) -> None:
        event.stop()
        if self._follow_cursor():
            self._end_title()
            row = self.listing.lines[self._at]
            self.post_message(self.Selected(stands_for(row) or "", self._at, part=is_part(row)))

    async def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        if event.outdated:
            return
        if not self._lines:
            if event.index in self._ways:
                await self.run_action(f"screen.command('{self._ways[event.index]}')")
        elif isinstance(self.listing.lines[self._lines[event.index]], Folded):
            self.post_message(self.Unfolded())
        else:
            self.post_message(self.Entered())

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the filter, with their labels, while the keyboard is on it."""
        t = self.session.language.t
        typing = self._filter is not None and self._filter.box.has_focus
        return [("⏎", t("keep it")), ("esc", t("take it off")), ("↑ ↓", t("move"))] if typing else []

    @property
    def folds(self) -> Sequence[tuple[str, str]]:
        """The key that unfolds what is settled, or folds it, where the cursor stands on that row, as it says it."""
        row = self.listing.lines[self._at] if self._at < len(self.listing.lines) else None
        if not isinstance(row, Folded):
            return []
        key, _, does = fold_key(row, self.session.language).partition(" ")
        return [(key, does)]

    def name_key(self, *, keyed: bool) -> None:
        """Name the key that folds, unless the keyboard is on another pane, where it does something else."""
        if keyed != self._keyed:
            self._keyed = keyed
            self._follow_cursor()
            self._show()

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
        if self._filter is not None and event.widget is self._filter.box:
            self._filter.set_class(bool(self._filter.box.value), "-used")

    def _drop_filter(self, text: str) -> None:
        """Empty the filter where the list is not filtered any more, though nobody typed there."""
        line = self._filter
        if line is not None and not text and line.box.value and not line.box.has_focus:
            with line.box.prevent(Input.Changed):
                line.box.value = ""
            line.remove_class("-used")

    def clear_filter(self) -> bool:
        """Empty the filter; False where it was empty and unused."""
        if self._filter is None:
            return False
        used = self._filter.has_class("-used")
        self._filter.box.value = ""
        self._filter.remove_class("-used")
        if self._filter.box.has_focus:
            self.list.focus()
        return used
