"""The real `fenqi` on a terminal of its own, whose screen can be read."""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

PATIENCE = 60.0
"""Seconds until what is waited for counts as never coming: on a busy machine, too."""

ASKS_STATUS = b"\x1b[5n"
STATUS = b"\x1b[0n"

_SETS_MODES = re.compile(rb"\x1b\[\?([\d;]+)([hl])")

KEYS = {"enter": "\r", "escape": "\x1b", "down": "\x1b[B", "up": "\x1b[A", "tab": "\t", "backspace": "\x7f"}


class Terminal:
    """`fenqi` with these arguments on a screen of `columns` × `rows`; it ends with the `with` block.

    `command`: what to run instead of `fenqi`. `encoding`: what the terminal takes bytes for. `replies`: whether it
    answers status requests, as nearly all terminals do; it answers when it has shown what came before.
    """

    def __init__(
        self,
        *arguments: str | Path,
        columns: int = 120,
        rows: int = 36,
        env: Mapping[str, str] | None = None,
        command: Sequence[str] | None = None,
        encoding: str = "utf-8",
        replies: bool = True,
    ) -> None:
        self.output = b""
        self.pressed: list[str] = []
        self.status: int | None = None
        self.replies = replies
        self.replied = 0
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._encoding = encoding
        self._decode = codecs.getincrementaldecoder(encoding)("replace").decode
        command = [*(command or (sys.executable, "-m", "tui")), *map(str, arguments)]
        surroundings = {**os.environ, "TERM": "xterm-256color", **(env or {})}
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            _become(command, surroundings, columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            _, self.status = os.waitpid(self.pid, 0)
        os.close(self._handle)

    @property
    def text(self) -> str:
        """What stands on the screen, a line a row."""
        # Not `display`, which fails while half of a wide character is overwritten. Its second cell holds "".
        cells, columns = self._screen.buffer, range(self._screen.columns)
        return "\n".join("".join(cells[y][x].data for x in columns).rstrip() for y in range(self._screen.lines))

    def wait_until(self, condition: Callable[[], object], what: str) -> None:
        """Read what the app writes until the condition holds; where it never does, the failure shows the screen."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            over = self._ended() and not self.read(0) and not condition()
            if over or time.monotonic() > deadline:
                raise AssertionError(f"never came: {what}\n{self.text}")
            self.read(0.05)

    def wait_for(self, *texts: str) -> str:
        """Wait until all these stand on the screen; returns it."""
        self.wait_until(lambda: all(text in self.text for text in texts), " and ".join(texts))
        return self.text

    def watch(self, seconds: float) -> None:
        """Take in what is shown for so long, with no key touched."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.read(0.05)

    def press(self, keys: Sequence[str]) -> None:
        """Press keys one after the other: characters, or names out of KEYS."""
        for key in keys:
            self.pressed.append(key)
            self.send(KEYS.get(key, key).encode(self._encoding))

    def send(self, data: bytes) -> None:
        """Send bytes as the terminal would, in one write."""
        assert os.write(self._handle, data) == len(data)

    @property
    def handle(self) -> int:
        """The terminal's other end, for what is not typed: its size."""
        return self._handle

    @property
    def modes(self) -> set[int]:
        """The private modes that what was written has left on: 25 is the cursor, 1049 the other screen."""
        left: set[int] = set()
        for numbers, act in _SETS_MODES.findall(self.output):
            changed = set(map(int, numbers.split(b";")))
            left = left | changed if act == b"h" else left - changed
        return left

    @property
    def cooked(self) -> bool:
        """Whether the terminal echoes and takes whole lines, as for a shell."""
        flags = termios.tcgetattr(self._handle)[3]
        return flags & termios.ECHO != 0 and flags & termios.ICANON != 0

    def kill(self, number: signal.Signals) -> int:
        """Send the signal and wait for the end; returns the wait status."""
        os.kill(self.pid, number)
        return self.wait_for_end()

    def wait_for_end(self) -> int:
        """Wait until the app has ended; returns the wait status."""
        self.wait_until(self._ended, "the end of the app")
        while self.read(0):
            pass
        assert self.status is not None
        return self.status

    def _ended(self) -> bool:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = status if pid else None
        return self.status is not None

    def read(self, seconds: float) -> bool:
        """Take what was written meanwhile; False where there was nothing."""
        ready, _, _ = select.select([self._handle], [], [], seconds)
        try:
            data = os.read(self._handle, 65536) if ready else b""
        except OSError:  # the other end was closed
            return False
        self.output += data
        self._show(self._decode(data))
        if self.replies:
            self.reply()
        return bool(data)

    def _show(self, text: str) -> None:
        try:
            self._stream.feed(text)
        except TypeError:
            # A line was cut within a sequence: the next words ended it, as one that takes fewer numbers.
            self._stream = pyte.Stream(self._screen)

    def reply(self) -> None:
        """Answer the status requests that have come, and were not answered."""
        asked = self.output.count(ASKS_STATUS)
        if asked > self.replied and self.status is None:
            self.send(STATUS * (asked - self.replied))
        self.replied = asked


def _become(command: Sequence[str], env: Mapping[str, str], columns: int, rows: int) -> None:
    """In the child: set the size of the terminal and turn into the command."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.execvpe(command[0], list(command), dict(env))
    finally:
        os._exit(127)
