"""The backups as a list shows them: what each holds, or why it cannot be read."""

import os
import stat
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from models.store import backups, files, layout, migrations
from models.store.source import reason_of
from models.store.state import state_of
from models.values.message import Message, Problem, msg
from models.values.money import Fen

_Counted = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


class _Paid(msgspec.Struct, frozen=True):
    """What is counted of a repayment."""

    amount: Fen


_Amount = msgspec.json.Decoder(_Paid)


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """What the file was, made `at` (in UTC) of the write `revision`, 0 if that is not known; or why it cannot be read.

    `repaid`: what its repayments come to, in fen. `replaced`: a restore replaced it.
    """

    path: Path
    at: datetime
    revision: int = 0
    orders: int = 0
    repayments: int = 0
    repaid: Fen = 0
    fault: Message | None = None
    replaced: bool = False


def listed(path: Path) -> tuple[Backup, ...]:
    """Every backup of the file, the newest write first."""
    made = [each for each in map(_read, backups.found(path)) if each is not None]
    return tuple(sorted(made, key=lambda each: (each.revision, each.at), reverse=True))


def unlisted(path: Path) -> Message | None:
    """Why nobody can see which backups of the file there are; None where that is seen, or there are none yet."""
    folder = backups.folder_of(path)
    try:
        with os.scandir(folder):
            return None
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not folder.is_symlink():
            return None
        return msg(
            "the backups in {path} cannot be read, and none is kept: {reason}",
            path=files.readable(folder),
            reason=reason_of(error),
        )


def unkept(path: Path) -> Message | None:
    """Why no further backup of the file is kept, though it can be written; None where one is, as far as is seen."""
    folder = backups.folder_of(path)
    if files.kind_of(folder) != stat.S_IFDIR or files.unwritable(path) or os.access(folder, os.W_OK | os.X_OK):
        return None
    return msg("no backup is kept: the directory {path} is not writable", path=files.readable(folder))


def _read(kept: backups.Kept) -> Backup | None:
    """The backup; None where a writer has let it go meanwhile."""
    backup = Backup(path=kept.path, at=kept.at, revision=kept.number, replaced=kept.replaced)
    readable = files.readable(kept.path)
    try:
        found = files.read(kept.path)
        if found is None:
            return None
        return _counted(backup, found[0], readable)
    except Problem as problem:
        return msgspec.structs.replace(backup, fault=problem.message)


def _counted(backup: Backup, data: bytes, readable: str) -> Backup:
    """With its write number, and what is in it. What is as this fenqi wrote it was good then, and is only counted."""
    if layout.whole(data) and layout.schema_of(data) == migrations.newest():
        revision, tables = layout.number_of(data), _Counted.decode(data)
        orders, amounts = len(tables.get("orders", {})), _amounts(tables.get("repayments", {}))
    else:
        state = state_of(layout.decode(data, readable), readable)
        revision, orders = state.contents.generation, len(state.ledger.orders)
        amounts = [each.amount for each in state.ledger.repayments.values()]
    return msgspec.structs.replace(
        backup, revision=revision, orders=orders, repayments=len(amounts), repaid=sum(amounts)
    )


def _amounts(repayments: Mapping[str, msgspec.Raw]) -> list[Fen]:
    return [_Amount.decode(each).amount for each in repayments.values()]
