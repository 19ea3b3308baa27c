"""Any program on a terminal of its own, and every byte that it writes there."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

ROWS_AND_COLUMNS = {"80x24": (24, 80), "120x36": (36, 120)}


def written(command: Sequence[str], size: str, patience: float, env: Mapping[str, str] | None = None) -> bytes:
    """What the command writes until it ends, its standard error included."""
    pid, handle = pty.fork()
    if pid == 0:
        try:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *ROWS_AND_COLUMNS[size], 0, 0))
            os.execvpe(command[0], list(command), {**os.environ, "TERM": "xterm-256color", **(env or {})})
        finally:
            os._exit(127)
    taken, deadline = bytearray(), time.monotonic() + patience
    try:
        while time.monotonic() < deadline:
            ready, _, _ = select.select([handle], [], [], 0.5)
            try:
                data = os.read(handle, 1 << 16) if ready else b"."[:0]
            except OSError:  # the other end was closed
                return bytes(taken)
            if ready and not data:
                return bytes(taken)
            taken += data
        raise AssertionError(f"still running: {bytes(taken[-400:])!r}")
    finally:
        _end(pid)
        os.close(handle)


def _end(pid: int) -> None:
    gone, _ = os.waitpid(pid, os.WNOHANG)
    if not gone:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
