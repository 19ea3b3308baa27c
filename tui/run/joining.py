"""The other version of a ledger that is to be joined to it: where it lies, and what joining it would change."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from models.actions.joining import Disagreement, Joined, Side, impossible, joined, made_one
from models.actions.masking import as_entered
from models.bills.fault import Fault
from models.ledger.ledger import Ledger, LedgerChange
from models.store.common_base import SecondVersion, second_version
from tui.run.session import Session


class Joining(NamedTuple):
    """What is to be joined, and whose version counts where both changed a record: of the records that were answered,
    by their keys, and of the rest.
    """

    session: Session
    other: SecondVersion
    prefer: Side | None = None
    answers: Mapping[str, Side] = MappingProxyType({})

    def made(self, ledger: Ledger) -> Joined:
        """The result of joining."""
        other, base = self.other.ledger, self.other.base
        base = as_entered(base, ledger) if base is not None else None
        return joined(ledger, as_entered(other, ledger), base, self.prefer, self.answers)

    def answered(self, each: Disagreement, side: Side, *, rest: bool) -> "Joining":
        """With whose version counts of that record, and (`rest`) of all that are not answered."""
        if rest:
            return self._replace(prefer=side)
        return self._replace(answers={**self.answers, each.key: side})

    def faults(self, made: Joined) -> tuple[Fault, ...]:
        """What cannot be in the result."""
        return impossible(made.ledger, self.session.catalogue)

    @property
    def change(self) -> LedgerChange:
        """The change that joins the two; Problem where they cannot be joined."""
        return lambda ledger: made_one(self.made(ledger), self.session.catalogue)


def joining(session: Session, name: str) -> Joining:
    """The version in the file of that name, which may lie beside the ledger; Problem where it cannot be read."""
    given, beside = Path(name), session.store.path.with_name(Path(name).name)
    path = beside if not given.exists() and given.name == name else given
    return Joining(session, second_version(session.store.path, path))
