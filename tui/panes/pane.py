"""What the panes have in common: the frame, with titles in it."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.containers import Vertical
from textual.events import MouseDown
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.widget import Widget

from tui.run.session import Session
from tui.terminal.cells import Cells
from tui.widgets.hidden import as_shown
from tui.widgets.inks import INKS
from tui.words.frame import CHIP, RULE, TITLE, Tab, end_of, pane_at, rule, under

CORNERS = (("╭", "╮"), ("╰", "╯"))
NO_CORNERS = ("", "")


class Pane(Vertical):
    """A part of the main screen in a frame, with a number that brings one to it.

    Its own frame and not Textual's, whose title has one end and is repainted with all of the pane.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)  # as in `Lines`

    def __init__(self, session: Session, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, classes="pane")
        self.session = session
        self._titles: Sequence[Sequence[Tab]] = ()
        self._ends: Sequence[Cells] = ()
        self._below: Sequence[Cells] = ()
        self._styles_of: dict[str, Style] = {}

    class Pointed(Message):
        """The mouse was pressed in a pane."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    def on_mouse_down(self, event: MouseDown) -> None:
        pane = self.id or ""
        if event.screen_y == self.region.y:
            left, right = map(len, self._corners(top=True))
            room = self.outer_size.width - left - right
            pane = pane_at(self._titles, self._ends, room, event.screen_x - self.region.x - left) or pane
        if pane != self.id or not self.has_class("-current"):
            self.post_message(self.Pointed(pane))

    @property
    def room(self) -> Size:
        """The columns and rows for what stands in it; of a pane that was never in front, those that it will have."""
        if self.content_size or not isinstance(self.parent, Widget):
            return self.content_size
        return self.parent.content_size - self.gutter.totals

    def entitle(self, *titles: Sequence[Tab]) -> None:
        """Show the first of these titles in the frame that has room."""
        if titles != self._titles:
            self._titles = titles
            self._redraw(top=True)

    def end_with(self, *ends: Cells) -> None:
        """Show the first of these that has room at the right end of the title."""
        if ends != self._ends:
            self._ends = ends
            self._redraw(top=True)

    @property
    def end(self) -> str:
        """What stands at the right end of the title; "" while the pane is out of sight."""
        room = self.outer_size.width - sum(map(len, self._corners(top=True)))
        return end_of(self._titles, self._ends, room) if self.is_on_screen else ""

    def say_below(self, *below: Cells) -> None:
        """Show the first of these that has room in the rule below."""
        if below != self._below:
            self._below = below
            self._redraw(top=False)

    @property
    def current(self) -> bool:
        """Whether the keyboard is on it."""
        return self.has_class("-current")

    @property
    def rule_ink(self) -> str:
        """The colour of the frame: with the keyboard in it the accent, where there is another frame beside it."""
        return "$focus-ink" if self.current and self.styles.border_left[0] else "$line"

    def render_lines(self, crop: Region) -> list[Strip]:
        """The pane with its frame's own first and last line."""
        strips, (width, height) = super().render_lines(crop), self.outer_size
        for top, y, edge in ((True, 0, self.styles.border_top), (False, height - 1, self.styles.border_bottom)):
            if edge[0] and crop.y <= y < crop.bottom and y - crop.y < len(strips):
                strips[y - crop.y] = self._edge(top=top, width=width).crop(crop.x, crop.right)
        return strips

    def _edge(self, *, top: bool, width: int) -> Strip:
        """The first line of the frame or the last one; corners where it has sides."""
        left, right = self._corners(top=top)
        room = width - len(left + right)
        cells = rule(self._titles, self._ends, room) if top else under(self._below, room)
        segments = [Segment(text, self._style(ink)) for text, ink in ((left, RULE), *cells, (right, RULE)) if text]
        return as_shown(Strip(segments).adjust_cell_length(width, self._style(RULE)), self)

    def _corners(self, *, top: bool) -> tuple[str, str]:
        return CORNERS[not top] if self.styles.border_left[0] else NO_CORNERS

    def _style(self, ink: str) -> Style:
        """The style of a part of the frame; its accent says that the keyboard is here."""
        style = self._styles_of.get(ink)
        if style is None:
            named = {RULE: self.rule_ink, CHIP: "$chip-ink", TITLE: "$muted-ink"}
            parts = (VisualStyle.parse(named.get(each) or INKS.get(each, "")) for each in ink.split())
            style = self._styles_of[ink] = sum(parts, self.visual_style).rich_style
        return style

    def _redraw(self, *, top: bool) -> None:
        """Repaint the first or the last line of its frame."""
        width, height = self.outer_size
        if width:
            self.refresh(Region(0, 0 if top else height - 1, width, 1).translate(-self.content_offset))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_of.clear()
