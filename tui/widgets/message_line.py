"""A sentence about what was done: over the rule below a pane until the next key, or on a line of its own."""

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from tui.widgets.said import say


class SaidLine(Static):
    """What was done on a page, or why something cannot be; it stays until something else is said."""

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Say it; "" takes away what was said."""
        say(self, sentence)
        self.set_class(bool(sentence), "-says")
        self.set_class(bad, "-bad")


class MessageLine(Static):
    """What was done, or why something cannot be, over the rule below a pane. `text` is "" where nothing is said."""

    text = ""

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Say it; "" takes away what was said."""
        if text == self.text and bad == self.has_class("-bad"):
            return
        self.text = text
        self.set_class(bool(text), "-says")
        self.set_class(bad, "-bad")
        if text:
            self.update(Content(text))

    def stand(self, left: int, room: int) -> None:
        """Stand from that column on, where the sentence has `room`; else over all columns, in several lines."""
        long = cell_len(self.text) + 2 > room
        self.set_class(long, "-long")
        at = (0 if long else left, -1)
        if self.offset != at:
            self.offset = Offset(*at)
