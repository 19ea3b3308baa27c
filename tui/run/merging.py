"""The other version of a ledger that is to be merged into it: where it lies, and what that would change."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from models.actions.dates_of_both import with_dates_of_both
from models.actions.going_with import kept_only_in
from models.actions.masking import as_entered
from models.actions.merging import Disagreement, Merged, Side, impossible, made_one, merged
from models.actions.two_payments import with_ids_of_their_own
from models.bills.fault import Fault
from models.ledger.ledger import Ledger, LedgerChange
from models.store import files
from models.store.common_base import SecondVersion, second_version, version_name
from models.values.message import Message, msg
from tui.run.session import Session

_DATES = frozenset({"orders", "accounts"})
"""The tables whose records give bills their dates."""


class Merging(NamedTuple):
    """What is to be merged, and whose version counts where both changed a record: of the records that were answered,
    by their keys, and of the rest.
    """

    session: Session
    other: SecondVersion
    prefer: Side | None = None
    answers: Mapping[str, Side] = MappingProxyType({})

    def made(self, ledger: Ledger) -> Merged:
        """The result of merging."""
        other, base = self.other.ledger, self.other.base
        base = as_entered(base, ledger) if base is not None else None
        mine, theirs = with_ids_of_their_own(ledger, as_entered(other, ledger), base)
        made = merged(mine, theirs, base, self.prefer, self.answers)
        if made.open:
            return made
        catalogue = self.session.catalogue
        return with_dates_of_both(made, mine, theirs, base, catalogue, self.prefer, self.answers)

    def answered(self, each: Disagreement, side: Side, *, rest: bool) -> "Merging":
        """With whose version counts of that record, and (`rest`) of all that are not answered."""
        if rest:
            return self._replace(prefer=side)
        return self._replace(answers={**self.answers, each.key: side})

    def going_with(self, each: Disagreement, ledger: Ledger) -> Mapping[Side, tuple[tuple[str, str], ...]]:
        """What is said of bills and goes, by table and id, where that side's version of the record counts; whatever
        is not answered counts as it is here."""
        if each.table not in _DATES:
            return {}
        rest = self.prefer or Side.MINE
        plans = {side: self._replace(prefer=rest, answers={**self.answers, each.key: side}) for side in Side}
        made = {side: plan.made(ledger).ledger for side, plan in plans.items()}
        return {
            Side.MINE: kept_only_in(made[Side.THEIRS], made[Side.MINE]),
            Side.THEIRS: kept_only_in(made[Side.MINE], made[Side.THEIRS]),
        }

    def faults(self, made: Merged) -> tuple[Fault, ...]:
        """What cannot be in the result."""
        return impossible(made.ledger, self.session.catalogue)

    @property
    def change(self) -> LedgerChange:
        """The change that merges the two; Problem where they cannot be merged."""
        return lambda ledger: made_one(self.made(ledger), self.session.catalogue)

    def label(self, name: str) -> Message:
        """What undo calls it; with what the version is known by where it is merged again."""
        return msg("merge of {name}", name=name, version=version_name(self.other.ledger))


def merging(session: Session, name: str) -> Merging:
    """The version in the file of that name, which may lie beside the ledger; Problem where it cannot be read."""
    path = Path(name)
    if path.name == name and not files.kind_of(path):  # the name of a file alone
        path = session.store.path.with_name(name)
    return Merging(session, second_version(session.store.path, path))
