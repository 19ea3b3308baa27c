"""A sentence about what was done: instead of the key bar for a while, or on a line of its own."""

from textual.content import Content
from textual.widgets import Static

from tui.widgets.said import say

MESSAGE_TIME = 10.0


class SaidLine(Static):
    """What was done on a page, or why something cannot be; it stays until something else is said."""

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Say it; "" takes away what was said."""
        say(self, sentence)
        self.set_class(bool(sentence), "-says")
        self.set_class(bad, "-bad")


class MessageLine(Static):
    """What was done, or why something cannot be. `text` is "" where nothing is said."""

    text = ""

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Say it; "" takes away what was said."""
        if text == self.text == "":
            return
        self.text = text
        self.set_class(bool(text), "-says")
        self.set_class(bad, "-bad")
        if text:
            self.update(Content(text))
            self.set_timer(MESSAGE_TIME, lambda: self._forget(text))

    def _forget(self, text: str) -> None:
        if self.text == text:
            self.tell("")
