"""A program on a pty of 100 × 30: what it writes is read, counted and timed; nothing is drawn.

It answers, as present-day terminals do, that it can show a repaint at once (mode 2026): the programs then mark
where each repaint begins, which is how repaints are counted. It answers status requests as well.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from time import perf_counter
from types import TracebackType
from typing import NamedTuple, Self

from tests.bench.changes import Changed, Shown
from tests.bench.relay import Relay

COLUMNS, ROWS = 100, 30
PATIENCE = 30.0
"""Seconds after which what is waited for counts as never coming."""
QUIET = 0.3
"""Seconds of silence that end an answer: longer than any pause that an app makes before a late repaint."""
BUSY = 0.05
"""Seconds of processor time in such a silence that tell of work: it is no silence then."""

_ESCAPES = re.compile(r"\x1b\[[0-9;?<>=$]*[A-Za-z]|\x1b.")
_ASKS_SYNC, _HAS_SYNC, _REPAINT = b"\x1b[?2026$p", b"\x1b[?2026;2$y", b"\x1b[?2026h"
_ASKS_STATUS, _STATUS = b"\x1b[5n", b"\x1b[0n"


class Answer(NamedTuple):
    """What came back: when it began and ended (seconds after the cause; 0 where nothing came), how much, and what that
    changed on the terminal."""

    first: float
    last: float
    data: bytes
    changed: Changed

    @property
    def size(self) -> int:
        return len(self.data)

    @property
    def repaints(self) -> int:
        return self.data.count(_REPAINT)


class End(NamedTuple):
    """How a program ended: seconds from the key to the end of its process, peak memory in KiB, exit code.

    `cpu`: seconds of processor time in all.
    """

    seconds: float
    memory: int
    code: int
    cpu: float


class Terminal:
    """A program that runs from here to the end of the `with` block. `delay`: seconds that each direction takes."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], delay: float = 0.0) -> None:
        self.output = bytearray()
        self._shown, self._seen = Shown(COLUMNS, ROWS), 0
        self.end: End | None = None
        self.started = perf_counter()
        self.pid, self._pty = pty.fork()
        if self.pid == 0:
            _become(command, env)
        self._relay = Relay(self._pty, delay) if delay else None
        self._handle = self._relay.reader if self._relay else self._pty

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self.end is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._relay:
            self._relay.close()
        os.close(self._pty)

    def until(self, *texts: str) -> float:
        """Read until all these were written; seconds since the start, at the read that completed them."""
        while (data := self.read(PATIENCE)) is not None:
            at = perf_counter() - self.started
            shown = seen(self.output)
            if all(text in shown for text in texts):
                return at
            if not data or at > PATIENCE:
                break
        raise RuntimeError(f"never came: {' and '.join(texts)}\n{seen(self.output)[-2000:]}")

    def press(self, keys: str) -> Answer:
        """Press keys, all at once, and read what comes back."""
        begin = perf_counter()  # before: the program may be done with it before this goes on
        self.send(keys)
        return self.answer(begin)

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._handle, keys.encode())

    def answer(self, begin: float | None = None) -> Answer:
        """Read until nothing comes and the program does nothing, for a while; times count from `begin`, or the call."""
        begin, start = begin or perf_counter(), len(self.output)
        first = last = 0.0
        while True:
            used = self.cpu()
            if data := self.read(QUIET):
                last = perf_counter() - begin
                first = first or last
            elif data is None or self.cpu() - used < BUSY:
                self._show(start)
                data = bytes(self.output[start:])
                return Answer(first, last, data, self._show(len(self.output)))

    @property
    def lines(self) -> list[str]:
        """What stands in each row, as far as it was answered."""
        return self._shown.lines

    def _show(self, end: int) -> Changed:
        """Show what was written up to there, and say what that changed."""
        written, self._seen = bytes(self.output[self._seen : end]), end
        return self._shown.changed(written)

    def read(self, seconds: float) -> bytes | None:
        """What comes within `seconds` (b"" for nothing); None at the end of the program."""
        if not select.select([self._handle], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            data = os.read(self._handle, 65536)
        except OSError:  # the program has closed the terminal
            return None
        if _ASKS_SYNC in data:
            os.write(self._handle, _HAS_SYNC)
        if _ASKS_STATUS in data:
            os.write(self._handle, _STATUS)
        self.output += data
        return data or None

    def quit(self, key: str = "q") -> End:
        """Press the key that quits and wait for the end of the process."""
        begin = perf_counter()
        self.send(key)
        return self.wait(begin)

    def wait(self, begin: float | None = None) -> End:
        """Wait for the end of the process; seconds count from `begin`, or from the start."""
        while self.read(PATIENCE):
            pass
        _, status, used = os.wait4(self.pid, 0)
        seconds = perf_counter() - (self.started if begin is None else begin)
        self.end = End(seconds, used.ru_maxrss, os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime)
        return self.end

    def cpu(self) -> float:
        """Seconds of processor time that the program has used."""
        with open(f"/proc/{self.pid}/stat", encoding="utf-8") as file:  # noqa: PTH123  # a Path would not be shorter
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def seen(output: bytes | bytearray) -> str:
    """The text that was written, without what positions and colours it."""
    return _ESCAPES.sub("", output.decode(errors="replace"))


def _become(command: Sequence[str], env: Mapping[str, str]) -> None:
    """In the child: set the size of the terminal and turn into the command."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execve(command[0], list(command), dict(env))
    finally:
        os._exit(127)
