"""A file that other terminals write too: what changes stays in memory until a transaction writes it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from models.store import backups, files, layout
from models.store.layout import Contents, Tables
from models.store.lock import locked
from models.values.message import Problem


class FileStorage:
    """The ledger's file. `contents` is what was last read or written; nothing in it is ever changed in place.

    `next_number`, in a transaction: the write number that it makes, greater than every one that is known.
    """

    def __init__(self, path: Path, names: tuple[str, ...]) -> None:
        """`names`: the tables, in the order in which they lie in the file."""
        self._path = path.absolute()
        self._names = names
        self.working: Tables = {}
        self._dirty = False
        self._encoder = layout.Encoder()
        self.contents = Contents()
        self.token: files.Token | None = None
        self.next_number = 1

    @property
    def path(self) -> Path:
        """Where the file really is."""
        return files.real(self._path)

    def work(self, data: Tables) -> None:
        """Keep what became of the tables for the end of the transaction."""
        self.working = data
        self._dirty = True

    def refresh(self) -> None:
        """Read the file if it changed. Problem where it cannot be read, or was there before and is gone."""
        path = self.path
        if self.token is not None and files.token(path) == self.token:
            return
        found = files.read(path)
        if found is not None:
            data, token = found
            self.contents, self.token = layout.decode(data, files.readable(path)), token
        elif self.contents.generation:
            raise Problem(
                "{path} is no longer there; put it back with `fenqi restore`, or restart to begin a new one",
                path=files.readable(path),
            )

    @contextmanager
    def transaction(self, at: datetime) -> Iterator[None]:
        """Inside, `contents` is the newest file, locked. On leaving, what TinyDB changed is written, whole or not.

        Every write keeps a backup of what it replaces; the first one of a new schema is not made without.
        """
        path = self.path
        with locked(path):
            self.refresh()
            self.next_number = self._after(max(self.contents.generation, backups.newest_number(path)))
            self.working = {name: self.contents.tables.get(name, {}) for name in self._names}
            self._dirty = False
            yield
            if self._dirty:
                if files.token(path) != self.token:  # an editor takes no lock
                    raise Problem(
                        "another program changed {path} at this moment; nothing was changed, try again",
                        path=files.readable(path),
                    )
                self._put(path, self.working, at, self.contents.generation, self._kind())

    def keep(self, at: datetime) -> Path:
        """Back the file up; the backup's path. Problem where that fails."""
        path = self.path
        with locked(path):
            self.refresh()
            return backups.keep_by_hand(path, self.contents.generation, at)

    def replace(self, tables: Callable[[], Tables], at: datetime) -> Path | None:
        """Replace the file, whatever it holds, by `tables`, asked for under the lock, as a write of its own.

        Returns the backup that now has what was there, if there was a file.
        """
        path = self.path
        with locked(path):
            chosen = tables()
            was, known = self.number_there(), max(self.contents.generation, backups.newest_number(path))
            self.next_number = self._after(max(was, known))
            ordered = {name: chosen.get(name, {}) for name in self._names}
            return self._put(path, ordered, at, was or known, backups.REPLACED)

    def number_there(self) -> int:
        """The write number that the file claims, readable or not; 0 where it claims none."""
        try:
            found = files.read(self.path)
        except Problem:
            return 0
        return 0 if found is None else layout.number_of(found[0])

    def _after(self, number: int) -> int:
        """The next write number; Problem where none can be counted on any more."""
        if number + 1 >= layout.LAST_NUMBER:
            raise Problem(
                "{path}: no write number can be counted on after {number}; correct it by hand",
                path=files.readable(self._path),
                number=str(number),
            )
        return number + 1

    def _kind(self) -> str:
        """What kind of backup the next write makes of the file."""
        if self.contents.schema is not None:
            return f"schema-{self.contents.schema}"
        return backups.EDITED if self.contents.edited else ""

    def _put(self, path: Path, tables: Tables, at: datetime, old: int, kind: str) -> Path | None:
        """Write the tables; returns the backup of what was there: write `old`, kept as a `kind`."""
        number = self.next_number
        data = self._encoder.encode(tables, number)
        with backups.holding(path, old, at, kind) as kept:
            files.write(path, data)
        self.contents, self.token = Contents(number, tables), files.token(path)
        backups.renew(path, data, number, at)
        return kept
