"""The state of the main screen: its ledger, where the user is in it, and what follows from both for the panes."""

from typing import Any

from msgspec.structs import replace
from textual.message import Message as Event
from textual.reactive import reactive

from models.actions.budget import budget_of
from models.actions.promise import promises_standing
from models.bills.bill import Bill
from models.bills.overview import Overview, Sort, View, overview, to_pay_next
from models.bills.proportion import Proportion, proportion
from models.bills.status import Moment
from models.bills.unbilled import bill_of_account
from models.channels.effective import channel_of
from models.ledger.ids import early_id
from models.ledger.ledger import open_checklists
from models.ledger.repayment import Repayment
from models.store import Snapshot
from models.values.dates import today
from models.values.message import Message, msg
from tui.run.session import Session
from tui.state.arrangement import (
    Selection,
    asking,
    conversation,
    detail,
    listing,
    next_turn,
    pointing_at,
    selected,
    turned,
)
from tui.state.checklist import Topic
from tui.state.question import Asker
from tui.state.views import Conversation, Detail, Listing
from tui.state.working_ledger import WorkingLedger
from tui.widgets.calm import Calm


class StateScreen(Calm[None]):
    """A screen whose parts are bound to what it shows: `listing`, `detail`, `conversation`, `overview`, `proportion`.

    All five follow from `working` and `selection`, and are made again when one of these changes. After `stale_at` they
    are other ones though nothing has changed.
    """

    session: Session
    listing: reactive[Listing] = reactive(Listing(), init=False, repaint=False, always_update=True)
    detail: reactive[Detail] = reactive(Detail(), init=False, repaint=False, always_update=True)
    conversation: reactive[Conversation] = reactive(Conversation(), init=False, repaint=False, always_update=True)
    overview: reactive[Overview | None] = reactive(None, init=False, repaint=False, always_update=True)
    proportion: reactive[Proportion | None] = reactive(None, init=False, repaint=False, always_update=True)

    class Left(Event):
        """What was recorded of a repayment is shown no longer; `about` is its id."""

        def __init__(self, about: str) -> None:
            super().__init__()
            self.about = about

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.working = WorkingLedger(session)
        self.selection = Selection()
        self.stale_at = session.now()

    def tell(self, message: Message | None, *, bad: bool = False, wrong: bool = False) -> None:
        """Show a sentence; None takes it away. `bad`: something was refused. `wrong`: what is on record is."""
        raise NotImplementedError

    def show_pane(self, ident: str) -> None:
        """Bring a pane to the front and put the keyboard on it."""
        raise NotImplementedError

    @property
    def pane_to_read(self) -> str:
        """The pane to bring forward where a bill is to be read before its checklist begins."""
        raise NotImplementedError

    def take(self, snapshot: Snapshot) -> None:
        """Show what the file holds now."""
        before = self.working.book
        self.working.take(snapshot)
        if self.working.book is not before:
            self.relist()
            return
        under_way, promised = frozenset(open_checklists(snapshot.ledger)), promises_standing(snapshot.ledger, before)
        if (under_way, promised) != (self.listing.under_way, self.listing.promised):
            self.listing = replace(self.listing, at=self.selection.at, under_way=under_way, promised=promised)
        self._weigh()
        self.show()

    def relist(self) -> None:
        """List the orders again, as they stand now."""
        moment = self.session.moment()
        self._weigh()
        self.overview = overview(self.working.book, moment)
        self.stale_at = next_turn(self.working.book, moment.now)
        self._list(moment, anew=True)

    def _list(self, moment: Moment, *, anew: bool) -> None:
        """List the orders that are selected, and show the one under the cursor."""
        found = listing(self.working.ledger, self.working.book, self.selection, moment)
        self.selection = selected(self.selection, found)
        self.listing = found
        self.show(anew=anew)

    def _reselect(self, selection: Selection) -> None:
        """Select something else. What follows from the ledger alone stands, until time turns something of it."""
        self.selection, moment = selection, self.session.moment()
        if moment.now > self.stale_at:
            self.relist()
        else:
            self._list(moment, anew=False)

    def _weigh(self) -> None:
        """Show what is owed beside what comes in."""
        self.proportion = proportion(self.working.book, budget_of(self.working.ledger), self.session.now())

    def show(self, *, anew: bool = True) -> None:
        """Show the bill in question and its checklist, or where it is not `anew`, what differs from what stands
        there."""
        working, before = self.working, self.conversation
        found = detail(working.ledger, working.book, working.credits, self.selection, self.session)
        if anew := anew or found.book is not self.detail.book or found != self.detail:
            self.detail = found
        asked = conversation(working.ledger, found, self.selection, self.session, before)
        if anew or asked.active or asked != before:
            self.conversation = asked
        if before.checklist.extra and self.conversation.topic != before.topic:
            self.post_message(self.Left(before.topic.about))

    def see(self, **changes: Any) -> None:
        """Select something else."""
        self._reselect(replace(self.selection.onward, **changes))

    def select(self, order: str) -> None:
        """Put the cursor on an order, in a row of its own where it has one."""
        self.see(order=order, part=True, bill="")

    def find(self, order: str) -> None:
        """Put the cursor on an order that the list may not show."""
        if not any(row.order.id == order for row in self.listing.rows):
            archived = self.working.ledger.orders[order].archived
            self.selection = replace(self.selection, view=View.ARCHIVED if archived else View.ALL, text="")
        self.select(order)
        self.show_pane("orders")

    def list_by(self, *, view: View | None = None, sort: Sort | None = None) -> None:
        """List other orders, or in another order."""
        self.see(view=view or self.selection.view, sort=sort or self.selection.sort, bill="")

    def filter_by(self, text: str) -> None:
        """List the orders that the text finds, with the cursor on the first."""
        before = self.selection
        if text == before.text:
            return
        stood_on = before.stood_on if before.text else before.order
        # Without a filter the list is whole again, and the cursor may stay; where nothing was found, it goes back.
        self.see(text=text, order="" if text else before.order or stood_on, stood_on=stood_on, bill="")

    def unfold(self) -> None:
        """Show the orders that are settled, or fold them again."""
        self.see(unfolded=not self.selection.unfolded)

    def turn(self, by: int) -> None:
        """Show the order's bill `by` periods later, where it has one."""
        bill = turned(self.detail, by)
        if bill is None:
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

    def ask_of(self, account: str) -> None:
        """Ask about the auto-debit of an account, beside a bill of it where it has any."""
        from tui.state.setting_up import SETTING_UP

        topic, standing = Topic(SETTING_UP.name, account), self.detail.bill
        channel = channel_of(self.working.channels(), account)
        bill = bill_of_account(self.working.book, channel, today(self.session.now(), channel.zone))
        if standing is not None and standing.channel.id == account:
            self.selection = replace(self.selection, bill=standing.id, topic=topic)
            self.show()
        elif bill.lines:
            self.point_at(bill, topic)
        else:
            self.selection = replace(self.selection, topic=topic)
            self.show()
        self.show_pane("checklist")

    def settle_early(self, order: str) -> None:
        """Show what settling the order early would cost, as a bill of its own."""
        self.selection = replace(self.selection, bill=early_id(order), topic=None)
        self.show()
        self.show_pane(self.pane_to_read)

    def point_at(self, bill: Bill, topic: Topic | None = None) -> None:
        """Put the cursor on an order of that bill, and show the bill."""
        working, listed = self.working, {row.order.id for row in self.listing.rows}
        selection = pointing_at(bill, self.selection, working.book, listed, working.ledger)
        self._reselect(replace(selection, topic=topic))

    def show_done(self, made: Repayment) -> None:
        """Show what is on record of a repayment, with the cursor on the bill to repay next."""
        from tui.state.done import DONE

        topic, bill = Topic(DONE.name, made.id), to_pay_next(self.working.book, self.session.moment())
        if bill is None:
            self.see(bill="", topic=topic)
        else:
            self.point_at(bill, topic)
        self.ask(None)
        self.show_pane("checklist")

    def ask_reference(self, made: Repayment) -> None:
        """Ask for the reference of a repayment that is on record."""
        from tui.state.reference import reference

        self.show_done(made)
        self.ask(reference)
        self.show_pane("checklist")

    def go_on(self, bill: Bill) -> None:
        """Go on with the checklist of a bill."""
        order = next((line.order_id for line in bill.lines if line.order), "")
        self.see(order=order, part=False, bill=bill.id)
        self.show_pane("checklist")

    def ask(self, standing: Asker | None) -> None:
        """Ask another question of the checklist; None is the first that is open, which is asked where no other is."""
        if standing is None and self.conversation.standing is None:
            return
        self.conversation = asking(self.conversation, standing, self.session)
