"""A file that a person named, opened without waiting for it: only a regular one is read, and no more than is allowed.

A pipe, a device or a terminal would wait for somebody to write, or never end.
"""

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

from models.values.message import Inner, Message, Param, Problem, msg
from models.values.text import clean

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


def read(path: Path, most: int) -> tuple[bytes, os.stat_result] | None:
    """The file's bytes, and its status before they were read; None where there is no file.

    Problem where the path leads to something else than a regular file, where it holds more than `most` bytes, whatever
    its size says, and where the system refuses it.
    """
    try:
        handle = os.open(path, _FLAGS)
        try:
            status = os.fstat(handle)
            _check_regular(path, status)
            if status.st_size > most:
                raise _too_large(path, most)
            with os.fdopen(handle, "rb", closefd=False) as file:
                data = _bytes(file, status.st_size, most)
        finally:
            os.close(handle)
    except FileNotFoundError:
        return None
    except Problem:
        raise
    except ValueError:  # a NUL, or half a character
        raise Problem("{path} cannot be the name of a file", path=clean(str(path))) from None
    except OSError as error:
        raise _refused(path, error) from error
    if len(data) > most:
        raise _too_large(path, most)
    return data, status


def check_regular(path: Path) -> None:
    """Problem where something else than a regular file lies there; nothing is said where nothing does, or nobody can
    see what."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return
    _check_regular(path, status)


def _too_large(path: Path, most: int) -> Problem:
    return Problem("{path} is larger than {limit} MB", path=clean(str(path)), limit=f"{most / 1_000_000:g}")


def _bytes(file: BufferedReader, size: int, most: int) -> bytes:
    """What the file holds, up to one byte more than `most`; no room is made for more than its size before it shows."""
    data: bytes | None = file.read(min(size, most) + 1)
    if data is None:  # a file of the kernel's that has nothing to say yet
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return data + (file.read(most + 1 - len(data)) or b"") if len(data) > size else data


def _refused(path: Path, error: OSError) -> Problem:
    """Why it cannot be opened or read; a socket refuses in words that explain nothing."""
    try:
        _check_regular(path, path.stat())
    except Problem as problem:
        return problem
    except OSError:
        pass
    said = clean(str(path))
    if isinstance(error, PermissionError):
        return Problem(
            "{path} cannot be read: this user may not open the file, or a directory above it; let its owner allow it, "
            "or run fenqi as its owner",
            path=said,
        )
    if error.errno == errno.ELOOP:
        return Problem("{path} cannot be read: its links lead in a circle; set them right", path=said)
    reason = reason_of(error)
    return Problem("{path} cannot be read: {reason}", path=said, reason=reason)


def _check_regular(path: Path, status: os.stat_result) -> None:
    kind = _kind(clean(str(path)), status.st_mode)
    if kind is not None:
        raise Problem.of(kind)


def _kind(path: str, mode: int) -> Message | None:
    """What it is instead of a regular file."""
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISDIR(mode):
        return msg("{path} cannot be read: it is a directory, not a regular file; name a file in it", path=path)
    if stat.S_ISFIFO(mode):
        return msg(
            "{path} cannot be read: it is a pipe, not a regular file; save what comes out of it first", path=path
        )
    if stat.S_ISSOCK(mode):
        return msg("{path} cannot be read: it is a socket, not a regular file", path=path)
    return msg("{path} cannot be read: it is a device, not a regular file", path=path)


def reason_of(error: OSError) -> Param:
    """What the system says of it, to be translated where it is usual; the name of the error where it says nothing."""
    from models.store.system_reason import USUAL  # noqa: PLC0415  # it seldom refuses anything

    usual = USUAL.get(error.errno or 0)
    return clean(error.strerror or type(error).__name__) if usual is None else Inner(usual)
