"""The end that somebody else asks for: the terminal hung up, or the app is to stop."""

import os
import signal
from collections.abc import Callable
from threading import Event, Thread

ASKED = frozenset({signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT})
"""The signals that ask for the end. The last two come from outside only: in the app ctrl+c is a key."""
GRACE = 1.0
"""Seconds that the app has to end by itself; after two the end is to be there."""


class Ending:
    """Waits for the signals in a thread of its own, so that they count whatever the app is busy with or stuck in.

    `leave` is called with the exit code and asks the app to leave as quitting does. Where it has not left in time,
    `restore` is called, which gives the terminal back, and the process ends: what was done is on disk.
    """

    def __init__(self, leave: Callable[[int], None], restore: Callable[[], None]) -> None:
        self._leave = leave
        self._restore = restore
        self._over = Event()
        self._asked = False
        # A signal that no thread takes waits until somebody waits for it. Threads that start later take none either.
        signal.pthread_sigmask(signal.SIG_BLOCK, ASKED)
        self._thread = Thread(target=self._wait, name="ending", daemon=True)
        self._thread.start()

    def over(self) -> None:
        """The app has left, and the terminal is given back. Where it took too long, this never returns."""
        self._over.set()
        if not self._asked and self._thread.is_alive() and self._thread.ident is not None:
            signal.pthread_kill(self._thread.ident, signal.SIGTERM)
        self._thread.join()
        if not self._asked:  # a second signal must not change how it ends
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKED)

    def _wait(self) -> None:
        number = signal.sigwait(ASKED)
        if self._over.is_set():
            return
        self._asked = True
        self._leave(128 + number)
        if not self._over.wait(GRACE):
            self._restore()
            os._exit(128 + number)
