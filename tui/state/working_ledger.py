"""What the main screen works on: the newest snapshot of the ledger, and what follows from it. It changes nothing."""

from collections.abc import Mapping

from models.actions.find_bill import find_bill
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.contracts import contracts
from models.bills.derive import same_book
from models.bills.rederive import rederive
from models.bills.standing import current
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger, open_checklists
from models.ledger.progress import Step
from models.store import Snapshot, Token
from models.values.message import Problem
from models.values.money import Fen
from tui.run.session import Session


class WorkingLedger:
    """The ledger as this terminal last saw it. `book` follows from it, and is another only when it is."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.snapshot = Snapshot(ledger=Ledger())
        self.book = Book()
        self._damage_seen: tuple[Token | None] | None = None

    @property
    def credits(self) -> Mapping[str, Fen]:
        """By account, the credit that no bill has, in fen."""
        return self.book.credit

    @property
    def ledger(self) -> Ledger:
        """The ledger of the snapshot."""
        return self.snapshot.ledger

    def changed(self) -> bool:
        """Whether another terminal has written since."""
        return self._session.store.changed()

    def damaged(self, *, once: bool) -> bool:
        """Whether the file was damaged, and its newest state is here. `once`: and this was not asked of it before."""
        token = (self._session.store.token,)
        if (once and token == self._damage_seen) or not self._session.store.can_put_back():
            return False
        self._damage_seen = token
        return True

    def channels(self) -> Catalogue:
        """The channels as the user has them."""
        return contracts(self.ledger, self._session.catalogue)

    def interrupted(self) -> list[tuple[Bill, Step]]:
        """The bills whose checklists are under way, and the step at which each stopped.

        First those at the last step, where the money may have left; among equals the one that was touched last.
        """
        found = []
        for progress in sorted(open_checklists(self.ledger).values(), key=lambda each: -each.touched_at.timestamp()):
            try:
                bill = self.bill(progress.id, self.ledger)
            except Problem:
                continue
            step = current(progress, bill, self._session.now())
            if step is not None:
                found.append((bill, step))
        return sorted(found, key=lambda each: each[1] is not Step.COMPLETE)

    def bill(self, ident: str, ledger: Ledger) -> Bill:
        """The bill with that id as `ledger` has it, a newer one perhaps; Problem where there is none."""
        return find_bill(ledger, self.book_of(ledger), self._session.catalogue, ident, self._session.now())

    def book_of(self, ledger: Ledger) -> Book:
        """What follows from that ledger, which began as the one that is held here."""
        if same_book(ledger, self.ledger):
            return self.book
        return rederive(self.book, self.ledger, ledger, self._session.catalogue)

    def take(self, snapshot: Snapshot) -> None:
        """Go on with what the file holds now."""
        book = self.book_of(snapshot.ledger)
        if book is not self.book:
            self.book = book
        self.snapshot = snapshot
