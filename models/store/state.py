"""What a file's contents come to: the ledger in them, and what can be undone."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from models.ledger.ledger import Ledger
from models.store import files, layout, migrations
from models.store.history import Entry, History, read_history
from models.store.layout import Contents
from models.store.migration import HISTORY
from models.store.records import TABLES, read_ledger
from models.values.message import Message, Problem, msg
from models.values.text import clean


class State(NamedTuple):
    """A file, read whole."""

    contents: Contents
    ledger: Ledger
    history: History


def chosen(choose: Callable[[State], str | None], state: State) -> Entry | None:
    """The entry that is chosen."""
    ident = choose(state)
    return None if ident is None else state.history[ident]


def state_of(contents: Contents, path: str) -> State:
    """The state that the contents come to; Problem naming `path` for the first thing in them that is wrong."""
    unknown = next((name for name in contents.tables if name not in TABLES and name != HISTORY), None)
    if unknown is not None:
        raise Problem(
            "{path}: the table {table} is unknown; the file was left as it is; `fenqi doctor` helps",
            path=path,
            table=clean(unknown, 80),
        )
    return State(contents, read_ledger(contents.tables, path), read_history(contents.tables, path))


def damage(path: Path) -> Message | None:
    """How the file was damaged: it is gone, or no longer as any fenqi wrote it, and cannot be read.

    None for a good file, for one that only another fenqi can read, and where it cannot be opened.
    """
    readable = files.readable(path)
    try:
        found = files.read(path)
    except Problem:
        return None
    if found is None:
        return msg("{path} is no longer there", path=readable)
    data = found[0]
    if layout.whole(data) or layout.schema_of(data) > migrations.newest():
        return None
    try:
        state_of(layout.decode(data, readable), readable)
    except Problem as problem:
        return problem.message
    return None
