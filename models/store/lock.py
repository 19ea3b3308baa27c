"""The lock of a ledger's file, for whoever writes it."""

import fcntl
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.store import owner
from models.store.files import PRIVATE_FILE, make, readable, reported, token
from models.store.source import reason_of
from models.values.message import Problem

ATTEMPTS = 200
WAIT = (0.005, 0.035)
"""Seconds between two attempts to lock: about four seconds for all of them."""
PATIENCE = 8
"""Times as many attempts are made while others write in turn: the machine is slow then, and no lock is stuck."""


def lock_of(path: Path) -> Path:
    """The file's lock."""
    return path.with_name(f"{path.name}.lock")


@contextmanager
def locked(path: Path, attempts: int = ATTEMPTS) -> Iterator[None]:
    """Hold the file's lock, making its directory first; Problem where another fenqi keeps it for all the `attempts`
    without writing the file.

    The lock is a file of its own, `<name>.lock`, because a write gives the data a new inode. It stays behind.
    """
    with reported(path):
        make(path.parent)
        handle = _acquire(path, attempts)
    try:
        yield
    finally:
        with suppress(OSError):  # whatever it says, the lock is gone
            os.close(handle)


def _acquire(path: Path, attempts: int) -> int:
    lock, left, seen = lock_of(path), attempts, token(path)
    for _ in range(PATIENCE * attempts):
        try:
            handle = _tried(lock)
        except OSError as error:
            raise Problem(
                "the lock {path} cannot be used: {reason}; nothing was changed",
                path=readable(lock),
                reason=reason_of(error),
            ) from error
        if handle is not None:
            return handle
        time.sleep(random.uniform(*WAIT))  # noqa: S311 - spreads the waiting, keeps no secret
        before, seen = seen, token(path)
        left = left - 1 if seen == before else attempts
        if not left:
            break
    raise Problem("another fenqi is writing {path}; try again in a moment", path=readable(path))


def _tried(lock: Path) -> int | None:
    """The open lock, if it was got."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, PRIVATE_FILE)
    try:
        owner.give(handle, lock.with_name(lock.name.removesuffix(".lock")))
        if _locks(handle, lock):
            return handle
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _locks(handle: int, lock: Path) -> bool:
    """Whether the lock was got, on the file that still has the lock's name: somebody may have removed it meanwhile."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(handle), lock.stat())
    except (BlockingIOError, FileNotFoundError):
        return False
