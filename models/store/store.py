"""The store: the only way from a ledger to the disk and back."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from models.ledger.ledger import Ledger, LedgerChange
from models.store import backups, files, location, source
from models.store.done_here import AfterAct, DoneHere
from models.store.drafts import Drafts
from models.store.history import (
    History,
    check_support,
    extend,
    remember,
    reverse,
    turn,
)
from models.store.layout import Tables
from models.store.migration import HISTORY
from models.store.outside import Outside
from models.store.records import (
    TABLES,
    Change,
    applied,
    differences,
    read_record,
    to_document,
)
from models.store.snapshot import Snapshot, Undoable, gone
from models.store.state import State, chosen, damage, state_of
from models.store.storage import FileStorage
from models.values.message import Message, Problem, msg
from models.values.text import clean

if TYPE_CHECKING:
    from models.store.database import Database
    from models.store.listing import Backup
    from models.store.rewriting import Rewrite


class Store:
    """One user's file. Every change is applied to the newest ledger in it, under a lock, and can be undone.

    Terminals may share the file; threads must not share a `Store`.
    """

    def __init__(self, path: Path) -> None:
        """`path` may be a symlink. Nothing is created before the first commit."""
        self.drafts = Drafts(path)
        self._storage = FileStorage(path, (*TABLES, HISTORY))
        self._state: State | None = None
        self._seen: State | None = None
        self._seen_token: files.Token | None = None
        self._location_said = False
        self.named = path.absolute()
        """The file, as it was named."""
        self._outside = Outside(path)
        self._here = DoneHere()

    @cached_property
    def _database(self) -> "Database":
        from models.store.database import Database  # noqa: PLC0415  # what only reads needs no TinyDB

        return Database(self._storage)

    @property
    def path(self) -> Path:
        """Where the file really is; symlinks are followed."""
        return self._storage.path

    def exists(self) -> bool:
        """Whether there is a file."""
        return self.token is not None

    @property
    def token(self) -> files.Token | None:
        """Another one when the file is another; None where there is none."""
        return files.token(self._storage.path)

    def changed(self) -> bool:
        """Whether the file differs from the last snapshot handed out. Only its status is read."""
        return self.token != self._seen_token

    def load(self) -> Snapshot:
        """The newest snapshot; nothing is read where the file did not change. Problem where it cannot be read."""
        self._storage.refresh()
        return self._hand_out(self._current())

    def commit(self, label: Message, change: LedgerChange, at: datetime, *, extra: bool = False) -> Snapshot:
        """Make the change and keep it: on return it is on the disk.

        An `extra` belongs to the last action that touched the same records, and is undone and redone with it.
        Problem, with nothing written: what `change` raises, or where the file cannot be read or written.
        """
        kept = extend if extra else remember

        def act(state: State) -> AfterAct:
            changes = self._verified(differences(state.ledger, change(state.ledger)))
            number = self._storage.next_number
            history = kept(state.history, number, label, at, changes) if changes else state.history
            return AfterAct(changes, history, self._here.with_made(state.history, history))

        return self._transact(at, act)

    def begin(self, ledger: Ledger, at: datetime) -> Snapshot:
        """Begin a new file with a ledger that nobody entered here: nothing of it can be undone."""

        def act(state: State) -> AfterAct:
            if state.contents.generation:
                raise Problem("{path} is there already; it was left as it is", path=self._path)
            return AfterAct(self._verified(differences(state.ledger, ledger)), state.history, self._here)

        return self._transact(at, act)

    def undo(self, at: datetime) -> Snapshot:
        """Take back the last action, see `undoable`; Problem where there is none, or something rests on it."""
        return self._transact(
            at, lambda state: self._turned(state, self._here.to_undo, at, msg("there is nothing to undo"))
        )

    def redo(self, at: datetime) -> Snapshot:
        """Make an action again that was undone, see `redoable`; Problem where there is none."""
        return self._transact(
            at, lambda state: self._turned(state, self._here.to_redo, at, msg("there is nothing to redo"))
        )

    @property
    def undoable(self) -> Undoable | None:
        """What undo takes of the last snapshot: the last that was done here, else the last of all; or None."""
        return None if self._seen is None else self._here.undoable(self._seen)

    @property
    def redoable(self) -> Undoable | None:
        """What redo takes of the last snapshot: what was undone here last, else what was undone last; or None."""
        return None if self._seen is None else self._here.redoable(self._seen)

    def keep(self, at: datetime) -> Path:
        """Back the file up now; the backup's path. Problem where there is no good file, or the copy fails."""
        self.check_keep()
        return self._storage.keep(at)

    def check_keep(self) -> None:
        """Problem where there is no good file to back up."""
        if not self.load().revision:
            raise Problem("there is no file {path} yet", path=self._path)
        self._check_writable()

    def backups(self) -> "tuple[Backup, ...]":
        """Every backup, the newest write first."""
        from models.store import listing  # noqa: PLC0415  # a start lists none

        return listing.listed(self._storage.path)

    def backup(self) -> Path | None:
        """The newest backup that can be read: what to offer where the file cannot."""
        return next((each.path for each in self.backups() if each.fault is None), None)

    def restore(self, backup: Path, at: datetime, rewrite: "Rewrite" = lambda value: value) -> Snapshot:
        """Replace the file by a backup, as a write of its own. The file that was there becomes a backup.

        A remark says which. `rewrite`: what becomes of its records on the way. Problem, with nothing changed, where the
        backup cannot be read or the file not be written.
        """
        from models.store.rewriting import rewritten  # noqa: PLC0415  # a restore is rare

        other = Store(backup)
        other.load()
        if not other.exists():
            raise Problem("{path} is no longer there", path=files.readable(backup))
        other._outside.check_backup(other._current())
        return self._replace(lambda: rewritten(other._storage.contents.tables, rewrite), at)

    def check_replace(self) -> None:
        """Problem where a directory, a pipe, a device or a socket lies in the file's place: none is replaced by one."""
        source.check_regular(self._storage.path)

    def can_put_back(self) -> bool:
        """Whether the file was damaged since it was last read here, and no newer write of it is known."""
        seen = self._seen
        if seen is None or not seen.contents.generation or damage(self._storage.path) is None:
            return False
        known = max(self._storage.number_there(), backups.newest_number(self._storage.path))
        return known <= seen.contents.generation

    def put_back(self, at: datetime) -> Snapshot:
        """Replace a damaged file by what was last read or written here, as a write of its own.

        The damaged file becomes a backup, and a remark says which. Problem, with nothing changed, where the file can
        be read or a newer write of it is known.
        """

        def mine() -> Tables:
            if self._seen is None or not self.can_put_back():
                raise Problem("{path} is not as it was a moment ago; nothing was changed", path=self._path)
            return self._seen.contents.tables

        return self._replace(mine, at)

    def _replace(self, tables: Callable[[], Tables], at: datetime) -> Snapshot:
        self._check_writable()
        self.check_replace()
        kept = self._storage.replace(tables, at)
        snapshot = self.load()
        if kept is None:
            return snapshot
        kept_as = msg("the file that was there is now the backup {name}", name=files.readable(Path(kept.stem)))
        return msgspec.structs.replace(snapshot, remarks=(*snapshot.remarks, kept_as))

    def _turned(self, state: State, choose: Callable[[State], str | None], at: datetime, nothing: Message) -> AfterAct:
        ident = choose(state)
        if self._seen is not None and chosen(choose, self._seen) != chosen(choose, state):
            raise Problem("another terminal changed the file meanwhile; look at it again first")
        if ident is None:
            raise Problem.of(nothing)
        changes = reverse(state.ledger, state.history[ident], self._path)
        check_support(state.ledger, applied(state.ledger, changes))
        history, ident_now = turn(state.history, ident, self._storage.next_number, at, changes)
        return AfterAct(changes, history, self._here.turned(state.history, ident, history, ident_now))

    def _transact(self, at: datetime, act: Callable[[State], AfterAct]) -> Snapshot:
        """Do it under the lock."""
        self._check_writable()
        try:
            with self._storage.transaction(at):
                state = self._current()
                self._outside.check(state)
                changes, history, here = act(state)
                self._put_changes(changes)
                self._put_history(state.history, history)
        except UnicodeEncodeError as error:
            raise Problem(
                "{text} holds half a character, so nothing was changed; type it again",
                text=clean(str(error.object), 80),
            ) from None
        self._here = here
        if self._storage.contents is not state.contents:
            state = State(self._storage.contents, applied(state.ledger, changes), history)
        return self._hand_out(state)

    def _check_writable(self) -> None:
        reason = files.unwritable(self._storage.path)
        if reason is not None:
            raise Problem.of(reason)

    def _put_changes(self, changes: tuple[Change, ...]) -> None:
        for table in TABLES:
            mine = [each for each in changes if each.table == table]
            documents = self._database.documents(table)
            documents.put({each.id: to_document(each.after) for each in mine if each.after is not None})
            documents.drop([each.id for each in mine if each.after is None])

    def _put_history(self, before: History, after: History) -> None:
        documents = self._database.documents(HISTORY)
        documents.drop([ident for ident in before if ident not in after])
        documents.put({ident: to_document(entry) for ident, entry in after.items() if before.get(ident) is not entry})

    def _verified(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """The changes with their records as they will come back from the file; Problem for one that would not."""
        path = self._path
        return tuple(
            change._replace(after=read_record(to_document(change.after), change.table, change.id, path))
            if change.after is not None
            else change
            for change in changes
        )

    def _current(self) -> State:
        contents = self._storage.contents
        if self._state is None or self._state.contents is not contents:
            self._state = state_of(contents, self._path)
        return self._state

    def _hand_out(self, state: State) -> Snapshot:
        self._state = self._seen = state
        self._seen_token, path = self._storage.token, self._storage.path
        undo, redo = self._here.undoable(state), self._here.redoable(state)
        return Snapshot(
            ledger=state.ledger,
            revision=state.contents.generation,
            undo=undo.label if undo is not None else None,
            redo=redo.label if redo is not None else None,
            changed_at=max((each.at for each in state.history.values()), key=datetime.timestamp, default=None),
            remarks=self._remarks(state, path),
            read_only=files.unwritable(path),
        )

    def _remarks(self, state: State, path: Path) -> tuple[Message, ...]:
        said, self._location_said = self._location_said, True
        return (*(() if said else location.remarks(path)), *self._outside.remarks(state), *gone(state.contents, path))

    @property
    def _path(self) -> str:
        return files.readable(self._storage.path)
