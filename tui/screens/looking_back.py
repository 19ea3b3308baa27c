"""What was repaid so far, to search, and what of it were fees."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.widgets import Input

from models.bills.fees_paid import fees_paid
from models.values.money import yuan
from tui.commands import looking_back
from tui.commands.host import Host
from tui.panes.pane import Pane
from tui.screens.following import FollowingPage
from tui.terminal.cells import Cells
from tui.widgets.ends import Ends
from tui.widgets.filter_line import FilterLine
from tui.widgets.inks import INKS
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.words.frame import Tab
from tui.words.looking_back import WIDE, HowCells, fee_lines, how_cells, past_heads, past_row
from tui.words.past_repayments import PastRepayment, matching, past_repayments

MOST_FEES = 8
"""Rows of fees, at most: more of them are scrolled to."""


class LookingBackScreen(FollowingPage[None]):
    """The repayments above, with a filter; the fees in them below. Enter goes to the bill of one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("slash", "filter", show=False),
        Binding("tab", "other", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._all = past_repayments(host.working.ledger, host.working.book, host.session.language)
        self._rows = self._all
        self._text = ""
        self._measured = 0, HowCells()

    def take(self) -> None:
        """List what the ledger has now."""
        self._all = past_repayments(self._host.working.ledger, self._host.working.book, self.session.language)
        self._rows = matching(self._all, self._text)
        self._measured = 0, HowCells()
        self._count()
        self._sum_up()
        self._show()

    def compose(self) -> ComposeResult:
        yield Ends(id="past-head")
        with Pane(self.session, "past").add_class("-current"):
            yield Lines(cursor=False, focusable=False, id="past-heads")
            yield Lines(cursor=True, id="past-list")
        with Pane(self.session, "past-fees"):
            yield Lines(cursor=False, id="past-sums")
        yield KeyBar(id="keys")

    @property
    def _list(self) -> Lines:
        return self.query_one("#past-list", Lines)

    def on_mount(self) -> None:
        self._sum_up()
        self._show()
        self._list.focus()

    def _how(self, width: int) -> HowCells:
        """What the columns at the right take; of all that is on record, so that a filter moves none of them."""
        if self._measured[0] != width:
            self._measured = width, how_cells(self._all, width)
        return self._measured[1]

    def _sum_up(self) -> None:
        """Show the fees that were paid."""
        ledger, book, t = self._host.working.ledger, self._host.working.book, self.session.language
        found = fees_paid(ledger, book)
        self.query_one("#past-head", Ends).show(
            (t.t("Looking back"), INKS["key"]), (t.t("fees paid {amount}", amount=yuan(found.total)), "")
        )
        self.query_one("#past-heads", Lines).show_text(lambda width: [past_heads(t, width, self._how(width))])
        sums = self.query_one("#past-sums", Lines)
        sums.show_text(lambda width: fee_lines(found, book, t, width))
        rows = len(found.by_account) + 2 if found.by_account else 1
        self.query_one("#past-fees").styles.height = min(MOST_FEES, rows + bool(found.unknown)) + 2

    def _show(self) -> None:
        """List what the filter lets through."""
        t, rows, wanted = self.session.language, self._rows, self._text.split()
        if rows:
            self._list.show(len(rows), lambda index, width: past_row(rows[index], wanted, t, width, self._how(width)))
        else:
            nothing = t.t("no repayment has that") if self._all else t.t("no repayment is on record")
            self._list.show(0, lambda _index, _width: ())
            self.query_one("#past", Pane).say_below(((nothing, "dim"),))
        self._frame()

    def _frame(self) -> None:
        """Write the titles, the keys, and below the list what its row has no room for."""
        t, fees = self.session.language.t, self.query_one("#past-fees").has_class("-current")
        past = self.query_one("#past", Pane)
        past.entitle([Tab(t("repayments"), here=not fees)])
        amount = yuan(sum(each.made.amount for each in self._rows))
        count = t("{count} of {all}", count=len(self._rows), all=len(self._all))
        past.end_with(((f"{count} · {amount}", "dim"),), ((count, "dim"),))
        self.query_one("#past-fees", Pane).entitle([Tab(t("fees paid"), here=fees)])
        if self._rows:
            past.say_below(*self._beyond(self._rows[self._list.cursor]))
        typing = isinstance(self.focused, Input)
        keys = (
            [("⏎", t("keep it")), ("esc", t("take it off")), ("↑ ↓", t("move"))]
            if typing
            else [*([("⏎", t("bill"))] if self._rows else []), ("/", t("filter")), ("tab", t("next pane"))]
        )
        self.query_one(KeyBar).show(keys, [] if typing else [("?", t("help")), ("esc", t("back"))])

    def _beyond(self, row: PastRepayment) -> list[Cells]:
        """How it was paid, and its reference, where the row does not say so."""
        room = self._list.room
        if room >= WIDE and self._how(room).hold(row):
            return []
        said = [" · ".join(filter(None, (row.method, row.made.reference))), row.method]
        return [((each, "dim"),) for each in said]

    def on_resize(self, _event: Resize) -> None:
        if self.is_mounted:
            self.call_after_refresh(self._frame)

    def on_descendant_focus(self) -> None:
        fees = self.query_one("#past-sums").has_focus
        self.query_one("#past").set_class(not fees, "-current")
        self.query_one("#past-fees").set_class(fees, "-current")
        self._frame()

    # The filter.

    def action_filter(self) -> None:
        """Type a filter."""
        line = next(iter(self.query(FilterLine)), None)
        if line is None:
            line = FilterLine()
            self.query_one("#past").mount(line, before="#past-heads")
            line.fill()
        line.add_class("-used")
        self._count()
        line.box.focus()

    def _count(self) -> None:
        """Say beside the filter how many it lets through, and where it looks."""
        t = self.session.language.t
        where = t("channel, order, method, reference, amount, date")
        said = t("{count} of {all}", count=len(self._rows), all=len(self._all))
        for line in self.query(FilterLine):
            wide = self._list.size.width >= WIDE
            line.tell(f"{said} · {where}" if wide else said, cell_len(f"{said} · {where}" if wide else said) + 4)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._text = event.value
        self._rows = matching(self._all, self._text)
        self._count()
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not self._text:
            self._drop_filter()
        self._list.focus()

    def _drop_filter(self) -> bool:
        """Take the filter off; False where there was none."""
        used = False
        for line in self.query(FilterLine):
            used = line.has_class("-used")
            line.box.value = ""
            line.remove_class("-used")
        return used

    # What is done.

    def action_move(self, by: int) -> None:
        """Move the cursor of the list while a filter is typed."""
        self._list.action_move(by)

    def action_other(self) -> None:
        """Go to the fees, and back."""
        (self._list if self.query_one("#past-sums").has_focus else self.query_one("#past-sums")).focus()

    def on_lines_moved(self, event: Lines.Moved) -> None:
        event.stop()
        self._frame()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        if event.lines.id == "past-list" and self._rows and not event.outdated:
            row = self._rows[event.index]
            self.dismiss()
            looking_back.go_to(self._host, row)

    def action_leave(self) -> None:
        """Take the filter off; without one, come back."""
        if self._drop_filter():
            self._list.focus()
        else:
            self.dismiss()
