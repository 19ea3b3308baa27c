"""The palette: what one can go to or do on any screen, found by what is typed."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui.run.session import Session
from tui.state.finding import CATEGORY_WORDS, Category, EntryDetails, Findable, FoundRow, found, in_rows
from tui.terminal.cells import Cells, cut, wrap
from tui.terminal.paced import Paced
from tui.widgets.dialog import Box, Dialog
from tui.widgets.ends import Ends
from tui.widgets.inks import INKS
from tui.widgets.lines import Lines
from tui.widgets.typed_line import TypedLine
from tui.words.hits import underlined

MOVES = {"down": 1, "up": -1}
"""The keys that move the cursor, and by how many entries; letters are typed."""
SIGN = 4
"""Cells before the words of an entry: of its sign, and on both sides of that."""
LEAST = 24
"""Cells of its words that an entry keeps beside why it cannot be now; a longer reason stands in lines below it."""
WITH_REASONS = frozenset({Category.COMMAND, Category.PANE})
"""What may have long reasons: the others have one, or none, and there can be thousands of them."""


class Reason(str):
    """A line of why what stands above it cannot be now."""

    __slots__ = ()


class FoundList(Lines):
    """The entries under headings. The cursor passes over the headings; the keyboard stays in the line to type in."""

    def __init__(self, session: Session) -> None:
        super().__init__(cursor=True, focusable=False)
        self.set_reactive(Widget.has_focus, True)  # the keys act here
        self._session = session
        self._entries: Sequence[Findable] = ()
        self._rows: Sequence[FoundRow | Reason] = ()
        self._wanted: Sequence[str] = ()

    def offer(self, entries: Sequence[Findable], typed: str) -> None:
        """Show these, which were found by what was typed, with the cursor on the first."""
        self._entries, self._wanted = entries, typed.split()
        self._rows = with_reasons(entries, self._session, self.room)
        self.home()
        self.show(len(self._rows), self._line, min(self._stops, default=0))

    def on_resize(self) -> None:
        """Lay the reasons out in the width that there is, with the cursor on the entry that it was on."""
        chosen, self._rows = self.chosen, with_reasons(self._entries, self._session, self.room)
        at = next((at for at, row in enumerate(self._rows) if row is chosen), min(self._stops, default=0))
        self.show(len(self._rows), self._line, at)

    @property
    def chosen(self) -> Findable | None:
        """The entry under the cursor; None where there is none."""
        row = self._rows[self.cursor] if self._rows else None
        return row if isinstance(row, Findable) else None

    @property
    def _stops(self) -> list[int]:
        """The rows that the cursor may stand on."""
        return [at for at, row in enumerate(self._rows) if isinstance(row, Findable)]

    def line_at(self, y: int) -> int | None:
        index = super().line_at(y)
        return index if index in self._stops else None

    def go_on(self, by: int) -> None:
        self.go(by)

    def go(self, by: int) -> None:
        """Go so many entries on."""
        stops = self._stops
        if stops:
            at = stops.index(self.cursor) + by
            self.cursor = stops[max(0, min(at, len(stops) - 1))]

    def _line(self, index: int, width: int) -> Cells:
        row = self._rows[index]
        if isinstance(row, Reason):
            return ((f"{' ' * (SIGN + 2)}{row}", "dim"),)
        if isinstance(row, Category):
            return ((self._session.language.say(CATEGORY_WORDS[row]), "bold"),)
        return _entry(row, self._session, width, self._wanted) if row else ()


class Palette(Dialog[Findable | None]):
    """A line to type in, and what is found by it; enter hands back what is under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        *(Binding(key, f"go('{key}')", show=False) for key in MOVES),
    ]

    def __init__(self, session: Session, entries: Sequence[Findable]) -> None:
        super().__init__()
        self.session = session
        self._entries = entries

    def compose(self) -> ComposeResult:
        t = self.session.language.t
        with Box(t("commands"), (("↑ ↓", t("choose")), ("⏎", t("go there")), ("esc", t("close")))):
            yield TypedLine(placeholder=t("command, order, channel, theme or language"), id="sought")
            yield Ends(fill="─", id="count")
            yield FoundList(self.session)

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._find("")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._find(event.value)

    def _find(self, typed: str) -> None:
        entries = found(self._entries, typed)
        self.query_one(FoundList).offer(entries, typed)
        counted = self.session.language.t("{count} of {all}", count=f"{len(entries):,}", all=f"{len(self._entries):,}")
        nothing = "" if entries else self.session.language.t("nothing here has that name")
        self.query_one("#count", Ends).show((nothing, ""), (counted, INKS["dim"]))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        self._take()

    def _take(self) -> None:
        """Hand back what is under the cursor, or say why it cannot be now."""
        chosen = self.query_one(FoundList).chosen
        if chosen is None:
            return
        if why := chosen.details().why:
            self.query_one("#count", Ends).show((why, "bold"))
        else:
            self.dismiss(chosen)

    def action_go(self, key: str) -> None:
        """Go where the key leads, and those that were typed right behind it."""
        lines, app = self.query_one(FoundList), self.app
        for each in (key, *(app.waiting(MOVES) if isinstance(app, Paced) else ())):
            lines.go(MOVES[each])


def with_reasons(entries: Sequence[Findable], session: Session, width: int) -> list[FoundRow | Reason]:
    """The rows of the list, so many cells wide; below an entry why it cannot be now, where that has no room in it."""
    rows: list[FoundRow | Reason] = []
    for row in in_rows(entries):
        rows.append(row)
        if isinstance(row, Findable) and row.kind in WITH_REASONS and width > SIGN:
            why = _why(row.details(), session)
            if why and not _fits(row, why, width):
                rows += map(Reason, wrap(why, max(1, width - SIGN - 3)))
    return rows


def _why(details: EntryDetails, session: Session) -> str:
    return session.language.t("no: {why}", why=details.why) if details.why else ""


def _fits(entry: Findable, why: str, width: int) -> bool:
    """Whether the reason has room beside the entry's words."""
    return min(cell_len(entry.words), LEAST) + 2 + cell_len(why) <= width - SIGN - 1


def _entry(entry: Findable, session: Session, width: int, wanted: Sequence[str]) -> Cells:
    """An entry in a line: its sign, its words, and at the right its key, its figures, or why it cannot be now."""
    details = entry.details()
    sign, ink = details.sign
    beside, room = details.beside, width - SIGN - 1
    if details.why:
        beside = _why(details, session)
        if not _fits(entry, beside, width):
            beside = "" if entry.kind in WITH_REASONS else cut(beside, max(0, room - LEAST - 2))
    words = cut(entry.words, room - (cell_len(beside) + 2 if beside else 0))
    gap = " " * (room - cell_len(words) - cell_len(beside))
    return (
        (f" {sign:2} ", "dim" if details.why else ink),
        *underlined(words, wanted, "dim" if details.why else "", of=entry.words),
        (gap, ""),
        (beside, "dim" if details.why else details.ink),
    )
