"""The store: the only way from a ledger to the disk and back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from models.ledger import Ledger
from models.message import Message, Problem, msg
from models.store import backups, files, place
from models.store.history import (
    HISTORY,
    Entry,
    History,
    check_support,
    extend,
    first_undone,
    last_done,
    read_history,
    remember,
    reverse,
    turn,
)
from models.store.layout import Contents
from models.store.records import (
    TABLES,
    Change,
    applied,
    differences,
    read_ledger,
    read_record,
    to_document,
)
from models.store.storage import Database, FileStorage
from models.text import clean


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The ledger as it was in the file. `revision` is the file's generation, 0 where there is none yet.

    `undo` and `redo` label the actions that those would take; `read_only` says why nothing can be written.
    What `remarks` tell of the file's place is in the first snapshot of a `Store` only.
    """

    ledger: Ledger
    revision: int = 0
    undo: Message | None = None
    redo: Message | None = None
    remarks: tuple[Message, ...] = ()
    read_only: Message | None = None


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """A copy of the file, made `at` (in UTC) from its `revision`; or why it cannot be read."""

    path: Path
    at: datetime
    revision: int = 0
    orders: int = 0
    fault: Message | None = None


class _State(NamedTuple):
    contents: Contents
    ledger: Ledger
    history: History


class Store:
    """One user's file. Every change is applied to the newest ledger in it, under a lock, and can be undone.

    Terminals may share the file; threads must not share a `Store`.
    """

    def __init__(self, path: Path) -> None:
        """`path` may be a symlink. Nothing is created before the first commit."""
        self._storage = FileStorage(path, (*TABLES, HISTORY))
        self._database = Database(self._storage)
        self._state: _State | None = None
        self._seen: _State | None = None
        self._seen_token: files.Token | None = None
        self._place_told = False

    @property
    def path(self) -> Path:
        """The file, as it was named; symlinks are followed when it is written."""
        return self._storage.path

    def exists(self) -> bool:
        """Whether there is a file."""
        return files.token(self._storage.path) is not None

    def changed(self) -> bool:
        """Whether the file differs from the last snapshot handed out. Looks at its status only."""
        return files.token(self._storage.path) != self._seen_token

    def load(self) -> Snapshot:
        """The newest snapshot; nothing is read where the file did not change. Problem where it cannot be read."""
        self._storage.refresh()
        return self._hand_out(self._current())

    def commit(
        self, label: Message, change: Callable[[Ledger], Ledger], at: datetime, *, extra: bool = False
    ) -> Snapshot:
        """Make the change and keep it: on return it is on the disk.

        An `extra` belongs to the last action that touched the same records, and is undone and redone with it.
        Problem, with nothing written: what `change` raises, or where the file cannot be read or written.
        """
        kept = extend if extra else remember

        def act(state: _State) -> tuple[tuple[Change, ...], History]:
            changes = self._verified(differences(state.ledger, change(state.ledger)))
            generation = state.contents.generation + 1
            return changes, kept(state.history, generation, label, at, changes) if changes else state.history

        return self._transact(at, act)

    def undo(self, at: datetime) -> Snapshot:
        """Take back the last action; Problem where there is none, or something rests on it."""
        return self._transact(at, lambda state: self._turned(state, last_done, at, msg("there is nothing to undo")))

    def redo(self, at: datetime) -> Snapshot:
        """Make the action again that was undone last; Problem where there is none."""
        return self._transact(at, lambda state: self._turned(state, first_undone, at, msg("there is nothing to redo")))

    def keep(self, at: datetime) -> Path:
        """Back the file up now and tell where; Problem where there is no good file, or the copy fails."""
        if not self.exists():
            raise Problem("there is no file {path} yet", path=self._path)
        self._check_writable()
        self.load()
        return self._storage.keep(at)

    def backups(self) -> tuple[Backup, ...]:
        """Every backup, the newest first."""
        return tuple(_looked_at(each) for each in backups.found(self._storage.path))

    def backup(self) -> Path | None:
        """The newest backup that can be read: what to offer where the file cannot."""
        return next((each.path for each in self.backups() if each.fault is None), None)

    def restore(self, backup: Path) -> Snapshot:
        """Put a backup in the file's place. The file that was there is kept, and a remark says where.

        Problem, with nothing changed, where the backup cannot be read or the file not be written.
        """
        Store(backup).load()
        found = files.read(files.real(backup))
        if found is None:
            raise Problem("{path} is no longer there", path=files.shown(backup))
        self._check_writable()
        aside = self._storage.restore(found[0])
        snapshot = self.load()
        if aside is None:
            return snapshot
        kept = msg("the file that was there is kept as {path}", path=files.shown(aside))
        return msgspec.structs.replace(snapshot, remarks=(*snapshot.remarks, kept))

    def _turned(
        self, state: _State, choose: Callable[[History], str | None], at: datetime, nothing: Message
    ) -> tuple[tuple[Change, ...], History]:
        ident = choose(state.history)
        if self._seen is not None and _chosen(choose, self._seen.history) != _chosen(choose, state.history):
            raise Problem("another terminal changed the file meanwhile; look at it again first")
        if ident is None:
            raise Problem.of(nothing)
        changes = reverse(state.ledger, state.history[ident], self._path)
        check_support(state.ledger, applied(state.ledger, changes))
        return changes, turn(state.history, ident, at, changes)

    def _transact(self, at: datetime, act: Callable[[_State], tuple[tuple[Change, ...], History]]) -> Snapshot:
        self._check_writable()
        try:
            with self._storage.transaction(at):
                state = self._current()
                changes, history = act(state)
                self._put_changes(changes)
                self._put_history(state.history, history)
        except UnicodeEncodeError as error:
            raise Problem(
                "{text} holds half a character, so nothing was changed; type it again",
                text=clean(str(error.object), 80),
            ) from None
        if self._storage.contents is not state.contents:
            state = _State(self._storage.contents, applied(state.ledger, changes), history)
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

    def _current(self) -> _State:
        contents, path = self._storage.contents, self._path
        if self._state is None or self._state.contents is not contents:
            unknown = next((name for name in contents.tables if name not in TABLES and name != HISTORY), None)
            if unknown is not None:
                raise Problem(
                    "{path}: the table {table} is unknown; the file was left as it is; `fenqi doctor` helps",
                    path=path,
                    table=clean(unknown, 80),
                )
            self._state = _State(contents, read_ledger(contents.tables, path), read_history(contents.tables, path))
        return self._state

    def _hand_out(self, state: _State) -> Snapshot:
        self._state = self._seen = state
        self._seen_token = self._storage.token
        undo, redo = last_done(state.history), first_undone(state.history)
        return Snapshot(
            ledger=state.ledger,
            revision=state.contents.generation,
            undo=state.history[undo].label if undo is not None else None,
            redo=state.history[redo].label if redo is not None else None,
            remarks=self._remarks(state.contents),
            read_only=files.unwritable(self._storage.path),
        )

    def _remarks(self, contents: Contents) -> tuple[Message, ...]:
        told, self._place_told = self._place_told, True
        remarks = () if told else place.remarks(self._storage.path)
        if contents.edited:
            remarks += (msg("{path} was changed outside fenqi; it was checked and taken", path=self._path),)
        if not contents.generation and backups.found(self._storage.path):
            remarks += (
                msg("there is no file {path}, but there are backups; `fenqi restore` lists them", path=self._path),
            )
        return remarks

    @property
    def _path(self) -> str:
        return files.shown(self._storage.path)


def _chosen(choose: Callable[[History], str | None], history: History) -> Entry | None:
    ident = choose(history)
    return None if ident is None else history[ident]


def _looked_at(backup: Path) -> Backup:
    at = backups.made_at(backup)
    try:
        snapshot = Store(backup).load()
    except Problem as problem:
        return Backup(path=backup, at=at, fault=problem.message)
    return Backup(path=backup, at=at, revision=snapshot.revision, orders=len(snapshot.ledger.orders))
