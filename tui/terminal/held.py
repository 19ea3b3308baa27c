"""Repaints that are held back: what belongs together is painted at once. Every hold has a deadline."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from textual.app import App

DEADLINE = 0.1
"""Seconds after which what changed is painted, whatever still goes on: longer is felt as a freeze."""
PAINTING = 0.02
"""Seconds that painting is given before the next hold."""


class Held:
    """Holds the app's repaints back, one hold at a time.

    Its clock is the event loop's own, for a message that is to end a hold may wait behind those that the hold causes.
    Holds do not follow upon each other without what they held back being painted in between.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._batch: ExitStack | None = None
        self._end: asyncio.TimerHandle | None = None
        self._deadline: asyncio.TimerHandle | None = None  # apart, for renewing a hold puts off its end
        self._paints_until = 0.0

    @property
    def under_way(self) -> bool:
        """Whether repaints are held back: what changed meanwhile has not been painted."""
        return self._batch is not None

    def hold(self, seconds: float, *, at_most: float = DEADLINE) -> None:
        """Hold repaints back for so long; a hold that is under way goes on, to its own deadline at most."""
        loop = asyncio.get_running_loop()
        if self._batch is None:
            if loop.time() < self._paints_until:
                return
            self._batch = ExitStack()
            self._batch.enter_context(self._app.batch_update())
            self._deadline = loop.call_later(at_most, self.release)
        if self._end is not None:
            self._end.cancel()
        self._end = loop.call_later(seconds, self.release)

    def after(self, act: Callable[[], object]) -> None:
        """Do something when the hold that is under way ends."""
        if self._batch is not None:
            self._batch.callback(act)

    def release(self) -> None:
        """End the hold, and paint; nothing happens where there is none."""
        batch, self._batch = self._batch, None
        for timer in (self._end, self._deadline):
            if timer is not None:
                timer.cancel()
        if batch is None:
            return
        batch.close()
        self._paints_until = asyncio.get_running_loop().time() + PAINTING
        if self._app.is_running:
            for screen in self._app.screen_stack:  # what stands behind a dialog waits as well
                screen.check_idle()
