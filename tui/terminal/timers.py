"""Timers that ring once, whatever else the machine does. It uses a private name of Textual's."""

from typing import Any

from textual.message_pump import MessagePump
from textual.timer import Timer


class OnTime(MessagePump):
    """What sets timers of which none is left out."""

    def set_timer(self, *what: Any, **how: Any) -> Timer:
        """Call once after a delay.

        Textual leaves out a beat that is late before it waits for it, as when another process has the core just then.
        Of a timer with one beat nothing would be left: the size of the terminal, or where the cursor came to stand,
        would never be taken.
        """
        timer = super().set_timer(*what, **how)
        timer._skip = False
        return timer
