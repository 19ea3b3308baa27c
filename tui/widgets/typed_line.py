"""A line to type in."""

import re
from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.events import Key
from textual.filter import LineFilter
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import Input

from tui.terminal.cells import cut
from tui.terminal.paced import Paced
from tui.terminal.pastes import ROOM
from tui.widgets.hidden import HIDING

MORE = "…"
"""At an end of the line: that the text goes on there."""


class TypedLine(Input):
    """An input of one row, whose cursor stands still: a blink is a repaint twice a second, which goes over the line.

    Its box has a width of its own, whatever is typed: a longer text is no reason to lay out the whole screen again.
    What of a text or of a hint has no room is marked, but where the cursor stands.
    """

    DEFAULT_CLASSES = "-textual-compact"
    compact = reactive(False, init=False)
    """It is: Textual's own sets the class afterwards, and applies all rules again."""
    cursor_blink = reactive(False, init=False)
    virtual_size = reactive(Size(0, 0), init=False)

    def on_key(self, event: Key) -> None:
        """Have all that waits behind the key and goes into the line typed together with it."""
        app, character = self.app, event.character or ""
        if not event.is_printable or not isinstance(app, Paced):
            return
        more = app.waiting_text(self.check_consume_key)
        if more:
            event.stop()
            event.prevent_default()
            self._type(character + more)

    def _type(self, text: str) -> None:
        """Put in what of the text is taken, in the place of what is selected."""
        marks = self.restrict
        taken = "".join(each for each in text if re.fullmatch(marks, each)) if marks else text
        if taken != text:
            self.restricted()
        self.replace(taken, *(self.selection if not self.selection.is_empty else [self.cursor_position] * 2))

    def replace(self, text: str, start: int, end: int) -> None:
        """As an input does, but for what is more than any field takes."""
        taken = text[: max(0, ROOM - len(self.value) + abs(end - start))]
        if taken or start != end:
            super().replace(taken, start, end)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What somebody types stays in sight where amounts are hidden; a hint does not."""
        filters = super().get_line_filters()
        return [each for each in filters if each is not HIDING] if self.value else filters

    def render_line(self, y: int) -> Strip:
        room = self.scrollable_content_region.width
        if y or room < 1:
            return super().render_line(y)
        return self._marked(super().render_line(y), room) if self.value else self._hinted(room)

    def _hinted(self, room: int) -> Strip:
        """What is to be typed, with the cursor on its first cell."""
        style, words = self.get_component_rich_style("input--placeholder"), cut(self.placeholder, room) or " "
        first = style + self.get_component_rich_style("input--cursor") if self.has_focus else style
        return Strip([Segment(words[0], first), Segment(words[1:], style)]).apply_style(self.rich_style)

    def _marked(self, strip: Strip, room: int) -> Strip:
        """The text with a mark at each end behind which there is more of it."""
        start, cursor = self.scroll_offset.x, -1
        if self.has_focus:
            cursor = cell_len(self.value[: self.cursor_position]) - start
        if start and cursor:
            strip = Strip([Segment(MORE, self.rich_style), *strip.crop(1)])
        if cell_len(self.value) > start + room and cursor != room - 1:
            strip = Strip([*strip.crop(0, room - 1), Segment(MORE, self.rich_style), *strip.crop(room)])
        return strip
