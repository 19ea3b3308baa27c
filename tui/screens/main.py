"""The main screen: it owns the snapshot of the ledger and hands it down to the panes."""

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import ScreenResume
from textual.timer import Timer

from models.bills.contracts import account_faults
from models.channels.effective import faults
from models.ledger.ledger import Ledger
from models.values.message import Message, Problem, msg
from tui.commands import COMMANDS
from tui.commands.command import Group
from tui.commands.greeting import greet
from tui.panes.bill import BillPane
from tui.panes.checklist import ChecklistPane
from tui.panes.month import MonthLine, NextBill, ProportionLine
from tui.panes.orders import OrdersPane
from tui.panes.pane import Pane
from tui.run.session import Session
from tui.screens.foreseeing import ForeseeingScreen
from tui.screens.framed import PANES
from tui.screens.offered import PASSED, key_of, named
from tui.screens.soon import load_soon
from tui.screens.state_screen import StateScreen
from tui.state.arrangement import Selection
from tui.terminal.ahead import Asking, Care
from tui.terminal.held import Held
from tui.terminal.paced import Paced
from tui.widgets.arranged import Arrangement
from tui.widgets.keybar import KeyBar
from tui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from tui.commands.host import Host
    from tui.widgets.hidden import Hiding

POLL = 1.0
"""Seconds between checks of the file's status: another terminal's change is seen within one."""
REST = 0.06
"""Seconds without another key after which a held key rests; keys repeat about every 0.03."""
FIRST = 1.0
"""Seconds after which the first screen is painted, whether or not it stands."""


class MainScreen(ForeseeingScreen):
    """Orders, the month, the bill and the checklist; one at a time where there is little room."""

    AUTO_FOCUS = ""  # what Textual would put the keyboard on may be out of sight

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(command.keys, f"command('{command.id}')", command.label.template, show=False, id=command.id)
        for command in COMMANDS
    ]

    def __init__(self, session: Session, left: Selection | None = None) -> None:
        """`left`: what was selected where fenqi goes on in another language; a start says what it has to say."""
        super().__init__(session)
        self._greets = left is None
        if left is not None:
            self.selection = replace(left.in_list, text="")
        self._resting: Timer | None = None
        self._by_another = 0
        self._rung_at = session.now()
        self.said: set[str] = set()

    def compose(self) -> ComposeResult:
        # Textual would paint the first screen three times while it takes shape.
        self._held.hold(FIRST, at_most=FIRST)
        self._held.after(lambda: self.call_after_refresh(_collect_again))
        self._held.after(lambda: self.call_after_refresh(self.begin_to_foresee))
        self._held.after(lambda: self.call_after_refresh(load_soon, self))
        self.rearrange()
        pay, leave = (key_of(cast("Host", self), each) for each in named(("pay", "quit")))
        yield NextBill(self.session, "next", (pay, leave)).data_bind(MainScreen.overview, MainScreen.proportion)
        yield MonthLine(self.session, "month").data_bind(MainScreen.overview, MainScreen.proportion)
        yield ProportionLine(self.session, "proportion").data_bind(MainScreen.overview, MainScreen.proportion)
        with Horizontal(id="panes"):
            with Vertical(id="left", classes="-current"):
                orders = OrdersPane(self.session, "orders").add_class("-current")
                yield orders.data_bind(MainScreen.listing, MainScreen.overview, MainScreen.proportion)
                yield Vertical(id="ahead-left")
            with Vertical(id="right"):
                yield BillPane(self.session, "bill").data_bind(MainScreen.detail)
                own = self.session.config.keymap
                of_fields = frozenset(own.get(each.id, each.keys) for each in COMMANDS if each.id in PASSED)
                checklist = ChecklistPane(self.session, "checklist", of_fields).add_class("-behind")
                yield checklist.data_bind(MainScreen.conversation)
        yield Vertical(id="ahead-below")
        yield MessageLine(id="message")
        yield KeyBar(id="keys")

    async def on_mount(self) -> None:
        try:
            self.working.take(self.session.store.load())
        except Problem as problem:
            self.app.exit(return_code=1, message=f"fenqi: {self.session.language.say(problem.message)}")
            return
        with self.app.batch_update():
            self.relist()
            self.show_pane("orders")
        self.set_interval(POLL, self._poll)
        if self.session.elsewhere:
            # Where it would cover rows of the list, the help says it.
            self.tell_where_free(msg("shell: {command}", command=self.session.elsewhere))
        if self.session.scene:
            self.tell(self.session.scene)
        ledger, catalogue = self.working.ledger, self.session.catalogue
        wrong = (*faults(catalogue, ledger.channels), *account_faults(ledger, catalogue))
        of_files = (*self.session.config.remarks, *(each.message for each in wrong), *self.working.snapshot.remarks)
        for remark in (*cast("Paced", self.app).remarks, *of_files, *_lost(self.session)):
            self.tell(remark, bad=True)
        if self.working.snapshot.read_only:
            self.tell(self.working.snapshot.read_only, bad=True)
        if self._greets:
            self.run_worker(greet(self, self.working.interrupted()), group="command")

    @property
    def _held(self) -> Held:
        return cast("Paced", self.app).held

    def on_screen_resume(self, event: ScreenResume) -> None:
        """The screen stands: paint it when what that set off has been done. A no-op later on."""
        if self._held.under_way:
            event.refresh_styles = False  # what is on it was styled as it was put there
        self.call_after_refresh(self._held.release)

    def _poll(self) -> None:
        """Take another terminal's change; and list the orders again when a due instant or midnight has passed."""
        if self.working.changed():
            before, asked = self.conversation, self.question
            try:
                self.take(self.session.store.load())
            except Problem as problem:
                from tui.commands.commit import refuse

                refuse(self, problem, once=True)
                return
            if asked is not None and self.question != asked:
                self._by_another = self.query_one(ChecklistPane).asked.number
            record = before.record(self.session)
            if record is not None and record != self.conversation.record(self.session):
                self.tell(msg("another terminal went on with this checklist; look before you pay"), bad=True)
        elif self.session.now() > self.stale_at:
            self.relist()

    def relist(self) -> None:
        """List the orders again, as they stand now, and ring for what time has turned since."""
        super().relist()
        before, self._rung_at = self._rung_at, self.session.now()
        if self.session.config.bell:
            from models.bills.turning import turned_between  # most people have no bell
            from tui.words.reminders import turned_said

            turned = turned_between(self.working.book, before, self._rung_at)
            if texts := [turned_said(each, self.session) for each in turned]:
                cast("Hiding", self.app).ring(texts)

    # What commands may do here.

    def newest(self) -> Ledger:
        """The ledger as it is on the disk now."""
        self._poll()
        return self.working.ledger

    def start_filter(self) -> None:
        """Type a filter over the orders."""
        self.show_pane("orders")
        self.query_one(OrdersPane).start_filter()

    def show_pane(self, ident: str) -> None:
        """Bring a pane to the front and put the keyboard on it. In the list, what is shown is the row's own bill."""
        if ident == "orders" and self.selection != self.selection.in_list:
            self.selection = self.selection.in_list
            self.show()
        self.bring(ident)
        if ident == "checklist" and self.conversation.active:
            self.query_one(ChecklistPane).enter()
        elif ident == "orders":
            self.query_one(OrdersPane).list.focus()
        elif ident == "bill" or self.pane_to_read == "checklist":
            self.query_one("#bill-text").focus()
        else:
            self.app.call_later(self.set_focus, None)  # behind what the keyboard was to be put on before
        self.show_keys()
        self._stand_message()

    @property
    def question(self) -> Asking | None:
        """The checklist's question, where the keyboard is on it."""
        if not self.answering:
            return None
        number = self.query_one(ChecklistPane).asked.number
        care = self.conversation.question.care if self.conversation.question else Care.NONE
        return Asking(number, care, by_another=number == self._by_another)

    @property
    def question_painted(self) -> bool:
        """Whether the checklist's question is on the screen as it is asked."""
        return self.query_one(ChecklistPane).painted

    def cycle(self, by: int) -> None:
        """Go to the next pane."""
        self.show_pane(PANES[(PANES.index(self._pane) + by) % len(PANES)])

    def leave(self) -> None:
        """Come back: drop a half answer, then leave the pane, then drop the filter."""
        if self._pane == "checklist" and self.conversation.checklist.extra:
            from tui.commands.repay import skip

            skip(self)
        elif self._pane == "checklist" and self.conversation.standing is not None:
            self.ask(None)
        elif self._pane == "orders":
            self.query_one(OrdersPane).clear_filter()
        else:
            self.show_pane("orders")

    # What the panes say.

    def on_orders_pane_selected(self, event: OrdersPane.Selected) -> None:
        if (event.order, event.part) == (self.selection.order, self.selection.part):
            return
        self.selection = replace(self.selection, order=event.order, at=event.at, part=event.part, bill="", topic=None)
        # A key that is held moves the cursor alone; what stands beside it follows when it rests.
        held = self._resting is not None
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._rest)
        self.rest_beside()
        if not held:
            self.show()

    def _rest(self) -> None:
        self._resting = None
        if (self.detail.order.id if self.detail.order is not None else "") != self.selection.order:
            self.show()

    def on_pane_pointed(self, event: Pane.Pointed) -> None:
        self.show_pane(event.pane)

    def on_orders_pane_entered(self) -> None:
        self.show_pane("bill")

    def on_orders_pane_unfolded(self) -> None:
        self.unfold()
        self.show_keys()

    def on_orders_pane_filtered(self, event: OrdersPane.Filtered) -> None:
        self.filter_by(event.text)

    def on_state_screen_left(self, event: StateScreen.Left) -> None:
        from tui.commands.done import left

        left(self, event.about)

    def on_checklist_pane_answered(self, event: ChecklistPane.Answered) -> None:
        from tui.commands.repay import answer

        if self.query_one(ChecklistPane).asked.is_of(event):
            answer(self, event.question, event.leads)

    def action_command(self, ident: str) -> None:
        """Run a command, or say why it cannot run."""
        self.tell(None)
        if self._resting is not None:
            self._resting.stop()
            self._rest()
        command = next(each for each in COMMANDS if each.id == ident)
        if self.arranged is Arrangement.SMALL and command.group is not Group.APP:
            return  # nothing happens that is not seen
        why_not = command.why_not(self)
        if why_not is not None:
            self.tell(why_not, bad=True)
            return
        work = command.run(self)
        if work is not None:
            self.run_worker(work, group="command")


def _lost(session: Session) -> Iterator[Message]:
    """That the user's command did not take the last message."""
    if session.config.remind_command:
        from tui.run.lost import lost_message  # most people have no command

        lost = lost_message(session)
        if lost is not None:
            yield lost


def _collect_again() -> None:
    """The first screen stands: what was made for it stays, so the garbage collector need not visit it."""
    gc.freeze()
    gc.enable()
