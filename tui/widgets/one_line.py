"""A line that has no second one: what has no room in it is cut."""

from textual.content import Content
from textual.widgets import Static

from tui.terminal.cells import cut


class OneLine(Static):
    """Words on one line, and the mark of a cut where they have no room."""

    def render(self) -> Content:
        words, room = str(self.content), self.content_size.width
        return Content(cut(words, room) if room else words)
