"""The main screen: it owns the snapshot of the ledger and hands it down to the panes."""

import gc
from functools import partial
from inspect import iscoroutinefunction
from typing import Any, ClassVar, cast

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Input

from models.actions.refund import Effect, effect, refund
from models.bills.bill import Bill
from models.bills.overview import Overview, Sort, View, overview
from models.channels.effective import faults
from models.ledger.ids import bill_id, early_id
from models.ledger.ledger import Ledger, open_checklists
from models.ledger.repayment import Repayment
from models.store import Snapshot
from models.values.message import Message, Problem, msg
from models.values.money import Fen
from tui.commands import COMMANDS, repay
from tui.commands.command import key_name
from tui.commands.commit import refuse
from tui.commands.greeting import greet
from tui.panes.bill import BillPane
from tui.panes.checklist import ChecklistPane
from tui.panes.month import MonthPane, SummaryLine
from tui.panes.orders import OrdersPane
from tui.run.session import Session
from tui.state.arrangement import Look, asking, listing, looking_at, next_turn, shown, turned, walk
from tui.state.question import Asker
from tui.state.views import Listing, Shown, Walk
from tui.state.working_ledger import WorkingLedger
from tui.terminal.ahead import Asking, Care
from tui.terminal.held import Held
from tui.terminal.paced import Paced
from tui.widgets.keybar import KeyBar
from tui.widgets.message_line import MessageLine
from tui.widgets.page import BREAKPOINTS, Calm, breadth

PANES = ("orders", "bill", "checklist")
POLL = 1.0
"""Seconds between looks at the file's status: another terminal's change is seen within one."""
REST = 0.06
"""Seconds without another key after which a held key rests; keys repeat about every 0.03."""
FIRST = 1.0
"""Seconds after which the first screen is painted, whether or not it stands."""


class MainScreen(Calm[None]):
    """Orders, the month, the bill and the checklist; one at a time where there is little room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(command.keys, f"command('{command.id}')", command.label.template, show=False, id=command.id)
        for command in COMMANDS
    ]
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    session: Session
    listing: reactive[Listing] = reactive(Listing(), init=False, repaint=False, always_update=True)
    shown: reactive[Shown] = reactive(Shown(), init=False, repaint=False, always_update=True)
    walk: reactive[Walk] = reactive(Walk(), init=False, repaint=False, always_update=True)
    overview: reactive[Overview | None] = reactive(None, init=False, repaint=False, always_update=True)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.working = WorkingLedger(session)
        self.look = Look()
        self._stale_at = session.now()
        self._resting: Timer | None = None
        self._by_another = 0

    def compose(self) -> ComposeResult:
        # Textual would paint the first screen three times while it takes shape.
        self._held.hold(FIRST, at_most=FIRST)
        self._held.after(lambda: self.call_after_refresh(_collect_again))
        self.add_class(breadth(self.app.size.width))
        yield SummaryLine(self.session, "summary").data_bind(MainScreen.overview)
        with Horizontal(id="desk"):
            with Vertical(id="left"):
                yield OrdersPane(self.session, "orders").data_bind(MainScreen.listing).add_class("-current")
                yield MonthPane(self.session, "month").data_bind(MainScreen.overview)
            with Vertical(id="right"):
                yield BillPane(self.session, "bill").data_bind(MainScreen.shown)
                yield ChecklistPane(self.session, "checklist").data_bind(MainScreen.walk)
        yield MessageLine(id="message")
        yield KeyBar(id="keys")

    async def on_mount(self) -> None:
        try:
            self.working.take(self.session.store.load())
        except Problem as problem:
            self.app.exit(return_code=1, message=f"fenqi: {self.session.tongue.say(problem.message)}")
            return
        with self.app.batch_update():
            self._relist()
            self.show_pane("orders")
        self.set_interval(POLL, self._poll)
        if self.session.elsewhere:
            self.tell(msg("also in another terminal: {command}", command=self.session.elsewhere))
        wrong = faults(self.session.catalogue, self.working.ledger.channels)
        for remark in (*self.session.config.remarks, *self.working.snapshot.remarks, *(each.message for each in wrong)):
            self.tell(remark, bad=True)
        if self.working.snapshot.read_only:
            self.tell(self.working.snapshot.read_only, bad=True)
        self.run_worker(greet(self, self.working.interrupted()), group="command")

    @property
    def _held(self) -> Held:
        return cast("Paced", self.app).held

    def on_screen_resume(self) -> None:
        """The screen stands: paint it when what that set off has been done. A no-op later on."""
        self.call_after_refresh(self._held.release)

    def take(self, snapshot: Snapshot) -> None:
        """Show what the file holds now."""
        before = self.working.book
        self.working.take(snapshot)
        if self.working.book is before and open_checklists(snapshot.ledger).keys() == self.listing.walked:
            self._show()
        else:
            self._relist()

    def _relist(self) -> None:
        """List the orders anew, as they stand now."""
        moment = self.session.moment()
        found = listing(self.working.ledger, self.working.book, self.look, moment)
        self.look = looking_at(self.look, found)
        self.overview = overview(self.working.book, moment)
        self.listing = found
        self._stale_at = next_turn(self.working.book, moment.now)
        self._show()

    def _show(self) -> None:
        """Show the bill in question and its checklist."""
        working = self.working
        self.shown = shown(working.ledger, working.book, working.credits, self.look, self.session)
        self.walk = walk(working.ledger, self.shown, self.look, self.session, self.walk)

    def _see(self, **changes: Any) -> None:
        """Look elsewhere."""
        self.look = replace(self.look, **{"recorded": "", **changes})
        self._relist()

    def _poll(self) -> None:
        """Take another terminal's change; and look again when a due instant or midnight has passed."""
        if self.working.changed():
            before, asked = self.walk, self.question
            try:
                self.take(self.session.store.load())
            except Problem as problem:
                refuse(self, problem, anew=True)
                return
            if asked is not None and self.question != asked:
                self._by_another = self.query_one(ChecklistPane).number
            if before.progress is not None and before.progress != self.walk.progress:
                self.tell(msg("another terminal went on with this checklist; look before you pay"), bad=True)
        elif self.session.now() > self._stale_at:
            self._relist()

    # What commands may do here.

    def newest(self) -> Ledger:
        """The ledger as it is on the disk now."""
        self._poll()
        return self.working.ledger

    def refund_effect(self, order: str, amount: Fen, *, full: bool) -> Effect:
        """Where a refund of the order would go; nothing is recorded. Raises Problem where it cannot be."""
        book, credits_by = self.working.outlook(
            lambda ledger: refund(ledger, order, amount, self.session.now(), full=full)
        )
        channel = self.working.ledger.orders[order].channel
        more = credits_by.get(channel, 0) - self.working.credits.get(channel, 0)
        return effect(self.working.book.schedules[order], book.schedules[order], more)

    def tell(self, message: Message | None, *, bad: bool = False) -> None:
        """Show a sentence in the place of the key bar for a while; None takes it away."""
        self.query_one(MessageLine).tell(self.session.tongue.say(message) if message else "", bad=bad)

    @property
    def told(self) -> str:
        """The sentence in the place of the key bar; "" where there is none."""
        return self.query_one(MessageLine).text

    def select(self, order: str) -> None:
        """Put the cursor on an order."""
        self._see(order=order, bill="")

    def list_by(self, *, view: View | None = None, sort: Sort | None = None) -> None:
        """List other orders, or in another order."""
        self._see(view=view or self.look.view, sort=sort or self.look.sort, bill="")

    def turn(self, by: int) -> None:
        """Show the order's bill `by` periods later."""
        bill = turned(self.shown, by)
        if bill is None:
            self.tell(msg("the order has no bill further on"))
            return
        self.look = replace(self.look, bill=bill.id, recorded="")
        self._show()
        self.tell(msg("the bill due {due}", due=bill.due.isoformat()))

    def look_at(self) -> None:
        """Ask what was seen of the bill's auto-debit, or in the app."""
        if self.shown.bill is not None:
            self.look = replace(self.look, bill=self.shown.bill.id, looking=True, recorded="")
            self._show()
            self.show_pane("checklist")

    def settle_early(self, order: str) -> None:
        """Show what settling the order early would cost, as a bill of its own."""
        self.look = replace(self.look, bill=early_id(order), looking=False, recorded="")
        self._show()
        self.show_pane("checklist")

    def ask_reference(self, made: Repayment) -> None:
        """Ask for the reference of a repayment that is on record."""
        orders = [share.order for share in made.allocations if share.order]
        order = self.look.order if self.look.order in orders else next(iter(orders), "")
        bill = early_id(made.order) if made.order else bill_id(made.channel, made.due)
        self._see(order=order, bill=bill, looking=False, recorded=made.id)
        self.show_pane("checklist")

    def go_on(self, bill: Bill) -> None:
        """Go on with the checklist of a bill."""
        self._see(order=next((line.order_id for line in bill.lines if line.order), ""), bill=bill.id)
        self.show_pane("checklist")

    def show_help(self) -> None:
        """Show the help page."""
        from tui.screens.help import HelpScreen  # noqa: PLC0415  # a page loads when it is first asked for

        self.app.push_screen(HelpScreen(self.session))

    def show_channels(self) -> None:
        """Show the channels' rules, beginning with the channel of the order under the cursor."""
        from tui.screens.channels import ChannelsScreen  # noqa: PLC0415

        self.app.push_screen(ChannelsScreen(self, self.shown.order.channel if self.shown.order else ""))

    def show_palette(self) -> None:
        """Show the commands to find by name."""
        from tui.screens.palette import Palette  # noqa: PLC0415

        self.app.push_screen(Palette(placeholder=self.session.tongue.t("find a command")))

    def ask(self, standing: Asker | None) -> None:
        """Ask another question of the checklist; None is the first that is open."""
        self.walk = asking(self.walk, standing, self.session)

    def start_filter(self) -> None:
        """Type a filter over the orders."""
        self.show_pane("orders")
        self.query_one(OrdersPane).start_filter()

    def show_pane(self, ident: str) -> None:
        """Bring a pane to the front and put the keyboard on it. In the list, what is shown is the row's own bill."""
        if ident == "orders" and (self.look.bill or self.look.looking):
            self.look = replace(self.look, bill="", looking=False)
            self._show()
        for pane in PANES:
            self.query_one(f"#{pane}").set_class(pane == ident, "-current")
        if ident == "checklist" and self.walk.active:
            self.query_one(ChecklistPane).enter()
        elif ident == "orders":
            self.query_one(OrdersPane).list.focus()
        else:
            self.query_one("#bill-text").focus()

    @property
    def walking(self) -> bool:
        """Whether the keyboard is on the checklist's question."""
        return self._pane == "checklist" and self.walk.active

    @property
    def question(self) -> Asking | None:
        """The checklist's question, where the keyboard is on it."""
        if not self.walking:
            return None
        number = self.query_one(ChecklistPane).number
        care = self.walk.question.care if self.walk.question else Care.NONE
        return Asking(number, care, by_another=number == self._by_another)

    @property
    def question_painted(self) -> bool:
        """Whether the checklist's question is on the screen as it is asked."""
        return self.query_one(ChecklistPane).painted

    def cycle(self, by: int) -> None:
        """Go to the next pane."""
        self.show_pane(PANES[(PANES.index(self._pane) + by) % len(PANES)])

    @property
    def _pane(self) -> str:
        return next((pane for pane in PANES if self.query_one(f"#{pane}").has_class("-current")), PANES[0])

    def leave(self) -> None:
        """Come back: drop a half answer, then leave the pane, then drop the filter."""
        if self._pane == "checklist" and self.walk.recorded is not None:
            repay.no_reference(self)
        elif self._pane == "checklist" and self.walk.standing is not None:
            self.ask(None)
        elif self._pane == "orders":
            self.query_one(OrdersPane).clear_filter()
        else:
            self.show_pane("orders")

    def _bar(self) -> None:
        t, keymap = self.session.tongue, self.session.config.keymap
        walking = self.walking
        typing = isinstance(self.focused, Input)
        ids = ("leave",) if walking and typing else ("back", "abandon", "leave", "help") if walking else None
        chosen = [each for each in COMMANDS if (each.id in ids if ids else each.bar)]
        keys = [(key_name(keymap.get(each.id, each.keys)), t.say(each.label)) for each in chosen]
        self.query_one(KeyBar).show([("⏎", t.t("next")), *keys] if walking else keys)

    # What the panes say.

    def on_orders_pane_selected(self, event: OrdersPane.Selected) -> None:
        if event.order == self.look.order:
            return
        self.look = replace(self.look, order=event.order, at=event.at, bill="", looking=False, recorded="")
        # A key that is held moves the cursor alone; what stands beside it follows when it rests.
        held = self._resting is not None
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._rest)
        if not held:
            self._show()

    def _rest(self) -> None:
        self._resting = None
        if self.shown.order is None or self.shown.order.id != self.look.order:
            self._show()

    def on_orders_pane_entered(self) -> None:
        self.show_pane("bill")

    def on_orders_pane_filtered(self, event: OrdersPane.Filtered) -> None:
        if event.text != self.look.text:
            # Without a filter the list is whole again, and the cursor may stay.
            self._see(text=event.text, order="" if event.text else self.look.order, bill="")

    def on_descendant_focus(self) -> None:
        self._bar()

    def on_checklist_pane_answered(self, event: ChecklistPane.Answered) -> None:
        self.tell(None)
        repay.answer(self, event.question, event.leads)

    def action_command(self, ident: str) -> None:
        """Run a command, or say why it cannot run."""
        self.tell(None)
        if self._resting is not None:
            self._resting.stop()
            self._rest()
        command = next(each for each in COMMANDS if each.id == ident)
        why_not = command.why_not(self)
        if why_not is not None:
            self.tell(why_not, bad=True)
            return
        if iscoroutinefunction(command.run):
            self.run_worker(partial(command.run, self), group="command")
        else:
            command.run(self)


def _collect_again() -> None:
    """The first screen stands: what was made for it stays, so the collector need not look at it."""
    gc.freeze()
    gc.enable()
