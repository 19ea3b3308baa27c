"""A field for a figure: what is typed stands at its right end, so that figures under each other can be compared."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Offset
from textual.strip import Strip

from tui.widgets.typed_line import TypedLine


class Figure(TypedLine):
    """An input of one line whose text grows from the right, with a cell for the cursor behind it."""

    @property
    def _before(self) -> int:
        """Cells before the text; none while it is empty, where the hint stands at the left, or does not fit."""
        return max(0, self.size.width - cell_len(self.value) - 1) if self.value else 0

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor stands, which input methods go by."""
        return super().cursor_screen_offset + Offset(self._before, 0)

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        before = self._before
        if y or not before:
            return strip
        text = strip.crop(0, cell_len(self.value) + 1)
        return Strip([Segment(" " * before, self.rich_style), *text], before + text.cell_length)
