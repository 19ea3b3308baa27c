"""A scrolling list that makes only the lines that are seen."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.dom import NoScreen
from textual.errors import NoWidget
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.strip import Strip

from tui.terminal.cells import Cells, cut_line
from tui.terminal.paced import Paced
from tui.widgets.by_mouse import WHEEL, ByMouse
from tui.widgets.inked import Inked
from tui.widgets.inks import AWAY, CURSOR
from tui.widgets.moves import MOVES, Move, _by, _by_page, _to_edge

LineMaker = Callable[[int, int], Cells]
"""Makes the line at an index for a width in cells."""
TextMaker = Callable[[int], Sequence[Cells]]
"""Makes all lines for a width in cells."""

SETTLE = 0.003
"""Seconds in which what follows from a moved cursor joins it in one repaint: a repaint is a packet on the wire."""


class Lines(Inked, ByMouse, can_focus=True):
    """Lines made on demand. With a cursor it is a list to choose from, without one a text to scroll.

    The last column says with `▴` and `▾` that there is more above and below.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("pagedown,ctrl+d", "page(1)", show=False),
        Binding("pageup,ctrl+u", "page(-1)", show=False),
        Binding("home,g", "edge(False)", show=False),
        Binding("end,G", "edge(True)", show=False),
        Binding("enter", "choose", show=False),
    ]

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """Nothing is scrolled by Textual here, so a new size is no reason to lay everything out once more."""
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

        @property
        def outdated(self) -> bool:
            """Whether other lines were shown since: the index is of those before."""
            return self.time < self.lines.since

    class Chosen(Moved):
        """Enter was pressed on the line `index`."""

    def __init__(
        self,
        *,
        cursor: bool,
        focusable: bool = True,
        id: str | None = None,  # noqa: A002  # Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.can_focus = focusable
        self._pointing = cursor
        self.since = 0.0
        """When these lines were shown, by the clock of messages."""
        self._count = 0
        self._top = 0
        self._tail = False
        self._make: LineMaker = lambda _index, _width: ()
        self._text: TextMaker | None = None
        self._fitted: Size | None = None
        self._waits = False  # for its next painting, to be as it is to be

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._count

    @property
    def room(self) -> int:
        """How many cells of a line there are for text."""
        return self._room(self.size.width)

    @property
    def _extent(self) -> Size:
        """The size that the lines were fitted to: Textual goes through all that is on the screen to say it."""
        return self._fitted or self.size

    def room_within(self, width: int) -> int:
        """The room there is once these lines stand in so many columns, their margin among them."""
        return self._room(width - self.styles.margin.width)

    def _room(self, width: int) -> int:
        return max(1, width - 1 - self._pointing)

    @property
    def in_sight(self) -> range:
        """The rows that are on the screen."""
        try:
            found = self.screen.find_widget(self)
        except (NoScreen, NoWidget):
            return range(0)
        seen = found.visible_region
        return range(seen.y - found.region.y, seen.bottom - found.region.y)

    @property
    def painted(self) -> bool:
        """Whether all that is on the screen has been painted as it is to be."""
        return self._fitted == self.size and not (self._waits and self.in_sight)

    def show(self, count: int, make: LineMaker, cursor: int = 0, *, tail: bool = False) -> None:
        """Show `count` lines made by `make`, with the cursor on one; `tail`: the last ones where not all have room."""
        self.since = monotonic()
        self._count, self._make, self._text, self._tail = count, make, None, tail
        self.set_reactive(Lines.cursor, max(0, min(cursor, count - 1)))
        self._fitted = None
        self._redraw()

    def home(self) -> None:
        """Begin at the top when the next lines are shown."""
        self._top = 0

    def show_lines(self, lines: Sequence[Cells], *, tail: bool = False) -> None:
        """Show these lines; of more than there is room for the first ones, or the last (`tail`)."""
        self.show(len(lines), lambda index, _width: lines[index], self.cursor if self._pointing else 0, tail=tail)

    def show_text(self, text: TextMaker) -> None:
        """Show the lines that `text` makes; it is asked when the width is known, and again when it changes."""
        self._text, self._fitted, self._tail = text, None, False
        self._redraw()

    def render_line(self, y: int) -> Strip:
        self._fit()
        self._waits = False
        return self._strip(y)

    def _fit(self) -> None:
        """Fit what is shown to the size, before the first line of it is drawn."""
        if self._fitted == self.size:
            return
        self._fitted = self.size
        if self._text is not None:
            lines = self._text(self.room)
            self._count, self._make = len(lines), lambda index, _width: lines[index]
        self._top = self._in_sight(self._count if self._tail else self._top)

    def _redraw(self) -> None:
        """Repaint it, of which what differs is sent; while it has no size, it is painted when it has one."""
        if self.size:
            self._fit()
            self._waits = True
        self.refresh()  # what was painted in a size that it had before is not shown again

    def _strip(self, y: int) -> Strip:
        width, (index, part) = self._extent.width, self._row(y)
        if index >= self._count:
            return Strip.blank(width, self._ink_style(""))
        here = self._pointing and index == self.cursor
        ground = (CURSOR if self.has_focus else AWAY) if here else ""
        base = self._ink_style("", ground)
        mark = Segment("▸", self._ink_style("key", ground)) if here and not part else Segment(" ", base)
        segments = [mark] if self._pointing else []
        line = cut_line(self._part(index, part), self._room(width))
        segments += [Segment(text, self._ink_style(ink, ground)) for text, ink in line]
        return Strip([*Strip(segments).adjust_cell_length(width - 1, base), Segment(self._more(y), base)], width)

    def _row(self, y: int) -> tuple[int, int]:
        """Which line stands in a row, and which part of it."""
        return y + self._top, 0

    def _part(self, index: int, part: int) -> Cells:  # noqa: ARG002  # a line here has one part
        return self._make(index, self._room(self._extent.width))

    def _more(self, y: int) -> str:
        if y == 0 and self._top > 0:
            return "▴"
        height = self._extent.height
        return "▾" if y == height - 1 and self._top + height < self._count else " "

    def _in_sight(self, top: int) -> int:
        """The first line to show, nearest to `top`, with which the cursor, or the end of the text, is in sight."""
        if self._pointing:
            top = max(min(top, self.cursor), self.cursor - self.size.height + 1)
        return max(0, min(top, self._furthest))

    @property
    def _furthest(self) -> int:
        """The first line of all at the end of the text."""
        return max(0, self._count - self.size.height)

    def _scroll(self, top: int) -> None:
        """Bring `top`, or with a cursor the cursor, into sight, and repaint what that changes."""
        if self.size:
            self._top = self._in_sight(top)
        else:  # out of sight: it is fitted when it has a size again, though that is the one that it had
            self._top, self._fitted = top, None
        self._redraw()

    def _repaint_lines(self, *indices: int) -> None:
        """Repaint the rows in which these lines stand."""
        for y in range(self._extent.height):
            if self._row(y)[0] in indices:
                self._waits = True
                self.refresh(Region(0, y, self._extent.width, 1))

    def validate_cursor(self, index: int) -> int:
        return max(0, min(index, self._count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        if not self._pointing or old == new:
            return
        if self._fitted != self.size or self._in_sight(self._top) != self._top:
            self._scroll(self._top)
        else:  # all other lines stay what they are
            self._repaint_lines(old, new)
        self.post_message(self.Moved(self, new))

    def on_focus(self) -> None:
        if self._fitted == self.size:
            self._repaint_lines(self.cursor)
        else:
            self._redraw()

    on_blur = on_focus

    def on_resize(self) -> None:
        if self._fitted != self.size:  # else it was painted in this size already
            self._redraw()

    def notify_style_update(self) -> None:
        super().notify_style_update()

    def line_at(self, y: int) -> int | None:
        index, _ = self._row(y)
        return index if self._pointing and index < self._count else None

    def stand_on(self, index: int) -> None:
        self.cursor = index

    def go_on(self, by: int) -> None:
        self._go(_by(by if self._pointing else by * WHEEL))

    def action_move(self, by: int) -> None:
        self._go(_by(by))

    def action_page(self, by: int) -> None:
        self._go(_by_page(by))

    def action_edge(self, end: bool) -> None:
        self._go(_to_edge(end))

    def _go(self, step: Move) -> None:
        """Take the step, and those of the keys that were typed right behind it, in one move and one repaint."""
        app, steps, page = self.app, [step], max(1, self.size.height - 1)
        if isinstance(app, Paced):
            steps += [MOVES[key] for key in app.waiting(MOVES)]
            app.held.hold(SETTLE)
        at, last = self._standing()
        for each in steps:
            at = max(0, min(each(at, page, last), last))
        self._stand(at)

    def _standing(self) -> tuple[int, int]:
        """Where a move starts from, and where the last one can lead to."""
        return (self.cursor, self._count - 1) if self._pointing else (self._top, self._furthest)

    def _stand(self, at: int) -> None:
        if self._pointing:
            self.cursor = at
        else:
            self._scroll(at)

    def action_choose(self) -> None:
        if self._pointing and self._count:
            self.post_message(self.Chosen(self, self.cursor))
