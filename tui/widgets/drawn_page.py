"""A page that is drawn as a whole for its size; only the rows that changed are painted."""

from rich.segment import Segment
from textual.strip import Strip

from tui.terminal.cells import cut_line
from tui.widgets.lines import Lines


class DrawnPage(Lines):
    """Lines over all columns, the last one among them: what draws them says itself that there is more."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(cursor=False, focusable=False, id=id)

    def _room(self, width: int) -> int:
        return max(1, width)

    def _strip(self, y: int) -> Strip:
        index, part = self._row(y)
        line = cut_line(self._part(index, part), self._room(self._extent.width)) if index < self.count else ()
        segments = [Segment(text, self._ink_style(ink)) for text, ink in line]
        return Strip(segments).adjust_cell_length(self._extent.width, self._ink_style(""))
