"""The terminal's replies to status requests, on their way between the keys."""

import re

from textual.events import Event

REQUEST = "\x1b[5n"
PATIENCE = 2.0
"""Seconds that a terminal which has never replied is waited for."""

_REPLY = re.compile(r"\x1b\[[03]n")
_BEGINNING = r"\x1b(?:\[[03]?)?\Z"


class Replied(Event, bubble=False, namespace=""):
    """The terminal has taken in all that was written before a status request, and all keys before this are older."""


class Replies:
    """Takes replies out of what the terminal sends: Textual's parser would take them for keys.

    While one is awaited, its beginning is held back until the rest comes: on a bad line it comes in pieces.
    """

    def __init__(self) -> None:
        self._sent = self._came = 0
        self._sent_at = 0.0
        self._held = ""

    def asked(self, at: float) -> None:
        """A request was sent then."""
        self._sent_at = at
        self._sent += 1

    @property
    def holding(self) -> bool:
        """Whether something is held back that is a key unless more comes."""
        return bool(self._held)

    def feed(self, text: str, at: float) -> list[str | Replied]:
        """What came then: text without replies, and each reply that was awaited, in order."""
        first, *others = _REPLY.split(self._held + text)
        pieces: list[str | Replied] = [first]
        for other in others:
            if self._came < self._sent:
                self._came += 1
                pieces.append(Replied())
            pieces.append(other)
        beginning = re.search(_BEGINNING, str(pieces[-1])) if self._awaits(at) else None
        self._held = beginning[0] if beginning else ""
        pieces[-1] = str(pieces[-1]).removesuffix(self._held)
        return [piece for piece in pieces if piece != ""]

    def tick(self, at: float) -> str:
        """What was held back and is no reply after all."""
        if self._awaits(at):
            return ""
        held, self._held = self._held, ""
        return held

    def _awaits(self, at: float) -> bool:
        return self._came < self._sent and (self._came > 0 or at - self._sent_at < PATIENCE)
