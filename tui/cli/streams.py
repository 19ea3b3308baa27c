"""The standard streams: open from the start, and what becomes of output that nobody can take."""

import errno
import os
import select
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class Undelivered(Exception):
    """Data did not get out. `reason` is the system's; "" where the reader simply went away. `full`: the disk is."""

    def __init__(self, reason: str, *, full: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.full = full


class _Stream(FileIO):
    """Waits where another program made the terminal non-blocking."""

    def write(self, data: "ReadableBuffer", /) -> int:
        while (written := super().write(data)) is None:
            select.select([], [self], [])
        return written


class _Data(_Stream):
    """Standard output. What cannot be written there is lost, which its reader must come to know."""

    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            raise Undelivered("") from None
        except OSError as error:
            full = error.errno in {errno.ENOSPC, errno.EDQUOT}
            raise Undelivered(error.strerror or type(error).__name__, full=full) from None


class _Words(_Stream):
    """Standard error. Messages that nobody can read change nothing of what is done, nor its exit code."""

    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def open_streams() -> None:
    """Open all three. A closed one is like /dev/null: no file that is opened later gets its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, which is this one
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = _writer(_Data(1, "w", closefd=False), sys.stdout, "replace")  # tables where our characters lack
    sys.stderr = _writer(_Words(2, "w", closefd=False), sys.stderr, "backslashreplace")


def _writer(raw: FileIO, before: object, errors: str) -> TextIOWrapper:
    """Text to that stream in the encoding that Python chose for it; every line at once where a person reads it."""
    encoding = getattr(before, "encoding", None) or "utf-8"
    return TextIOWrapper(BufferedWriter(raw), encoding, errors, line_buffering=raw.isatty() or raw.fileno() == 2)
