"""The terminal's input, as a program at the other end of a wire needs it."""

import os
import selectors
import signal
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Event, Key, MouseEvent, Paste, Resize
from textual.geometry import Size
from textual.message import Message

from tui.run.session import Session
from tui.terminal.ahead import Responder, responder
from tui.terminal.ending import Ending
from tui.terminal.held import DEADLINE, Held
from tui.terminal.pastes import Pastes
from tui.terminal.replies import REQUEST, Replied, Replies
from tui.terminal.ringing import Ringing
from tui.terminal.runs import Run, Runs
from tui.terminal.typed import Typed
from tui.terminal.wire import Wire

if TYPE_CHECKING:
    from textual.app import App

TICK = constants.ESCAPE_DELAY
"""Seconds after which a lone escape is a key press and not the start of a sequence."""
TICKS_AFTER_INPUT = 3
MOST = Size(1000, 500)
"""Columns and rows of the largest screen that is drawn. A terminal can say 65535 of each, which no memory holds."""
QUIET = 1.0
"""Seconds without input after which the end of an open paste is not waited for any more."""
TOGETHER = 0.003
"""Seconds after the last of the keys that came together in which they are painted."""

MOTION = "\x1b[?1003h"
"""What has a report sent for each cell that the mouse passes: nothing here follows it."""
NO_MOUSE = "\x1b[?1000l\x1b[?1006l\x1b[?1015l"
GIVEN_BACK = f"\x18\x1b[m{NO_MOUSE}\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1004l\x1b[<u\x1b[?1049l\x1b[?25h"
"""What undoes all that the app turns on, even in the middle of a sequence."""


def drawable(columns: int, rows: int) -> tuple[int, int]:
    """How much is drawn of a terminal of that size."""
    return min(columns, MOST.width), min(rows, MOST.height)


class Wired(Protocol):
    """An app at this end of the wire."""

    session: Session
    held: Held
    typed: Typed
    ringing: Ringing

    def connect(self, responder: Responder, request_status: Callable[[], None]) -> None:
        """There is a terminal, and who answers for it."""


class WireDriver(LinuxDriver):
    """Reads the terminal without waking up while nothing is typed, and stops at once when the app does.

    Textual's own reader wakes ten times a second, waits up to two of those ticks when quitting, and dies of bytes that
    are not UTF-8; here the locale's encoding holds in both directions, and what it does not know comes in as U+FFFD.
    And keys are handled in the order that they were typed in. Each has the time at which it was read.
    """

    def __init__(self, app: "App[Any]", **how: Any) -> None:
        super().__init__(app, **how)
        self._fenqi = cast("Wired", app)
        self._surface = self._fenqi.session.surface
        self._held = self._fenqi.held
        self._wire: Wire | None = None
        self._ending: Ending | None = None
        self._awake, self._wake = os.pipe()
        self._typed = self._fenqi.typed = Typed(self._loop, self._hand_over)
        self._replies = Replies()
        self._read_at = 0.0
        self._size = self._size or self._get_terminal_size()  # Textual takes a dumb terminal for 80x25

    def start_application_mode(self) -> None:
        self._ending = Ending(self._leave, self._give_back)
        self._wire = Wire(self.fileno, self._surface.encoding)
        self._file = cast("Any", self._wire)  # Textual's thread writes to it
        self._replies = Replies()  # what was under way before a suspension was lost with it
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it untyped
        signal.signal(signal.SIGWINCH, self._resized)
        self._resized()
        self._fenqi.connect(responder(os.environ), self._request_status)
        self._fenqi.ringing.connect(self._send)

    def _resized(self, *_: object) -> None:
        """The terminal has another size: it is read where the app takes it.

        Textual reads it in the signal's handler, which a second signal can interrupt: the newer size is then handed
        over before the older one, and the older one stays.
        """
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(lambda: self._loop.create_task(self._take_size()))

    async def _take_size(self) -> None:
        """Hand the size over; behind those that Textual's own handler does, which is why this is a task as theirs."""
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def _get_terminal_size(self) -> tuple[int, int]:
        return drawable(*super()._get_terminal_size())

    def _request_status(self) -> None:
        """Have the terminal say when it has taken in what was written so far."""
        self._replies.asked(time.monotonic())
        self.write(REQUEST)
        self.flush()

    def _send(self, data: str) -> None:
        """Send what is no picture, at once."""
        self.write(data)
        self.flush()

    def close(self) -> None:
        super().close()
        self._fenqi.ringing.connect(None)
        if self._ending is not None and self._wire is not None:
            self._ending.over()
            self._wire.close()
            self._ending = self._wire = None

    def _leave(self, code: int) -> None:
        """Leave as quitting does, so that the terminal is what it was."""
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(partial(self._app.exit, return_code=code))

    def _give_back(self) -> None:
        """Give the terminal back past an app that does not."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        if self._wire is not None:
            self._wire.cut(GIVEN_BACK)

    def _sigcont_application(self, *_: Any) -> None:
        """Come back after a suspension; a hang-up sends the same signal, and is none."""
        if self._must_signal_resume:
            super()._sigcont_application()

    def run_input_thread(self) -> None:
        parser = XTermParser(self._debug)
        pastes, runs = Pastes(), Runs()
        decode = getincrementaldecoder(self._surface.encoding)("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._awake, selectors.EVENT_READ)
            ticks = 0
            while not self._ends():
                waiting = ticks or self._replies.holding
                quiet = pastes.open and not waiting
                ready = {key.fd for key, _ in selector.select(TICK if waiting else QUIET if quiet else None)}
                ticks = max(0, ticks - 1)
                events: Iterable[Message | Run] = parser.feed(pastes.give_up()) if quiet and not ready else ()
                if self.fileno in ready:
                    data = os.read(self.fileno, 4096)
                    if not data:  # the terminal is gone; the hang-up signal ends the app
                        selector.unregister(self.fileno)
                        continue
                    ticks = TICKS_AFTER_INPUT
                    events = self._parsed(decode(data), pastes, runs, parser)
                for event in events:
                    self._hand_in(event)
                late = self._replies.tick(time.monotonic())
                ticks = TICKS_AFTER_INPUT if late else ticks
                for event in (*(parser.feed(late) if late else ()), *parser.tick()):
                    self._hand_in(event)
        os.read(self._awake, 1)

    def _ends(self) -> bool:
        """Whether nothing is read any more; until there is room for more of what is typed it waits."""
        while self._typed.full and not self.exit_event.wait(TICK):
            pass
        return self.exit_event.is_set()

    def _parsed(self, text: str, pastes: Pastes, runs: Runs, parser: XTermParser) -> Iterator[Message | Run]:
        """The keys, runs of them, pastes and replies in what was read now."""
        self._read_at = time.monotonic()
        for piece in self._replies.feed(text, self._read_at):
            if isinstance(piece, Replied):
                yield piece
            elif keys := pastes.feed(piece):  # half a character is no end of input
                for part in runs.split(keys, pasted=pastes.open):
                    if isinstance(part, Run):
                        yield part
                    else:
                        yield from parser.feed(part)

    def _hand_in(self, event: Message | Run) -> None:
        """Take what was read, as of when it was read."""
        if isinstance(event, Run):
            self._typed.read(Run(event.text, self._read_at, self._app))
            return
        event.time = self._read_at
        self.process_message(event)

    def _hand_over(self, event: Event) -> None:
        """Hand a key over; what it changes is painted together, with what those change that come together with it."""
        self._held.hold(DEADLINE if self._typed.waiting else TOGETHER)
        self._app.post_message(event)

    def send_message(self, message: Message) -> None:
        if isinstance(message, Resize):
            message = Resize.from_dimensions(drawable(*message.size), message.pixel_size).set_sender(self._app)
        if isinstance(message, Key | Paste | Replied | MouseEvent):
            self._typed.read(message)
        else:
            super().send_message(message)

    def write(self, data: str) -> None:
        super().write(self._surface.fitted(data.replace(MOTION, "")))

    def disable_input(self) -> None:
        if self._key_thread is not None and self._key_thread.is_alive() and not self.exit_event.is_set():
            os.write(self._wake, b"\0")
        super().disable_input()
        self._typed.drop()
