"""The line that a filter is typed into, with what it comes to at its end."""

from rich.cells import cell_len
from textual.containers import Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Static

from tui.widgets.typed_line import TypedLine


class _Still(Static):
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)  # as in `Lines`


class FilterLine(Horizontal):
    """A sign, the text, and what it comes to. It is made when it is first needed, as every line to type in."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

    def __init__(self) -> None:
        super().__init__(id="filter-line")
        self.box = TypedLine(id="filter")
        self._found = _Still(id="filter-found")

    def fill(self) -> None:
        """Put its parts in, once it has a place itself: the keyboard can go there at once."""
        self.mount(_Still("/", id="filter-sign"), self.box, self._found)

    def tell(self, found: str, room: int) -> None:
        """Say at the end, in so many cells, what it comes to; they stay as many, so no letter moves what is typed."""
        if self._found.styles.width is None or self._found.styles.width.value != room:
            self._found.styles.width = room
        self._found.update(" " * (room - cell_len(found)) + found, layout=False)
