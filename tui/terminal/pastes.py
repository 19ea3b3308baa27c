"""Pasted text, on its way from the terminal to the parser of its keys."""

from models.values.text import clean

START, END = "\x1b[200~", "\x1b[201~"
ALWAYS = frozenset("\x03\x11")
"""ctrl+c and ctrl+q: they get through whatever else goes on."""
ROOM = 1 << 16
"""Characters of a paste that are kept; no field takes as many."""
HANDS = 64
"""More characters than hands type at once."""


class Pastes:
    """Makes every paste one line without control characters.

    An escape in a paste would end it for Textual's parser, which takes what follows for keys: commands would fire. And
    of several lines a field would take the first one alone. A paste whose end is lost ends when it is given up; what
    comes late of it is a paste as well.
    """

    def __init__(self) -> None:
        self._tail = ""
        self._pasted: str | None = None
        self._lost_end = False

    @property
    def open(self) -> bool:
        """Whether a paste has begun that has not ended."""
        return self._pasted is not None

    def feed(self, text: str) -> str:
        """What is to be parsed now: `text`, and no paste before its end has come."""
        if self.open and text and ALWAYS.issuperset(text):
            return self.give_up() + text
        out = []
        if self._lost_end and not self.open:
            passed, text = self._late(text)
            out.append(passed)
        while text:
            passed, text = self._inside(text) if self.open else self._outside(text)
            out.append(passed)
        return "".join(out)

    def give_up(self) -> str:
        """End the paste that is open with what came of it, as its end did not come."""
        text = (self._pasted or "") + self._tail
        self._pasted, self._tail, self._lost_end = None, "", True
        return clean(text) + END + "".join(key for key in text if key in ALWAYS)

    def _late(self, text: str) -> tuple[str, str]:
        """The first that comes after a paste was given up: the rest of it, or keys."""
        self._lost_end = False
        before, end, _ = text.partition(END)
        if (end and START not in before) or len(text) > HANDS:
            self._pasted = ""
            return START, text
        return "", text

    def _outside(self, text: str) -> tuple[str, str]:
        """Pass keys on, up to where a paste starts; its mark may come in pieces."""
        seen = self._tail + text
        start = seen.find(START)
        if start < 0:
            self._tail = seen[-len(START) + 1 :]
            return text, ""
        after = start + len(START)
        passed, self._tail, self._pasted = seen[len(self._tail) : after], "", ""
        return passed, seen[after:]

    def _inside(self, text: str) -> tuple[str, str]:
        """Hold what is pasted until it is whole; its end may come in pieces."""
        before, end, after = (self._tail + text).partition(END)
        if not end:
            held = max(0, len(before) - len(END) + 1)
            self._pasted, self._tail = ((self._pasted or "") + before[:held])[:ROOM], before[held:]
            return "", ""
        whole = ((self._pasted or "") + before)[:ROOM]
        self._pasted, self._tail = None, ""
        return clean(whole) + END, after
