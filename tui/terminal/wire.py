"""The terminal as a file to write to, which never holds on to who writes."""

import os
import select
import termios
from contextlib import suppress
from threading import Lock

from tui.run.surface import LOSSY

FULL = 1 << 16
"""Bytes that are collected at most before they are sent."""
HANDOVER = 0.3
"""Seconds that the last writer is waited for when the wire is cut."""


class Wire:
    """Sends what is written, in the terminal's encoding, as fast as the terminal reads.

    A terminal that stopped reading (ctrl+s, a stalled line) blocks a write in the kernel, and with it every other one.
    So this opens the terminal once more for itself, where writing does not block, and waits outside: then somebody
    else can cut the wire and have the last say. Where it cannot be opened again, writing blocks. What is written after
    the terminal is gone is lost in silence: a hang-up ends the app.
    """

    def __init__(self, terminal: int, encoding: str) -> None:
        self._terminal = terminal
        self._encoding = encoding
        self._out = _opened_again(terminal)
        self._collected = bytearray()
        self._sending = Lock()
        self._is_cut = False
        self._cut, self._cutter = os.pipe()

    def fileno(self) -> int:
        """The terminal's own handle."""
        return self._terminal

    def write(self, text: str) -> None:
        """Collect text; it is sent when there is much of it, or with `flush`."""
        self._collected += text.encode(self._encoding, LOSSY)
        if len(self._collected) >= FULL:
            self.flush()

    def flush(self) -> None:
        """Send what was collected; returns when the terminal has it, or the wire was cut."""
        data, self._collected = memoryview(bytes(self._collected)), bytearray()
        with self._sending, suppress(OSError):
            while data and not self._is_cut:
                try:
                    data = data[os.write(self._out, data) :]
                except BlockingIOError:
                    select.select([self._cut], [self._out], [])

    def cut(self, last: str) -> None:
        """Send nothing any more but `last`; what the terminal has not read yet is thrown away if need be."""
        self._is_cut = True
        os.write(self._cutter, b"\0")
        if not self._sending.acquire(timeout=HANDOVER):
            return
        data = last.encode(self._encoding, LOSSY)
        with suppress(OSError, termios.error):
            if not self._sent(data):
                termios.tcflush(self._out, termios.TCOFLUSH)
                self._sent(data)

    def close(self) -> None:
        """Give back what was opened."""
        for handle in (self._out, self._cut, self._cutter):
            os.close(handle)

    def _sent(self, data: bytes) -> bool:
        """Whether the terminal took it all, at once."""
        try:
            return os.write(self._out, data) == len(data)
        except BlockingIOError:
            return False


def _opened_again(terminal: int) -> int:
    """Another handle on the terminal, on which writing does not block; the same terminal's where there is none."""
    try:
        return os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return os.dup(terminal)
