"""What a command may see and do: the main screen, as commands know it."""

from typing import Any, Protocol

from textual.app import App

from models.bills.bill import Bill
from models.bills.overview import Sort, View
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.store import Snapshot
from models.values.message import Message
from tui.run.session import Session
from tui.state.arrangement import Selection
from tui.state.checklist import Topic
from tui.state.question import Asker
from tui.state.views import Conversation, Detail
from tui.state.working_ledger import WorkingLedger


class Host(Protocol):
    """The main screen's side of a command. It shows what it is given; it never commits."""

    session: Session
    selection: Selection
    detail: Detail
    conversation: Conversation
    said: set[str]
    """The sentences of this run that are said only once."""

    @property
    def app(self) -> App[Any]: ...
    @property
    def working(self) -> WorkingLedger:
        """The ledger as this terminal last saw it."""

    @property
    def message_shown(self) -> str:
        """The sentence above the key bar; "" where there is none."""

    @property
    def message_is_bad(self) -> bool:
        """Whether it says that something was refused or is wrong."""

    @property
    def answering(self) -> bool:
        """Whether the keyboard is on the checklist's question."""

    def run_worker(self, work: Any, *, group: str) -> Any:
        """Do something that waits for answers, beside what goes on."""

    def take(self, snapshot: Snapshot) -> None:
        """Show what the file holds now."""

    def newest(self) -> Ledger:
        """The ledger as it is on the disk now."""

    def tell(self, message: Message | None, *, bad: bool = False, wrong: bool = False) -> None:
        """Show a sentence above the key bar for a while; None takes it away. `bad`: something was refused. `wrong`:
        what is on record is."""

    def select(self, order: str) -> None:
        """Put the cursor on an order."""

    def find(self, order: str) -> None:
        """Put the cursor on an order that the list may not show."""

    def list_by(self, *, view: View | None = None, sort: Sort | None = None) -> None:
        """List other orders, or in another order, and say so."""

    def turn(self, by: int) -> None:
        """Show the order's bill `by` periods later."""

    def ask_about(self, topic: Topic) -> None:
        """Ask another checklist about the bill that is shown."""

    def ask_of(self, account: str) -> None:
        """Ask about the auto-debit of an account, beside a bill of it where it has any."""

    def settle_early(self, order: str) -> None:
        """Show what settling the order early would cost, as a bill of its own."""

    def ask(self, standing: Asker | None) -> None:
        """Ask another question of the checklist; None is the first that is open."""

    def start_filter(self) -> None:
        """Type a filter over the orders."""

    def show_pane(self, ident: str) -> None:
        """Bring a pane to the front and put the keyboard on it."""

    def cycle(self, by: int) -> None:
        """Go to the next pane."""

    def leave(self) -> None:
        """Come back: drop a half answer, then leave the pane, then drop the filter."""

    def show_help(self) -> None:
        """Show the help page."""

    def show_channels(self, chosen: str = "") -> None:
        """Show the channels' rules, beginning with that channel, or that of the order under the cursor."""

    def show_payoff(self) -> None:
        """Show which orders to settle early first."""

    def show_agenda(self) -> None:
        """Show the coming months."""

    def show_looking_back(self) -> None:
        """Show what was repaid so far."""

    def show_palette(self) -> None:
        """Show the commands to find by name."""

    def point_at(self, bill: Bill) -> None:
        """Put the cursor on an order of that bill, and show the bill."""

    def show_done(self, made: Repayment) -> None:
        """Show what is on record of a repayment, with the cursor on the bill that is due next."""

    def ask_reference(self, made: Repayment) -> None:
        """Ask for the reference of a repayment that is on record."""

    def go_on(self, bill: Bill) -> None:
        """Go on with the checklist of a bill."""

    def action_command(self, ident: str) -> None:
        """Run a command, or say why it cannot run."""
