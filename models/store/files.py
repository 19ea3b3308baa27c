"""One file on the disk: read whole, written whole or not at all.

Paths here are real ones (`real`): a symlink stays a symlink, and what it points to is replaced.
"""

import fcntl
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from models.store import owner, source
from models.values.message import Message, Problem, msg
from models.values.text import clean

Token = tuple[int, int, int, int, int]
"""Device, inode, size, mtime and ctime in ns: it differs when the file does."""

PRIVATE_FILE = 0o600
PRIVATE_DIRECTORY = 0o700
MAX_BYTES = 1_000_000_000
"""No ledger is larger: a million orders are 300 MB."""
ATTEMPTS = 200
WAIT = (0.005, 0.035)
"""Seconds between two attempts to lock: about four seconds for all of them."""


def real(path: Path) -> Path:
    """`path` with every symlink followed; a dangling one leads to the file that is yet to be made.

    Problem where no file can have that name.
    """
    try:
        found = Path(os.path.realpath(path))
    except ValueError:  # a NUL, or half a character
        found = Path()
    if not found.name:
        raise Problem("{path} cannot be the name of a file", path=readable(path))
    return found


def readable(path: Path) -> str:
    """`path` as sentences show it."""
    return clean(str(path))


def token(path: Path) -> Token | None:
    """The file's token; None where its status cannot be read."""
    try:
        return _token(path.stat())
    except OSError:
        return None


def _token(status: os.stat_result) -> Token:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def identity(path: Path) -> tuple[int, int] | None:
    """Device and inode: the same for all names of one file. None where they cannot be read."""
    found = token(path)
    return None if found is None else found[:2]


def read(path: Path) -> tuple[bytes, Token] | None:
    """The file's bytes and token, None where there is no file; Problem where it cannot be read."""
    found = source.read(path, MAX_BYTES)
    return None if found is None else (found[0], _token(found[1]))


def unwritable(path: Path) -> Message | None:
    """Why the file can only be read; None where it can be written, or made."""
    directory = path.parent
    while not os.access(directory, os.F_OK) and directory != directory.parent:
        directory = directory.parent
    if not os.access(directory, os.W_OK | os.X_OK):
        return msg(
            "{path} can only be read: the directory {directory} is not writable",
            path=readable(path),
            directory=readable(directory),
        )
    if os.access(path, os.F_OK) and not os.access(path, os.W_OK):
        return msg("{path} can only be read: it is write-protected", path=readable(path))
    return None


@contextmanager
def locked(path: Path, attempts: int = ATTEMPTS) -> Iterator[None]:
    """Hold the file's lock, making its directory first; Problem where another fenqi keeps it for all the `attempts`.

    The lock is a file of its own, `<name>.lock`, because a write gives the data a new inode. It stays behind.
    """
    with reported(path):
        _make(path.parent)
        handle = _acquire(path, attempts)
    try:
        yield
    finally:
        with suppress(OSError):  # whatever it says, the lock is gone
            os.close(handle)


def _acquire(path: Path, attempts: int) -> int:
    lock = lock_of(path)
    for _ in range(attempts):
        try:
            handle = _tried(lock)
        except OSError as error:
            raise Problem(
                "the lock {path} cannot be used: {reason}; nothing was changed",
                path=readable(lock),
                reason=_reason(error),
            ) from error
        if handle is not None:
            return handle
        time.sleep(random.uniform(*WAIT))  # noqa: S311 - spreads the waiting, keeps no secret
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


def write(path: Path, data: bytes) -> None:
    """Replace the file by `data`, at once and on the disk. Only under its lock.

    Problem where that fails: the old file is intact then, unless the sentence says that the new one is there.
    """
    if len(data) > MAX_BYTES:
        raise Problem(
            "{path} would be larger than {limit} MB; nothing was changed",
            path=readable(path),
            limit=MAX_BYTES // 1_000_000,
        )
    with reported(path):
        sweep(path)
        _install(path, data, path)
    try:
        _sync(path.parent)
    except OSError as error:
        raise Problem(
            "{path} was written, but the disk did not confirm it: {reason}; look at the file before going on",
            path=readable(path),
            reason=_reason(error),
        ) from error


def copy(path: Path, to: Path) -> None:
    """A second file with the same bytes, on the disk, in a private directory. Only under the file's lock.

    A hard link would cost less, but who writes the file in place would spoil both.
    """
    found = read(path)
    if found is None:
        raise Problem("{path} is no longer there", path=readable(path))
    with reported(to):
        _make(to.parent)
        _install(path, found[0], to)
        try:
            _sync(to.parent)
        except OSError:
            with suppress(OSError):
                to.unlink()
            raise


def link(path: Path, to: Path) -> None:
    """A second name for the file, in a private directory, under which it stays when it is replaced.

    Only under the file's lock. Problem where that fails.
    """
    with reported(to):
        _make(to.parent)
        try:
            to.hardlink_to(path)
        except FileExistsError:
            if identity(to) != identity(path):  # else a killed writer came that far
                raise
        except OSError:  # a file system without links
            copy(path, to)


def spare(path: Path, data: bytes, to: Path) -> None:
    """Put `data`, what the file holds, under the name `to`, whole; the disk may have it later. Only under the lock."""
    with reported(to):
        _make(to.parent)
        _install(path, data, to, sync=False)


def unused(name: Path, suffix: str = "") -> Path:
    """`name` with the first number behind it that is not taken, and the suffix."""
    numbered = (name.with_name(f"{name.name}-{number}{suffix}") for number in count(1))
    return next(each for each in numbered if not os.path.lexists(each))


def lock_of(path: Path) -> Path:
    """The file's lock."""
    return path.with_name(f"{path.name}.lock")


def leftovers(path: Path) -> tuple[Path, ...]:
    """What killed writers left. Under the lock no living one has such a file; no directory is one."""
    return tuple(each for each in path.parent.iterdir() if _is_temp(each.name, path.name) and not each.is_dir())


def _is_temp(name: str, of: str) -> bool:
    middle = name.removeprefix(f".{of}.").removesuffix(".tmp")
    return middle.isdecimal() and name == f".{of}.{middle}.tmp"


def sweep(path: Path) -> None:
    """Remove what killed writers left. Only under the lock."""
    for stale in leftovers(path):
        stale.unlink()


def _install(path: Path, data: bytes, to: Path, *, sync: bool = True) -> None:
    """Put `data` under the name `to`, whole or not at all; the temporary file lies beside `path`, where it is swept.

    `sync`: only when the disk has it.
    """
    names = (path.with_name(f".{path.name}.{number}.tmp") for number in count(os.getpid()))
    temp = next(each for each in names if not os.path.lexists(each))
    try:
        _fill(temp, data, path, sync=sync)
        temp.replace(to)
    except BaseException:
        with suppress(OSError):
            temp.unlink()
        raise


def _fill(temp: Path, data: bytes, like: Path, *, sync: bool) -> None:
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, PRIVATE_FILE)
    try:
        owner.give(handle, like)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)


def _make(directory: Path) -> None:
    """Make the directory and those above it, private, on the disk."""
    if directory.is_dir():
        return
    _make(directory.parent)
    directory.mkdir(PRIVATE_DIRECTORY, exist_ok=True)
    owner.give_directory(directory)
    _sync(directory.parent)


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """What the system refuses inside, as a Problem with the file."""
    try:
        yield
    except OSError as error:
        raise Problem(
            "{path} could not be written: {reason}; nothing was changed",
            path=readable(path),
            reason=_reason(error),
        ) from error


def _reason(error: OSError) -> str:
    return clean(error.strerror or type(error).__name__)
