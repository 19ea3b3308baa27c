"""Ringing on the terminal: the bell, and a notification (OSC 9) where a terminal shows one."""

import os
from collections.abc import Callable, Mapping, Sequence

from models.values.text import clean
from tui.run.surface import CONSOLES

BELL = "\a"
MOST = 3
"""Notifications at once; the bell rings once for all of them."""


class Ringing:
    """What rings. Nothing does before there is a terminal."""

    def __init__(self) -> None:
        self._send: Callable[[str], None] | None = None

    def connect(self, send: Callable[[str], None] | None) -> None:
        """There is a terminal that takes what is sent; None: there is none any more."""
        self._send = send

    def ring(self, texts: Sequence[str]) -> None:
        """Ring once, and show these."""
        if self._send is not None:
            self._send("".join(notification(text, os.environ) for text in texts[:MOST]) + BELL)


def notification(text: str, env: Mapping[str, str]) -> str:
    """What has a terminal show the text; "" for one that would print it.

    tmux hands it on where `allow-passthrough` is on; of screen nobody knows what is behind it.
    """
    term = env.get("TERM", "")
    if term.partition("-")[0] in {*CONSOLES, "", "screen"} and not env.get("TMUX"):
        return ""
    sequence = f"\x1b]9;{clean(text)}\a"
    if env.get("TMUX") or term.startswith("tmux"):
        return f"\x1bPtmux;{sequence.replace(chr(27), chr(27) * 2)}\x1b\\"
    return sequence
