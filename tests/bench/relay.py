"""A long way between a terminal and its reader: every byte arrives, in order, `seconds` later."""

import os
import select
import socket
import threading
from collections import deque
from contextlib import suppress
from time import perf_counter


class Relay:
    """`reader` is the end to read from, for the time until `close`; `far` stays the caller's."""

    def __init__(self, far: int, seconds: float) -> None:
        self._far, self._seconds = far, seconds
        self._inner, self._outer = socket.socketpair()
        self.reader = self._outer.fileno()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop; what is under way is lost."""
        self._outer.close()
        self._thread.join()

    def _run(self) -> None:
        far, inner = self._far, self._inner.fileno()
        under_way = {far: deque[tuple[float, bytes]](), inner: deque[tuple[float, bytes]]()}
        ends = {far, inner}
        while inner in ends and (far in ends or under_way[inner]):
            waits = [queue[0][0] - perf_counter() for queue in under_way.values() if queue]
            for end in select.select(ends, [], [], max(0.0, min(waits, default=0.5)))[0]:
                if data := _take(end):
                    under_way[inner if end == far else far].append((perf_counter() + self._seconds, data))
                else:
                    ends.discard(end)
            for end, queue in under_way.items():
                while queue and queue[0][0] <= perf_counter():
                    _deliver(end, queue.popleft()[1])
        self._inner.close()


def _take(end: int) -> bytes:
    try:
        return os.read(end, 65536)
    except OSError:  # whoever was at that end has gone
        return b""


def _deliver(end: int, data: bytes) -> None:
    with suppress(OSError):
        while data:
            data = data[os.write(end, data) :]
