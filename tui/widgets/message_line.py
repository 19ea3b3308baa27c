"""A sentence shown instead of the key bar, for a while."""

from textual.content import Content
from textual.widgets import Static

MESSAGE_TIME = 10.0


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
