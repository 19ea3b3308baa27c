"""Pasted text, on its way from the terminal to the parser of its keys."""

from models.text import clean

START, END = "\x1b[200~", "\x1b[201~"


class Pastes:
    """Makes every paste one line without control characters.

    An escape in a paste would end it for Textual's parser, which takes what follows for keys: commands would fire. And
    of several lines a field would take the first one alone.
    """

    def __init__(self) -> None:
        self._tail = ""
        self._pasted: str | None = None

    def feed(self, text: str) -> str:
        """What is to be parsed now: `text`, and no paste before its end has come."""
        out = []
        while text:
            if self._pasted is None:
                passed, text = self._outside(text)
            else:
                passed, text = self._inside(self._pasted + text)
            out.append(passed)
        return "".join(out)

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

    def _inside(self, pasted: str) -> tuple[str, str]:
        """Hold what is pasted until it is whole."""
        before, end, after = pasted.partition(END)
        self._pasted = None if end else pasted
        return (clean(before) + end, after) if end else ("", "")
