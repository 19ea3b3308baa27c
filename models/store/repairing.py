"""What the doctor sets right: files that others can open, and those that killed writers left. Nothing of the ledger."""

import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from models.store import backups, files, location
from models.store.lock import locked
from models.store.source import reason_of
from models.values.message import Message, Problem, msg


def repair(path: Path) -> tuple[Message, ...]:
    """Make private what others can open, and remove what killed writers left; what was refused, each by itself.

    Problem, with nothing changed, where the ledger cannot be locked.
    """
    if not stat.S_ISDIR(files.kind_of(path.parent)):
        return ()
    with files.reported(path):
        if not (unfinished(path) or exposed(path)):
            return ()
    with locked(path):
        with files.reported(path):
            done = [*((each, _remove) for each in unfinished(path)), *((each, _close) for each in exposed(path))]
        return tuple(refused for each, do in done if (refused := _refused(each, do)) is not None)


def _remove(path: Path) -> None:
    path.unlink()


def _close(path: Path) -> None:
    path.chmod(files.PRIVATE_DIRECTORY if path.is_dir() else files.PRIVATE_FILE)


def _refused(path: Path, do: Callable[[Path], None]) -> Message | None:
    """Why the system does not let that be done; None where it is done, or nothing is there any more."""
    try:
        do(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        name, reason = files.readable(path), reason_of(error)
        return msg("{path} could not be set right: {reason}", path=name, reason=reason)
    return None


def exposed(path: Path) -> list[Path]:
    """What is fenqi's own and can be opened by others: files, backups, and a directory where nothing else lies.

    A directory with the sticky bit is meant for everybody. Where something else than a ledger was named, nothing is.
    """
    if files.kind_of(path) and not (files.kind_of(path) == stat.S_IFREG and location.is_fenqis(path)):
        return []
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        return []
    ours = [each for each in beside if each == path or each.name.startswith((f"{path.name}.", f".{path.name}."))]
    if ours and len(ours) == len(beside) and not path.parent.stat().st_mode & stat.S_ISVTX:
        ours.insert(0, path.parent)
    return [
        each
        for each in (*ours, *(kept.path for kept in backups.found(path)))
        if location.exposed(each) and not each.is_symlink()
    ]


def unfinished(path: Path) -> tuple[Path, ...]:
    """What killed writers of the ledger and of what belongs to it left, or what a living one has not finished."""
    return files.leftovers(path)


def left_by_killed(path: Path) -> tuple[Path, ...]:
    """What killed writers of the ledger and of what belongs to it left: who holds the lock is none of them."""
    found = unfinished(path)
    if found and not files.unwritable(path):
        with suppress(Problem), locked(path):
            return unfinished(path)
    return found
