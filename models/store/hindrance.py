"""What keeps this user from setting something right beside a ledger, known before it is offered."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from models.store.lock import lock_of
from models.store.remark import Code
from models.store.system_reason import READ_ONLY
from models.values.message import Message, msg


class Hindrance(NamedTuple):
    """Why it cannot be done, and the finding by which that is cured first."""

    code: Code
    why: Message


OTHERS = Hindrance(Code.OWNER, msg("it belongs to another user"))
_READ_ONLY = Hindrance(Code.READ_ONLY, READ_ONLY)
_UNWRITABLE = Hindrance(Code.READ_ONLY, msg("the directory is not writable"))
_LOCK = Hindrance(Code.LOCK_UNUSABLE, msg("the lock cannot be used"))


def of_closing(path: Path, ledger: Path) -> Hindrance | None:
    """What keeps the path from being made private; None where nothing does, as far as the system says it before."""
    with suppress(OSError):
        return _of_file_system(path) or _of_locking(ledger) or (None if _is_own(path) else OTHERS)
    return None


def of_removing(path: Path, ledger: Path) -> Hindrance | None:
    """What keeps the file beside the ledger from being removed, in the same way."""
    directory = path.parent
    with suppress(OSError):
        found = _of_file_system(directory) or _of_locking(ledger)
        if found is None and not os.access(directory, os.W_OK | os.X_OK):
            found = _UNWRITABLE
        sticky = directory.stat().st_mode & stat.S_ISVTX
        return found or (OTHERS if sticky and not (_is_own(path) or _is_own(directory)) else None)
    return None


def _of_file_system(path: Path) -> Hindrance | None:
    return _READ_ONLY if os.statvfs(path).f_flag & os.ST_RDONLY else None


def _of_locking(ledger: Path) -> Hindrance | None:
    """What keeps the ledger's lock from being taken, which is under all that is changed."""
    lock = lock_of(ledger)
    try:
        found = lock.lstat()
    except FileNotFoundError:
        return None if os.access(ledger.parent, os.W_OK | os.X_OK) else _UNWRITABLE
    return None if stat.S_ISREG(found.st_mode) and os.access(lock, os.R_OK | os.W_OK) else _LOCK


def _is_own(path: Path) -> bool:
    """Whether this user may do with it what only its owner may."""
    return os.geteuid() in {0, path.lstat().st_uid}
