"""One file on the disk: read whole, written whole or not at all.

Paths here are real ones (`real`): a symlink stays a symlink, and what it points to is replaced.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from models.store import owner, source
from models.store.source import reason_of
from models.values.message import Message, Problem, msg
from models.values.text import clean

Token = tuple[int, int, int, int, int]
"""Device, inode, size, mtime and ctime in ns: it differs when the file does."""

PRIVATE_FILE = 0o600
PRIVATE_DIRECTORY = 0o700
MAX_BYTES = 1_000_000_000
"""No ledger is larger: a million orders are 300 MB."""
ASIDE = (".drafts", ".reminded")
"""What is behind a ledger's name in the names of the files beside it that are no part of it."""


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


def kind_of(path: Path) -> int:
    """Whether the path leads to a file, a directory or something else, as `stat.S_IFMT` says it; 0 where nothing is
    there, or nobody can see what."""
    try:
        return stat.S_IFMT(path.stat().st_mode)
    except (OSError, ValueError):
        return 0


def identity(path: Path) -> tuple[int, int] | None:
    """Device and inode: the same for all names of one file. None where they cannot be read."""
    found = token(path)
    return None if found is None else found[:2]


def read(path: Path) -> tuple[bytes, Token] | None:
    """The file's bytes and token, None where there is no file; Problem where it cannot be read."""
    found = source.read(path, MAX_BYTES)
    return None if found is None else (found[0], _token(found[1]))


def may_be_read(path: Path) -> bool:
    """Whether this user may read the file, as far as the system says it before it is opened."""
    return os.access(path, os.R_OK)


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
    confirm(path)


def confirm(path: Path) -> None:
    """Have the disk know the name that was just given to a file; Problem where it does not say so."""
    try:
        _sync(path.parent)
    except OSError as error:
        raise Problem(
            "{path} was written, but the disk did not confirm it: {reason}; look at the file before going on",
            path=readable(path),
            reason=reason_of(error),
        ) from error


def copy(path: Path, to: Path) -> None:
    """A second file with the same bytes, on the disk, in a private directory. Only under the file's lock.

    A hard link would cost less, but who writes the file in place would spoil both.
    """
    found = read(path)
    if found is None:
        raise Problem("{path} is no longer there", path=readable(path))
    with reported(to):
        make(to.parent)
        _install(path, found[0], to)
        _sync_name(to)


def link(path: Path, to: Path, *, sync: bool = False) -> None:
    """A second name for the file, in a private directory, under which it stays when it is replaced.

    A file that has a further name already is copied: what is done under that must not reach the backup.

    `sync`: only when the disk has the name. Only under the file's lock. Problem where that fails.
    """
    with reported(to):
        make(to.parent)
        if path.stat().st_nlink > 1 and identity(to) is None:
            copy(path, to)
            return
        try:
            to.hardlink_to(path)
        except FileExistsError:
            if identity(to) != identity(path):  # else a killed writer came that far
                raise
        except OSError:  # a file system without links
            copy(path, to)
        if sync:
            _sync_name(to)


def spare(path: Path, data: bytes, to: Path) -> None:
    """Put `data`, what the file holds, under the name `to`, whole; the disk may have it later. Only under the lock."""
    with reported(to):
        make(to.parent)
        _install(path, data, to, sync=False)


def leftovers(path: Path) -> tuple[Path, ...]:
    """What killed writers of a ledger left, and of what is under its lock, too. Under the lock no living one has such a
    file; no directory is one."""
    ours = tuple(f"{path.name}{each}" for each in ("", *ASIDE))
    return tuple(
        each for each in path.parent.iterdir() if any(_is_temp(each.name, of) for of in ours) and not each.is_dir()
    )


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
    temp = temporary(path)
    try:
        fill(temp, data, path, sync=sync)
        temp.replace(to)
    except BaseException:
        with suppress(OSError):
            temp.unlink()
        raise


def temporary(path: Path) -> Path:
    """A name beside the path that nothing has, by which `leftovers` knows what lies there."""
    names = (path.with_name(f".{path.name}.{number}.tmp") for number in count(os.getpid()))
    return next(each for each in names if not os.path.lexists(each))


def fill(temp: Path, data: bytes, like: Path, *, mode: int | None = None, sync: bool = True) -> None:
    """Make a new file of these bytes, whose owner is that of `like`; private where no `mode` is given.

    `sync`: it ends only when the disk has them. OSError where that is refused, ValueError for a name that can be none.
    """
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, PRIVATE_FILE)
    try:
        owner.give(handle, like)
        if mode is not None:
            os.fchmod(handle, mode)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)


def make(directory: Path) -> None:
    """Make the directory and those above it, private, on the disk."""
    if directory.is_dir():
        return
    make(directory.parent)
    directory.mkdir(PRIVATE_DIRECTORY, exist_ok=True)
    owner.give_directory(directory)
    _sync(directory.parent)


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_name(path: Path) -> None:
    """Have the disk know the name, or take it away again."""
    try:
        _sync(path.parent)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """What the system refuses inside, as a Problem with the file."""
    try:
        yield
    except OSError as error:
        raise Problem(
            "{path} could not be written: {reason}; nothing was changed",
            path=readable(path),
            reason=reason_of(error),
        ) from error
