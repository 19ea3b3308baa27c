"""Backups: the file as it was before the first write of a day, kept by hard link, which costs no copying.

A link stays what it is because a write never changes a file in place but puts another there. Only files that were
read without a fault get here. They lie in `<name>.backups`, one a day, named by the day.
"""

from contextlib import suppress
from datetime import date
from pathlib import Path

from models.store import files

KEPT = 7
"""Days with a backup that are kept."""


def keep(path: Path, day: date) -> None:
    """Keep the file as it is for that day, unless the day has its backup. Only under the file's lock.

    A file system that has no links must not stop the write: there is no backup then.
    """
    place = _place(path)
    backup = place / f"{day.isoformat()}.json"
    with suppress(OSError):
        if files.token(path) is None or files.token(backup) is not None:
            return
        place.mkdir(files.PRIVATE_DIRECTORY, exist_ok=True)
        backup.hardlink_to(path)
        for old in found(path)[KEPT:]:
            old.unlink()


def found(path: Path) -> tuple[Path, ...]:
    """The backups, the newest first; whether they can be read is for the caller to see."""
    try:
        names = [each for each in _place(path).iterdir() if _is_day(each)]
    except OSError:
        return ()
    return tuple(sorted(names, reverse=True))


def _place(path: Path) -> Path:
    return path.with_name(f"{path.name}.backups")


def _is_day(backup: Path) -> bool:
    try:
        return backup.name == f"{date.fromisoformat(backup.stem).isoformat()}.json"
    except ValueError:
        return False
