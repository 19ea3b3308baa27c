"""The help page, made of the commands."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Input

from models.values.message import Message
from tui.run.session import Session
from tui.screens.help_lines import HelpEntry, HelpLine, HelpSection, columns, matching, sections
from tui.terminal.cells import wrap
from tui.widgets.ends import Ends
from tui.widgets.filter_line import FilterLine
from tui.widgets.inks import INKS
from tui.widgets.keybar import KeyBar, KeyLabel
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
        Binding("slash", "find", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("escape", "leave", show=False),
    ]
    to_read = True

    def __init__(self, session: Session, hindered: Mapping[str, Message], page: Sequence[KeyLabel] = ()) -> None:
        """`hindered`: why a command cannot run now, by its id. `page`: the keys of the page that it is shown over."""
        super().__init__(session)
        self._over = bool(page)
        self._sections = [*sections(session, hindered, page)]
        self._shown: dict[str, list[HelpLine]] = {}
        self._text = ""
        self._laid: tuple[Size, str] | None = None

    def compose(self) -> ComposeResult:
        yield Ends(id="about")
        with Horizontal(id="help"):
            for each in COLUMNS:
                yield Stops(id=each)
        yield Lines(cursor=False, focusable=False, id="entry")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        t = self.session.language.t
        others = t("first this page; the other keys are those of the orders")
        more = others if self._over else t("grey: not possible now, and why")
        self.query_one("#about", Ends).show((t("fenqi help"), INKS["key"]), more=(more, INKS["dim"]))
        self._lay()
        self.query_one(f"#{COLUMNS[0]}").focus()

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        self._lay()

    def _lay(self) -> None:
        """Lay the page out in the size that it has."""
        if self._laid == (self.app.size, self._text):
            return
        self._laid = self.app.size, self._text
        width, height = self.app.size
        found = matching(self._sections, self._text)
        two = width >= TWO and len(found) > 1
        entries = [entry for section in self._sections for entry in section.entries]
        said = min(max(len(self._said(entry, width - 2 * GAP - 1)) for entry in entries), max(1, height // 3))
        self.query_one("#entry").styles.height = said + 1
        room = width // (1 + two) - 2 * GAP - 2  # a mark stands before each line, and a sign that there is more behind
        self._count(found)
        laid = columns(found, room, height - AROUND - said, two=two)
        self._shown = dict(zip(COLUMNS, laid, strict=False))
        for ident in COLUMNS:
            self._show(ident)
        self._show_keys()
        self._say()

    def _show_keys(self) -> None:
        t = self.session.language.t
        if isinstance(self.focused, Input):
            self.query_one(KeyBar).show([("⏎", t("keep it")), ("esc", t("take it off")), ("↑ ↓", t("move"))])
            return
        other = [("tab", t("the other column"))] if self._shown.get(COLUMNS[1]) else []
        self.query_one(KeyBar).show([("j k", t("choose")), *other, ("/", t("find")), ("esc", t("close"))])

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
        self._show_keys()
        self._say()

    # What is looked for.

    def action_find(self) -> None:
        """Type words that the lines are to have."""
        line = next(iter(self.query(FilterLine)), None)
        if line is None:
            line = FilterLine()
            line.add_class("-used")
            self.mount(line, before="#help")
            line.fill()
        line.add_class("-used")
        self._count(matching(self._sections, self._text))
        line.box.focus()

    def _count(self, found: Sequence[HelpSection]) -> None:
        """Say beside the filter how many lines it lets through."""
        kept, whole = (sum(len(each.entries) for each in some) for some in (found, self._sections))
        said = self.session.language.t("{count} of {all}", count=kept, all=whole)
        for line in self.query(FilterLine):
            line.tell(said, cell_len(said) + 4)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._text = event.value
        self._lay()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not self._text:
            self._drop_filter()
        self.query_one(f"#{COLUMNS[0]}").focus()

    def _drop_filter(self) -> bool:
        """Take the filter off; False where there was none."""
        line = next(iter(self.query(FilterLine)), None)
        if line is None or not line.has_class("-used"):
            return False
        line.box.value = ""
        line.remove_class("-used")
        return True

    def action_leave(self) -> None:
        """Take the filter off; where there is none, come back."""
        if self._drop_filter():
            self.query_one(f"#{COLUMNS[0]}").focus()
        else:
            self.dismiss()

    def action_move(self, by: int) -> None:
        """Move the cursor while a filter is typed."""
        self._column().action_move(by)

    def _column(self) -> Stops:
        """The column that the keyboard is on, or the first."""
        return self.focused if isinstance(self.focused, Stops) else self.query_one(f"#{COLUMNS[0]}", Stops)

    def on_lines_moved(self, event: Lines.Moved) -> None:
        event.stop()
        self._say()

    def _say(self) -> None:
        """Say all there is to say of the entry under the cursor."""
        column, said = self._column(), self.query_one("#entry", Lines)
        lines = self._shown.get(column.id or "", [])
        entry = lines[column.cursor].entry if column.cursor < len(lines) else None
        if entry is not None:
            said.show_text(lambda width: [((line, ""),) for line in self._said(entry, width)])
        elif not self._shown.get(COLUMNS[0]):
            nothing = self.session.language.t("no line of the help has that")
            said.show_text(lambda _width: [((nothing, "dim"),)])

    def _said(self, entry: HelpEntry, width: int) -> list[str]:
        """Nothing where its line says all."""
        return wrap(entry.said, width, indent=2) if entry.said != entry.words else []
