"""A scrolling list that renders only the lines that are seen."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

Cells = tuple[tuple[str, str], ...]
"""A line as (text, style) pieces. A style is a component class of `Lines` without its prefix, or "" for plain."""

LineMaker = Callable[[int, int], Cells]
"""Makes the line at an index for a width in cells."""


class Lines(ScrollView, can_focus=True):
    """Lines made on demand. With a cursor it is a list to choose from, without one a text to scroll."""

    STYLES: ClassVar[tuple[str, ...]] = ("bold", "dim", "good", "warn", "bad", "accent")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor", *(f"lines--{style}" for style in STYLES)}
    DEFAULT_CSS = "Lines { scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("pagedown,ctrl+d", "page(1)", show=False),
        Binding("pageup,ctrl+u", "page(-1)", show=False),
        Binding("home,g", "edge(False)", show=False),
        Binding("end,G", "edge(True)", show=False),
        Binding("enter", "choose", show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor came to stand on the line `index`."""

        def __init__(self, lines: "Lines", index: int) -> None:
            super().__init__()
            self.lines = lines
            self.index = index

        @property
        def control(self) -> "Lines":
            return self.lines

    class Chosen(Moved):
        """Enter was pressed on the line `index`."""

    def __init__(self, *, cursor: bool, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, classes=classes)
        self._pointing = cursor
        self._count = 0
        self._make: LineMaker = lambda _index, _width: ()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._count

    def show(self, count: int, make: LineMaker, cursor: int = 0) -> None:
        """Show `count` lines made by `make`, with the cursor on one of them."""
        self._count, self._make = count, make
        self.virtual_size = Size(self.size.width, count)
        self.set_reactive(Lines.cursor, max(0, min(cursor, count - 1)))
        if self._pointing:
            self._reveal()
        self.refresh()

    def show_lines(self, lines: Sequence[Cells]) -> None:
        """Show these lines."""
        self.show(len(lines), lambda index, _width: lines[index], self.cursor if self._pointing else 0)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index >= self._count:
            return Strip.blank(width, self.rich_style)
        here = self._pointing and index == self.cursor
        base = self.get_component_rich_style("lines--cursor") if here and self.has_focus else self.rich_style
        segments = []
        if self._pointing:
            segments.append(Segment("▸" if here else " ", base))
            width -= 1
        for text, style in self._make(index, width):
            look = base + self.get_component_rich_style(f"lines--{style}", partial=True) if style else base
            segments.append(Segment(text, look))
        return Strip(segments).adjust_cell_length(self.scrollable_content_region.width, base)

    def _reveal(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)

    def validate_cursor(self, index: int) -> int:
        return max(0, min(index, self._count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        if not self._pointing or old == new:
            return
        top = self.scroll_offset.y
        self._reveal()
        if self.scroll_offset.y == top:
            self.refresh_line(old)
            self.refresh_line(new)
        self.post_message(self.Moved(self, new))

    def on_focus(self) -> None:
        self.refresh_line(self.cursor)

    def on_blur(self) -> None:
        self.refresh_line(self.cursor)

    def on_resize(self, event: Resize) -> None:
        self.virtual_size = Size(event.size.width, self._count)

    def action_move(self, by: int) -> None:
        if self._pointing:
            self.cursor += by
        else:
            self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        self.action_move(by * max(1, self.size.height - 1))

    def action_edge(self, end: bool) -> None:
        if self._pointing:
            self.cursor = self._count - 1 if end else 0
        else:
            self.scroll_to(y=self._count if end else 0, animate=False)

    def action_choose(self) -> None:
        if self._pointing and self._count:
            self.post_message(self.Chosen(self, self.cursor))
