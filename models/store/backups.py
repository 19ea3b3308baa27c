"""Backups: copies of the file in `<name>.backups`, named by when they were made.

The first write of an hour keeps what it replaces, and the newest of these stay. What was made before a change of the
schema, or by hand, stays until somebody removes it. Only files that were read without a fault get here.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from models.message import Problem
from models.store import files

KEPT = 10
"""Hours with a backup that are kept."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)(-schema-\d+|-by-hand-\d+)?\.json", re.ASCII)
_STAMP = "%Y-%m-%dT%H-%M-%SZ"
_HOUR = len("2026-11-22T09")


def keep(path: Path, at: datetime) -> None:
    """Keep the file as it is, unless the hour has its backup. Only under the file's lock.

    A backup that fails must not stop the write.
    """
    with suppress(OSError, Problem):
        backup = _named(path, _stamp(at))
        hourly = [each for each in found(path) if _is_hourly(each)]
        if files.token(path) is None or any(each.name[:_HOUR] == backup.name[:_HOUR] for each in hourly):
            return
        files.copy(path, backup)
        # Those of a later hour are left alone: a clock set back makes none of them old.
        for old in [each for each in hourly if each.name < backup.name][KEPT - 1 :]:
            old.unlink()


def keep_schema(path: Path, at: datetime, schema: int) -> None:
    """Keep the file as its schema has it, before the first write of a newer one. Problem where that fails."""
    backup = _named(path, f"{_stamp(at)}-schema-{schema}")
    if files.token(backup) is None:
        files.copy(path, backup)


def keep_by_hand(path: Path, at: datetime) -> Path:
    """Keep the file as it is and tell where. Only under the file's lock. Problem where that fails."""
    backup = files.unused(place(path) / f"{_stamp(at)}-by-hand", ".json")
    files.copy(path, backup)
    return backup


def found(path: Path) -> tuple[Path, ...]:
    """The backups, the newest first; whether they can be read is for the caller to see."""
    try:
        names = [each for each in place(path).iterdir() if _is_backup(each)]
    except OSError:
        return ()
    return tuple(sorted(names, key=lambda each: (made_at(each), each.name), reverse=True))


def place(path: Path) -> Path:
    """The directory of the file's backups."""
    return path.with_name(f"{path.name}.backups")


def made_at(backup: Path) -> datetime:
    """The instant in the name of a backup; ValueError for the name of another file."""
    match = _NAME.fullmatch(backup.name)
    if match is None:
        raise ValueError(backup.name)
    return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)


def _is_backup(file: Path) -> bool:
    try:
        made_at(file)
    except ValueError:
        return False
    return True


def _named(path: Path, name: str) -> Path:
    return place(path) / f"{name}.json"


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime(_STAMP)


def _is_hourly(backup: Path) -> bool:
    match = _NAME.fullmatch(backup.name)
    return match is not None and match[2] is None
