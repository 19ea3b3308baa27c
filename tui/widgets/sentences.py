"""Sentences that are wrapped by the rules of their language; Textual breaks Chinese anywhere."""

from itertools import chain

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import Static

from tui.terminal.cells import wrap


class Sentences(Static):
    """As high as its lines: words stay whole, and no line begins with a comma."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual's
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        style, lines = self.visual_style.rich_style, self._lines(self.size.width)
        text = [Segment(lines[y], style)] if y < len(lines) else []
        return Strip(text).adjust_cell_length(self.size.width, style)

    def _lines(self, width: int) -> list[str]:
        return list(chain.from_iterable(wrap(each, width) for each in str(self.visual).split("\n"))) if width else []
