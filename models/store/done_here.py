"""What this run did and undid: it undoes and redoes that first, and asks before it turns what others did."""

from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

from models.store.history import Entry, History, to_redo, to_undo
from models.store.records import Change
from models.store.snapshot import Undoable
from models.store.state import State


class DoneHere(NamedTuple):
    """`made`: the ids of the entries that were made here. `undone`: those that were undone here, and whether they were
    made here, too. An id of these may be another one once somebody else undoes, so they have marks."""

    made: frozenset[str] = frozenset()
    undone: Mapping[Hashable, bool] = {}

    def to_undo(self, state: State) -> str | None:
        """The id of the entry that undo takes."""
        return to_undo(state.ledger, state.history, self.made)

    def to_redo(self, state: State) -> str | None:
        """The id of the entry that redo takes."""
        return to_redo(state.ledger, state.history, self._own_undone(state))

    def undoable(self, state: State) -> Undoable | None:
        """What undo takes; None where there is nothing."""
        ident = self.to_undo(state)
        return None if ident is None else _said(state.history[ident], own=ident in self.made)

    def redoable(self, state: State) -> Undoable | None:
        """What redo takes; None where there is nothing."""
        ident = self.to_redo(state)
        return None if ident is None else _said(state.history[ident], own=ident in self._own_undone(state))

    def with_made(self, idents: Iterable[str]) -> "DoneHere":
        """With these entries made here."""
        return self._replace(made=self.made | {*idents})

    def turned(self, before: History, ident: str, after: History, ident_now: str) -> "DoneHere":
        """With that entry undone or redone here, which has the other id now."""
        entry, now = before[ident], after[ident_now]
        own = ident in self.made or self.undone.get(_mark(entry), False)
        undone = {mark: each for mark, each in self.undone.items() if mark != _mark(entry)}
        made = self.made - {ident}
        if now.undone:
            return DoneHere(made, {**undone, _mark(now): own})
        return DoneHere(made | {ident_now} if own else made, undone)

    def _own_undone(self, state: State) -> frozenset[str]:
        return frozenset(ident for ident, each in state.history.items() if each.undone and _mark(each) in self.undone)


class AfterAct(NamedTuple):
    """What an act comes to: the records, what can be undone then, and what of that is the run's own."""

    changes: tuple[Change, ...]
    history: History
    here: DoneHere


def _mark(entry: Entry) -> Hashable:
    return (entry.label.template, entry.at, tuple((each.table, each.id, each.digest) for each in entry.docs))


def _said(entry: Entry, *, own: bool) -> Undoable:
    return Undoable(entry.label, entry.at, own, _mark(entry))
