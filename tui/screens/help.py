"""The help page, made of the commands."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize

from models.values.message import Message
from tui.run.session import Session
from tui.screens.help_lines import HelpEntry, HelpLine, columns, sections
from tui.terminal.cells import wrap
from tui.widgets.ends import Ends
from tui.widgets.inks import INKS
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.page import Page
from tui.widgets.stops import Stops

TWO = 96
"""From how many cells on there is room for two columns."""
GAP = 1
"""Cells at each side of a column; the stylesheet has them, too."""
AROUND = 3
"""Rows that are neither lines of the page nor what is said of one: its title, a rule, and the keys."""
COLUMNS = ("help-left", "help-right")


class HelpScreen(Page[None]):
    """Every command with its key, in a line each, under headings; below, all there is to say of the one under the
    cursor, and why it cannot be now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,tab", f"column('{COLUMNS[1]}')", show=False),
        Binding("left,h,shift+tab", f"column('{COLUMNS[0]}')", show=False),
    ]
    to_read = True

    def __init__(self, session: Session, hindered: Mapping[str, Message]) -> None:
        """`hindered`: why a command cannot run now, by its id."""
        super().__init__(session)
        self._sections = [*sections(session, hindered)]
        self._shown: dict[str, list[HelpLine]] = {}

    def compose(self) -> ComposeResult:
        yield Ends(id="about")
        with Horizontal(id="help"):
            for each in COLUMNS:
                yield Stops(id=each)
        yield Lines(cursor=False, focusable=False, id="entry")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        t = self.session.language.t
        self.query_one("#about", Ends).show(
            (t("fenqi help"), INKS["key"]), more=(t("grey: not possible now, and why"), INKS["dim"])
        )
        self._lay()
        self.query_one(f"#{COLUMNS[0]}").focus()

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        self._lay()

    def _lay(self) -> None:
        """Lay the page out in the size that it has."""
        t, (width, height) = self.session.language.t, self.app.size
        two = width >= TWO
        entries = [entry for section in self._sections for entry in section.entries]
        said = min(max(len(self._said(entry, width - 2 * GAP - 1)) for entry in entries), max(1, height // 3))
        self.query_one("#entry").styles.height = said + 1
        room = width // (1 + two) - 2 * GAP - 2  # a mark stands before each line, and a sign that there is more behind
        laid = columns(self._sections, room, height - AROUND - said, two=two)
        self._shown = dict(zip(COLUMNS, laid, strict=False))
        for ident in COLUMNS:
            self._show(ident)
        keys = [("j k", t("choose")), *([("tab", t("the other column"))] if two else []), ("esc", t("close"))]
        self.query_one(KeyBar).show(keys)

    def _show(self, ident: str) -> None:
        lines, column = self._shown.get(ident, []), self.query_one(f"#{ident}", Stops)
        column.display = bool(lines)
        stops = [at for at, line in enumerate(lines) if line.entry is not None]
        here = min(stops, key=lambda at: abs(at - column.cursor), default=0)
        column.offer(len(lines), lambda index, _width: lines[index].cells, stops, here)
        if column.has_focus and not lines:
            self.action_column(COLUMNS[0])

    def action_column(self, ident: str) -> None:
        """Go to that column, where it is."""
        if ident in self._shown:
            self.query_one(f"#{ident}").focus()

    def on_descendant_focus(self) -> None:
        self._say()

    def on_lines_moved(self, event: Lines.Moved) -> None:
        event.stop()
        self._say()

    def _say(self) -> None:
        """Say all there is to say of the entry under the cursor."""
        column = self.focused
        if isinstance(column, Stops) and column.id in self._shown:
            entry = self._shown[column.id][column.cursor].entry
            if entry is not None:
                self.query_one("#entry", Lines).show_text(
                    lambda width: [((line, ""),) for line in self._said(entry, width)]
                )

    def _said(self, entry: HelpEntry, width: int) -> list[str]:
        return wrap(entry.said, width, indent=2)
