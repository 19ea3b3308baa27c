"""What a store hands out: the ledger as it was in the file, and what can be undone."""

from collections.abc import Hashable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from models.ledger.ledger import Ledger
from models.store import backups, files
from models.store.layout import Contents
from models.store.remark import Code, Remark, remark
from models.values.message import Message, msg


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The ledger as it was in the file. `revision` is the file's generation, 0 where there is none yet.

    `undo` and `redo` label the actions that those would take; `changed_at` is when the last of those that are
    remembered was done or undone; `read_only` says why nothing can be written.
    What `remarks` say of the file's directory is in the first snapshot of a `Store` only.
    """

    ledger: Ledger
    revision: int = 0
    undo: Message | None = None
    redo: Message | None = None
    changed_at: datetime | None = None
    remarks: tuple[Message, ...] = ()
    read_only: Message | None = None


def gone(contents: Contents, path: Path) -> tuple[Remark, ...]:
    """That there is no file, where there are backups of it."""
    if contents.generation or not backups.found(path):
        return ()
    said = msg("there is no file {path}, but there are backups; `fenqi restore` lists them", path=files.readable(path))
    return (remark(Code.GONE, said),)


class Undoable(NamedTuple):
    """The action that undo or redo takes; `at`: when it was done or undone. `own`: by this `Store`, not by another
    terminal or before. `mark`: by which it is known again."""

    label: Message
    at: datetime
    own: bool
    mark: Hashable
