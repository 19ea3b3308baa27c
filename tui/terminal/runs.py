"""Text that came in one read, more than hands type at once: it stays together until it is known where it goes.

A paste into a terminal that does not mark pastes is such text. Made into keys at once, some megabytes of it would take
minutes, wherever they go.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby

from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.message_pump import MessagePump

from tui.terminal.pastes import HANDS

SEQUENCE = 40
"""Characters after which Textual's parser is in no sequence that an escape before them began; it gives up after 32."""


class Run:
    """Printable characters read at that `time`, each of which is a key for whom it is handed over to."""

    def __init__(self, text: str, time: float = 0.0, sender: MessagePump | None = None) -> None:
        self.text, self.time = text, time
        self._sender = sender
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self.text)

    @property
    def character(self) -> str:
        """The next one."""
        return self.text[self._at]

    def pop(self) -> Key:
        """The next one as the key that it is, which the run has no more."""
        key = Key(key_name(self.character), self.character)
        self._at += 1
        if self._sender is not None:
            key.set_sender(self._sender)
        key.time = self.time
        return key

    def take(self, takes: Callable[[str, str], bool]) -> str:
        """What is taken of the characters, by key and character, up to the first that is not; the run has them no
        more."""
        text = self.text[self._at :]
        others = {each for each in set(text) if not takes(key_name(each), each)}
        if others:
            text = text[: next(at for at, each in enumerate(text) if each in others)]
        self._at += len(text)
        return text


class Runs:
    """Finds what is together in the keys that are read, on their way to the parser."""

    def __init__(self) -> None:
        self._going_on = False

    def split(self, keys: str, *, pasted: bool) -> Iterator[str | Run]:
        """The keys in their order: what is to be parsed, and runs. `pasted`: they are in a paste, or it ends there."""
        for printable, characters in groupby(keys, str.isprintable):
            text = "".join(characters)
            if not printable or pasted or len(text) <= HANDS:
                self._going_on = False
                yield text
                continue
            # A sequence that began before ends among the first of them, unless a run came right before.
            first = 0 if self._going_on else SEQUENCE
            if first:
                yield text[:first]
            yield Run(text[first:])
            self._going_on = True


@lru_cache(maxsize=4096)
def key_name(character: str) -> str:
    """What the key of a printable character is called."""
    (key,) = (each for each in XTermParser().feed(character) if isinstance(each, Key))
    return key.key
