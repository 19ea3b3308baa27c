"""What was typed, on its way from the terminal to the app: each key when the one before it has been handled."""

from asyncio import AbstractEventLoop, Handle
from collections import deque
from collections.abc import Callable, Collection

from textual.events import Event, Key

PATIENCE = 1000
"""Turns of the event loop after which a key is handed over all the same: opening a screen takes about 40."""


class Typed:
    """Hands keys and pastes over in the order that they were typed in, however many come in one packet.

    Textual handles a character as soon as a field has it, but what a field does not want (enter, backspace, tab) only
    after it has climbed up to the app: what was typed behind it would overtake it. So the next one waits until nothing
    is left to run in the event loop; a worker that asks something, or a timer, is not waited for. A loop that never
    rests slows the keyboard down, but does not lock it.
    """

    def __init__(self, loop: AbstractEventLoop, hand_over: Callable[[Event], object]) -> None:
        self._loop = loop
        self._hand_over = hand_over
        self._waiting: deque[Event] = deque()
        self._turn: Handle | None = None
        self._turns = 0
        self._left_to_run = getattr(loop, "_ready", ())  # asyncio's own list; there is no other word that it is idle

    def take(self, event: Event) -> None:
        """Hand the event over when its turn comes: at once, where nothing else is going on."""
        self._waiting.append(event)
        if self._turn is None:
            self._go_on()

    def drop(self) -> None:
        """Forget what has not been handed over."""
        self._waiting.clear()

    @property
    def waiting(self) -> bool:
        """Whether anything waits for its turn."""
        return bool(self._waiting)

    def take_keys(self, keys: Collection[str]) -> list[str]:
        """Take what waits out of the queue, up to the first that is none of these keys; the caller handles them."""
        taken = []
        while self._waiting and isinstance(event := self._waiting[0], Key) and event.key in keys:
            self._waiting.popleft()
            taken.append(event.key)
        return taken

    def _go_on(self) -> None:
        self._turns += 1
        if self._waiting and (not self._left_to_run or self._turns > PATIENCE):
            self._turns = 0
            self._hand_over(self._waiting.popleft())
        self._turn = self._loop.call_soon(self._go_on) if self._waiting else None
