"""What must hold of a ledger in a run: the doctor's proof, and what no proof of one ledger alone can tell."""

from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from models.store.health import examine
from models.store.health_finding import Level
from models.store.history import KEPT
from models.store.store import Store
from tui.run.session import Session

OF_A_BILL = frozenset({PaidAs.FULL, PaidAs.PART, PaidAs.MINIMUM})
"""A repayment recorded so is no more than was owed on its bill."""


class Proof:
    """Of the ledger of one run, which it reads as another terminal does."""

    def __init__(self, session: Session) -> None:
        self._store = Store(session.store.path)
        self._catalogue: Catalogue = session.catalogue
        self._first = self._last = self._store.load().ledger

    def follow(self) -> None:
        """After an act: all of what it recorded as repaid of a bill went to that."""
        if not self._store.changed():
            return
        before, self._last = self._last, self._store.load().ledger
        new = [each for ident, each in self._last.repayments.items() if ident not in before.repayments]
        lost = [each for each in new if each.way in OF_A_BILL and not each.order and each.credit]
        assert not lost, f"recorded, and went nowhere: {lost}"

    def end(self, session: Session) -> None:
        """After all of them: nothing is found, undo of everything gives the first ledger, and redo the last one."""
        found = examine(Store(self._store.path), self._catalogue, session.now()).findings
        assert not [each for each in found if each.level is not Level.GOOD], found
        last = self._store.load()
        undone = self._undone(session)
        if undone is not None:
            assert undone == self._first, f"undo of everything leaves {_apart(undone, self._first)}"
        now = self._store.load()
        while now.redo is not None:
            now = self._store.redo(session.now())
        if last.redo is None:
            assert now.ledger == last.ledger, f"redo of everything leaves {_apart(now.ledger, last.ledger)}"

    def _undone(self, session: Session) -> Ledger | None:
        """The ledger with all undone; None where more was done than is remembered."""
        now, count = self._store.load(), 0
        while now.undo is not None:
            now, count = self._store.undo(session.now()), count + 1
        return now.ledger if count < KEPT else None


def _apart(one: Ledger, other: Ledger) -> list[str]:
    """The tables in which they differ."""
    return [name for name in one.__struct_fields__ if getattr(one, name) != getattr(other, name)]
