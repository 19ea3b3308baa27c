"""A field for a figure: what is typed stands at its right end, so that figures under each other can be compared."""

import re

from rich.cells import cell_len
from rich.segment import Segment
from textual.events import Key
from textual.geometry import Offset
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.widget import Widget

from tui.widgets.inks import INKS
from tui.widgets.typed_line import TypedLine


class Figure(TypedLine):
    """An input of one line whose text grows from the right, with a cell for the cursor behind it.

    `label` stands before the strip that is typed in, in the first `start` cells; so many cells of the strip as `after`
    says are behind the cursor. `plain`: it is a line for words, and begins at the left. `passes`: keys that are no part
    of a figure and go on to what they are bound to.
    """

    label = ""
    start = 0
    after = 0
    plain = False
    passes: frozenset[str] = frozenset()

    def stand_alone(self) -> None:
        """Begin at the left: there is nothing that it is compared with."""
        self.plain, self.label, self.start, self.after = True, "", 0, 0
        self.styles.width = None
        self.refresh()

    def stand_below(self, label: str, start: int, after: int, end: int) -> None:
        """Stand below other figures, which end with its strip at `end`."""
        self.plain, self.label, self.start, self.after = False, label, start, after
        self.styles.width = end
        self.refresh()

    @property
    def _before(self) -> int:
        """Cells before the text; none where it is empty and the hint stands at the left, or where it does not fit."""
        if self.plain or not (self.value or self.label):
            return 0
        before = self.size.width - cell_len(self.value) - 1 - self.after
        return before if before >= self.start else 0

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
        line = [*self._labelled(), Segment(" " * (before - self.start), self.rich_style), *text]
        return Strip([*line, Segment(" " * self.after, self.rich_style)], before + text.cell_length + self.after)

    def _labelled(self) -> list[Segment]:
        """The label, on the ground that the field stands on."""
        if not self.start or not isinstance(self.parent, Widget):
            return []
        style = self.parent.visual_style + VisualStyle.parse(INKS["key"])
        return [Segment(self.label + " " * (self.start - cell_len(self.label)), style.rich_style)]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return not self._passed_on(key, character) and super().check_consume_key(key, character)

    def _passed_on(self, key: str, character: str | None) -> bool:
        return key in self.passes and not (self.restrict and character and re.fullmatch(self.restrict, character))

    def on_key(self, event: Key) -> None:
        if self._passed_on(event.key, event.character):
            event.prevent_default()  # Textual's own field would take the character
