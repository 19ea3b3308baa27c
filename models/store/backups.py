"""Backups: what the file was, in `<name>.backups`, named by write number and time: `000012-2026-11-22T09-30-00Z.json`.

A write keeps what it replaces by giving it a second name, which costs nothing: once another file has the ledger's
name, nobody who writes the ledger in place can spoil it. The newest write has only a copy to save it from that, named
`-newest`. Nobody waits until the disk has the copy: after a power cut the ledger itself is there.

Which of these stay is for `retention` to say. What was made before a change of the schema, by hand or by a restore,
and the backups of an older fenqi, which have no number in their names, stay until somebody removes them.
"""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from models.store import files, retention
from models.store.layout import LAST_NUMBER
from models.values.message import Problem

NEWEST = "newest"
EDITED = "edited"
"""What an editor made of a write, before the next one replaced it."""
BY_HAND = "by-hand"
REPLACED = "replaced"

_NAME = (
    r"(?a)(?:(\d{6,18})-)?(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)"
    r"(?:-(newest|(?:edited|schema|by-hand|replaced)-\d+))?\.json"
)


class Kept(NamedTuple):
    """A backup as its name has it. `number`: of its write, 0 in a name of an older fenqi; `at`: when it was made (UTC).

    `kind`: `""` for what a write replaced, else `newest`, or `edited`, `schema`, `by-hand` or `replaced` with a number.
    """

    path: Path
    number: int
    at: datetime
    kind: str

    @property
    def mark(self) -> retention.BackupMark:
        return retention.BackupMark(self.number, self.at)

    @property
    def ages(self) -> bool:
        """Whether it goes when newer ones are enough."""
        return bool(self.number) and (not self.kind or self.kind.startswith(EDITED))

    @property
    def replaced(self) -> bool:
        """Whether a restore replaced it, perhaps because it could not be read."""
        return self.kind.startswith(REPLACED)

    @property
    def plain(self) -> Path:
        """Its name without the kind."""
        return self.path.with_name(f"{self.path.stem.removesuffix(f'-{self.kind}')}.json")


def found(path: Path) -> tuple[Kept, ...]:
    """The backups, the newest write first; whether they can be read is for the caller to see."""
    try:
        named = [_named(each) for each in folder_of(path).iterdir()]
    except OSError:
        return ()
    return tuple(sorted((each for each in named if each), key=lambda each: (*each.mark, each.kind), reverse=True))


def newest_number(path: Path) -> int:
    """The greatest write number of a backup; 0 where none has one."""
    return max((each.number for each in found(path) if each.number < LAST_NUMBER), default=0)


def folder_of(path: Path) -> Path:
    """The directory of the file's backups."""
    return path.with_name(f"{path.name}.backups")


@contextmanager
def holding(path: Path, number: int, at: datetime, kind: str = "") -> Iterator[Path | None]:
    """Inside, the file, write `number`, has the name of a backup too, under which it stays when it is replaced.

    It is private then, whatever the mode of the file. Where it is not, that name is removed again. None: there is no
    file. Problem where the name cannot be given, if there is a `kind`: `edited`, `replaced`, or `schema-` with the
    number; the disk has the name before anything takes the file's place then. Without one a backup that fails must
    not stop the write. Only under the file's lock.
    """
    needed = bool(kind) and kind != EDITED
    before = files.identity(path)
    backup = None if before is None else _free(path, number, at, kind)
    try:
        if backup is not None:
            files.link(path, backup, sync=needed)
    except (OSError, Problem):
        _take_back(path)
        if needed:
            raise
        backup = None
    try:
        yield backup
    except BaseException:
        if backup is not None and files.identity(path) == before:
            _take_back(path, backup)
        raise
    if backup is not None:
        _make_private(backup)


def renew(path: Path, data: bytes, number: int, at: datetime) -> None:
    """Copy the newest write, which is `data`, and let go what has aged. Only under the file's lock.

    What fails here must not make a write fail that is on the disk.
    """
    newest = folder_of(path) / f"{_stem(number, at)}-{NEWEST}.json"
    with suppress(OSError, Problem):
        files.spare(path, data, newest)
    for old in found(path):
        if old.kind == NEWEST and old.path != newest:
            with suppress(OSError):  # what took its place may be an editor's, or was not kept
                old.path.unlink() if os.path.lexists(old.plain) else old.path.rename(old.plain)
    aging = [each for each in found(path) if each.ages]
    staying = retention.kept(each.mark for each in aging)
    for each in aging:
        if each.mark not in staying:
            with suppress(OSError):
                each.path.unlink()


def keep_by_hand(path: Path, number: int, at: datetime) -> Path:
    """Copy the file, write `number`; the copy's path. Only under the file's lock. Problem where that fails."""
    backup = _numbered(path, number, at, BY_HAND)
    files.copy(path, backup)
    return backup


def _free(path: Path, number: int, at: datetime, kind: str) -> Path:
    """A name that the file can have. Its copy, made when it was written, has the time."""
    if kind in {EDITED, REPLACED}:
        return _numbered(path, number, at, kind)
    if kind:
        return folder_of(path) / f"{_stem(number, at)}-{kind}.json"
    copied = next((each for each in found(path) if each.number == number and each.kind == NEWEST), None)
    plain = copied.plain if copied else folder_of(path) / f"{_stem(number, at)}.json"
    same = files.identity(plain) in {None, files.identity(path)}  # a killed writer came that far
    return plain if same else _numbered(path, number, at, EDITED)


def _make_private(backup: Path) -> None:
    """Let nobody else read or write it; what is another's stays as it is."""
    with suppress(OSError):
        if stat.S_IMODE(backup.lstat().st_mode) & ~files.PRIVATE_FILE:
            backup.chmod(files.PRIVATE_FILE)


def _take_back(path: Path, backup: Path | None = None) -> None:
    """Leave nothing of a backup that is not needed."""
    with suppress(OSError):
        if backup is not None:
            backup.unlink()
    with suppress(OSError):
        folder_of(path).rmdir()  # only an empty one goes


def _numbered(path: Path, number: int, at: datetime, kind: str) -> Path:
    """The name with the first number behind it that is not taken."""
    names = (folder_of(path) / f"{_stem(number, at)}-{kind}-{each}.json" for each in count(1))
    return next(each for each in names if not os.path.lexists(each))


def _stem(number: int, at: datetime) -> str:
    at = at.astimezone(UTC)
    return f"{number:06d}-{at.isoformat(timespec='seconds')[:19].replace(':', '-')}Z"  # strftime pads no year


def _named(file: Path) -> Kept | None:
    """What the file's name says; None for the name of another file."""
    match = re.fullmatch(_NAME, file.name)
    if match is None:
        return None
    with suppress(ValueError):  # the 99th of a month
        day, time = match[2][:-1].split("T")
        at = datetime.fromisoformat(f"{day}T{time.replace('-', ':')}+00:00")
        return Kept(file, int(match[1] or 0), at, match[3] or "")
    return None
