"""What this run did and undid: it undoes and redoes that first, and asks before it turns what others did."""

from collections.abc import Hashable, Mapping
from datetime import datetime
from typing import NamedTuple

from models.store.history import Entry, History, to_redo, to_undo
from models.store.records import Change
from models.store.snapshot import Undoable
from models.store.state import State


class DoneHere(NamedTuple):
    """`made`: the entries that were made here, by their ids and when: another host's version that a sync tool put in
    the file's place has the same ids. `undone`: those that were undone here, and whether they were made here, too. An
    id of these may be another one once somebody else undoes, so they have marks."""

    made: frozenset[tuple[str, datetime]] = frozenset()
    undone: Mapping[Hashable, bool] = {}

    def to_undo(self, state: State) -> str | None:
        """The id of the entry that undo takes."""
        return to_undo(state.ledger, state.history, self._own_done(state))

    def to_redo(self, state: State) -> str | None:
        """The id of the entry that redo takes."""
        return to_redo(state.ledger, state.history, self._own_undone(state))

    def undoable(self, state: State) -> Undoable | None:
        """What undo takes; None where there is nothing."""
        ident = self.to_undo(state)
        return None if ident is None else _said(state.history[ident], own=ident in self._own_done(state))

    def redoable(self, state: State) -> Undoable | None:
        """What redo takes; None where there is nothing."""
        ident = self.to_redo(state)
        return None if ident is None else _said(state.history[ident], own=ident in self._own_undone(state))

    def with_made(self, before: History, after: History) -> "DoneHere":
        """With the entry that is new made here, or with more in one that was."""
        own = (each for each, entry in after.items() if each not in before or (each, before[each].at) in self.made)
        return self._replace(made=self.made | {(each, after[each].at) for each in own})

    def turned(self, before: History, ident: str, after: History, ident_now: str) -> "DoneHere":
        """With that entry undone or redone here, which has the other id now."""
        entry, now = before[ident], after[ident_now]
        own = (ident, entry.at) in self.made or self.undone.get(_mark(entry), False)
        undone = {mark: each for mark, each in self.undone.items() if mark != _mark(entry)}
        made = self.made - {(ident, entry.at)}
        if now.undone:
            return DoneHere(made, {**undone, _mark(now): own})
        return DoneHere(made | {(ident_now, now.at)} if own else made, undone)

    def _own_done(self, state: State) -> frozenset[str]:
        return frozenset(ident for ident, each in state.history.items() if (ident, each.at) in self.made)

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
