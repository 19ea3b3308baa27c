"""The state of the main screen: its ledger, where the user is in it, and what follows from both for the panes."""

from typing import Any

from msgspec.structs import replace
from textual.reactive import reactive

from models.bills.bill import Bill
from models.bills.overview import Overview, Sort, View, overview
from models.ledger.ids import bill_id, early_id
from models.ledger.ledger import open_checklists
from models.ledger.repayment import Repayment
from models.store import Snapshot
from models.values.message import Message, msg
from tui.run.session import Session
from tui.state.arrangement import Selection, asking, conversation, detail, listing, next_turn, selected, turned
from tui.state.checklist import Topic
from tui.state.question import Asker
from tui.state.reference import REFERENCE
from tui.state.views import Conversation, Detail, Listing
from tui.state.working_ledger import WorkingLedger
from tui.widgets.page import Calm


class StateScreen(Calm[None]):
    """A screen whose parts are bound to what it shows: `listing`, `detail`, `conversation` and `overview`.

    All four follow from `working` and `selection`, and are made again when one of these changes. After `stale_at` they
    are other ones though nothing has changed.
    """

    session: Session
    listing: reactive[Listing] = reactive(Listing(), init=False, repaint=False, always_update=True)
    detail: reactive[Detail] = reactive(Detail(), init=False, repaint=False, always_update=True)
    conversation: reactive[Conversation] = reactive(Conversation(), init=False, repaint=False, always_update=True)
    overview: reactive[Overview | None] = reactive(None, init=False, repaint=False, always_update=True)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.working = WorkingLedger(session)
        self.selection = Selection()
        self.stale_at = session.now()

    def tell(self, message: Message | None, *, bad: bool = False) -> None:
        """Show a sentence; None takes it away."""
        raise NotImplementedError

    def show_pane(self, ident: str) -> None:
        """Bring a pane to the front and put the keyboard on it."""
        raise NotImplementedError

    def take(self, snapshot: Snapshot) -> None:
        """Show what the file holds now."""
        before = self.working.book
        self.working.take(snapshot)
        if self.working.book is before and open_checklists(snapshot.ledger).keys() == self.listing.under_way:
            self.show()
        else:
            self.relist()

    def relist(self) -> None:
        """List the orders again, as they stand now."""
        moment = self.session.moment()
        found = listing(self.working.ledger, self.working.book, self.selection, moment)
        self.selection = selected(self.selection, found)
        self.overview = overview(self.working.book, moment)
        self.listing = found
        self.stale_at = next_turn(self.working.book, moment.now)
        self.show()

    def show(self) -> None:
        """Show the bill in question and its checklist."""
        working = self.working
        self.detail = detail(working.ledger, working.book, working.credits, self.selection, self.session)
        self.conversation = conversation(working.ledger, self.detail, self.selection, self.session, self.conversation)

    def see(self, **changes: Any) -> None:
        """Select something else."""
        self.selection = replace(self.selection.onward, **changes)
        self.relist()

    def select(self, order: str) -> None:
        """Put the cursor on an order."""
        self.see(order=order, bill="")

    def list_by(self, *, view: View | None = None, sort: Sort | None = None) -> None:
        """List other orders, or in another order."""
        self.see(view=view or self.selection.view, sort=sort or self.selection.sort, bill="")

    def turn(self, by: int) -> None:
        """Show the order's bill `by` periods later."""
        bill = turned(self.detail, by)
        if bill is None:
            self.tell(msg("the order has no bill further on"))
            return
        self.selection = replace(self.selection.onward, bill=bill.id)
        self.show()
        self.tell(msg("the bill due {due}", due=bill.due.isoformat()))

    def ask_about(self, topic: Topic) -> None:
        """Ask another checklist about the bill that is shown."""
        if self.detail.bill is not None:
            self.selection = replace(self.selection, bill=self.detail.bill.id, topic=topic)
            self.show()
            self.show_pane("checklist")

    def settle_early(self, order: str) -> None:
        """Show what settling the order early would cost, as a bill of its own."""
        self.selection = replace(self.selection, bill=early_id(order), topic=None)
        self.show()
        self.show_pane("checklist")

    def ask_reference(self, made: Repayment) -> None:
        """Ask for the reference of a repayment that is on record."""
        orders = [share.order for share in made.allocations if share.order]
        order = self.selection.order if self.selection.order in orders else next(iter(orders), "")
        bill = early_id(made.order) if made.order else bill_id(made.account_id, made.due)
        self.see(order=order, bill=bill, topic=Topic(REFERENCE.name, made.id))
        self.show_pane("checklist")

    def go_on(self, bill: Bill) -> None:
        """Go on with the checklist of a bill."""
        self.see(order=next((line.order_id for line in bill.lines if line.order), ""), bill=bill.id)
        self.show_pane("checklist")

    def ask(self, standing: Asker | None) -> None:
        """Ask another question of the checklist; None is the first that is open."""
        self.conversation = asking(self.conversation, standing, self.session)
