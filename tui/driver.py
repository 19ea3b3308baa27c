"""The terminal's input, as a program at the other end of a wire needs it."""

import os
import selectors
from codecs import getincrementaldecoder
from typing import Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tui.squeeze import squeeze

TICK = 0.1
"""Seconds after which a lone escape is a key press and not the start of a sequence."""
TICKS_AFTER_INPUT = 3


class WireDriver(LinuxDriver):
    """Reads the terminal without waking up while nothing is typed, and stops at once when the app does.

    Textual's own reader wakes ten times a second, waits up to two of those ticks when quitting, and dies of bytes that
    are not UTF-8 (a GBK terminal); here they come in as U+FFFD.
    """

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self._awake, self._wake = os.pipe()

    def run_input_thread(self) -> None:
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._awake, selectors.EVENT_READ)
            ticks = 0
            while not self.exit_event.is_set():
                ready = {key.fd for key, _ in selector.select(TICK if ticks else None)}
                ticks = max(0, ticks - 1)
                if self.fileno in ready:
                    data = os.read(self.fileno, 4096)
                    if not data:  # the terminal is gone; the hang-up signal ends the app
                        selector.unregister(self.fileno)
                        continue
                    ticks = TICKS_AFTER_INPUT
                    for event in parser.feed(decode(data)):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
        os.read(self._awake, 1)

    def write(self, data: str) -> None:
        super().write(squeeze(data))

    def disable_input(self) -> None:
        if self._key_thread is not None and self._key_thread.is_alive() and not self.exit_event.is_set():
            os.write(self._wake, b"\0")
        super().disable_input()
