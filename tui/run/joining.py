"""The other version of a ledger that is to be joined to it: where it lies, and what joining it would change."""

from pathlib import Path
from typing import NamedTuple

from models.actions.joining import Joined, Side, impossible, joined, made_one
from models.bills.fault import Fault
from models.ledger.ledger import Ledger, LedgerChange
from models.store.common_base import SecondVersion, second_version
from tui.run.session import Session


class Joining(NamedTuple):
    """What is to be joined, and whose version counts of a record that both sides changed."""

    session: Session
    other: SecondVersion
    prefer: Side | None = None

    def made(self, ledger: Ledger) -> Joined:
        """The result of joining."""
        return joined(ledger, self.other.ledger, self.other.base, self.prefer)

    def faults(self, made: Joined) -> tuple[Fault, ...]:
        """What cannot be in the result."""
        return impossible(made.ledger, self.session.catalogue)

    @property
    def change(self) -> LedgerChange:
        """The change that joins the two; Problem where they cannot be joined."""
        other, catalogue = self.other, self.session.catalogue
        return lambda ledger: made_one(ledger, other.ledger, other.base, self.prefer, catalogue)


def joining(session: Session, name: str, prefer: Side | None = None) -> Joining:
    """The version in the file of that name, which may lie beside the ledger; Problem where it cannot be read."""
    given, beside = Path(name), session.store.path.with_name(Path(name).name)
    path = beside if not given.exists() and given.name == name else given
    return Joining(session, second_version(session.store.path, path), prefer)
