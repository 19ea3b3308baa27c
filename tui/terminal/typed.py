"""What was typed, on its way from the terminal to the app: each key when the one before it has been handled."""

from asyncio import AbstractEventLoop, Handle
from collections import deque
from collections.abc import Callable, Collection
from weakref import WeakSet

from textual.events import Event, Key

from tui.terminal.runs import Run, key_name

PATIENCE = 1000
"""Turns of the event loop after which a key is handed over though the loop is not known to rest.

Opening a screen takes about 40; a thousand turns in which nothing happens take some 10 ms.
"""

MOST = 4096
"""Keys that wait for their turn before no more are read: hands type none as far ahead, and each takes memory."""


class Typed:
    """Hands keys and pastes over in the order that they were typed in, however many come in one packet.

    Textual handles a character as soon as a field has it, but what a field does not want (enter, backspace, tab) only
    after it has climbed up to the app: what was typed behind it would overtake it. So the next one waits until nothing
    is left to run in the event loop; a worker that asks something, or a timer, is not waited for.

    A loop that never rests slows the keyboard down, but does not lock it; and neither does one that does not show
    whether it rests. What the keys before did may not be done then: such a key is `hurried`.
    """

    def __init__(self, loop: AbstractEventLoop, hand_over: Callable[[Event], object]) -> None:
        self._loop = loop
        self._hand_over = hand_over
        self._waiting: deque[Event | Run] = deque()
        self._read = self._came = 0
        self._turn: Handle | None = None
        self._turns = 0
        self._left_to_run = left_to_run(loop)
        self._hurried: WeakSet[Event] = WeakSet()
        self._together: WeakSet[Event] = WeakSet()

    @property
    def sees_rest(self) -> bool:
        """Whether the event loop shows when nothing is left to run in it."""
        return self._left_to_run is not None

    def hurried(self, event: Event) -> bool:
        """Whether the event was handed over though what those before it did may not be done."""
        return event in self._hurried

    def together(self, event: Event) -> bool:
        """Whether the event is a key out of a run: of more characters than hands type at once."""
        return event in self._together

    @property
    def full(self) -> bool:
        """Whether so much waits that no more is to be read. Asked by the thread that reads."""
        return self._read - self._came + len(self._waiting) >= MOST

    def read(self, event: Event | Run) -> None:
        """Have the event, or the run, taken in the loop. Only for the thread that reads."""
        self._loop.call_soon_threadsafe(self._take_read, event)
        self._read += 1

    def _take_read(self, event: Event | Run) -> None:
        self.take(event)
        self._came += 1

    def take(self, event: Event | Run) -> None:
        """Hand the event over when its turn comes, of a run key by key: at once, where nothing else is going on."""
        self._waiting.append(event)
        if self._turn is None:
            self._turns = 0
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
        while (key := self._key_waiting()) and key in keys:
            self._next()
            taken.append(key)
        return taken

    def take_text(self, takes: Callable[[str, str], bool]) -> tuple[str, float]:
        """Take the printable keys that wait out of the queue, up to the first that a field does not take, by its name
        and its character; what they are together, and when the last of them was read. The caller has them typed."""
        taken, at = list[str](), 0.0
        while self._waiting:
            first = self._waiting[0]
            text = _text_of(first, takes)
            if not text:
                break
            taken.append(text)
            at = first.time
            if isinstance(first, Run) and first:
                break
            self._waiting.popleft()
        return "".join(taken), at

    def let_go(self, event: Event) -> None:
        """Forget what is left of the run that the event came out of, which answers nothing either."""
        if self.together(event) and self._waiting and isinstance(self._waiting[0], Run):
            self._waiting.popleft()

    def _key_waiting(self) -> str:
        """The name of the key that comes next; "" where none does."""
        first = self._waiting[0] if self._waiting else None
        if isinstance(first, Run):
            return key_name(first.character)
        return first.key if isinstance(first, Key) else ""

    def _next(self) -> Event:
        """Take what comes next out of the queue: of a run its next key."""
        first = self._waiting[0]
        event = first.pop() if isinstance(first, Run) else first
        if isinstance(first, Run):
            self._together.add(event)
        if not (isinstance(first, Run) and first):
            self._waiting.popleft()
        return event

    def _go_on(self) -> None:
        self._turns += 1
        rests = self._left_to_run is not None and not self._left_to_run
        if self._waiting and (rests or self._turns > PATIENCE):
            self._turns = 0
            event = self._next()
            if not rests:
                self._hurried.add(event)
            self._hand_over(event)
        self._turn = self._loop.call_soon(self._go_on) if self._waiting else None


def _text_of(waiting: Event | Run, takes: Callable[[str, str], bool]) -> str:
    """What is taken of what waits as text."""
    if isinstance(waiting, Run):
        return waiting.take(takes)
    if not isinstance(waiting, Key) or not waiting.is_printable or waiting.character is None:
        return ""
    return waiting.character if takes(waiting.key, waiting.character) else ""


def left_to_run(loop: AbstractEventLoop) -> Collection[object] | None:
    """What is left to run in the loop, as it stands at any time; None where the loop does not show it.

    It is asyncio's own list, and nothing public says the same. Something that is left to run must be seen in it.
    """
    ready: object = getattr(loop, "_ready", None)
    probe = loop.call_soon(lambda: None)
    probe.cancel()
    return ready if isinstance(ready, Collection) and probe in ready else None
