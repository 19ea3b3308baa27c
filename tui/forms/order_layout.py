"""How the order form is laid out: six fields, the rest behind them, and below a rule what follows from them."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Input, Static

from models.channels.channel import Channel
from models.values.message import msg
from tui.forms.account_fields import EnteredOrder
from tui.forms.field import Wrong, ident
from tui.forms.form import Form, Rows
from tui.terminal.cells import Cells, fit, wrap
from tui.widgets.calm import BREAKPOINTS, styles
from tui.widgets.ends import Ends
from tui.widgets.figure import Figure
from tui.widgets.inks import INKS
from tui.widgets.keybar import KeyBar, NotNow
from tui.widgets.lines import Lines
from tui.widgets.typed_line import TypedLine
from tui.words.draft import kept_words
from tui.words.mall import WHERE, taken_said
from tui.words.punctuation import apart, listed

MORE = "ctrl+o"
"""The key that shows the fields behind the six."""
LABEL = 18
"""Cells of a label, with the mark of the field that has the keyboard before it."""
FIGURES = frozenset({"principal", "periods", "amount_per_period"})
"""The fields whose text stands at the right, under each other."""
DATES = ("bought_at", "first_due", "confirmed_on")
BEHIND = msg("{key} more: order no., first due, repaid so far, fee, note")
SLIM = 72
"""Columns below which there is no room beside the fields."""
SIZES = [(0, "-slim"), (SLIM, "-narrow"), *BREAKPOINTS[1:]]


class OrderLayout(Form[EnteredOrder]):
    """What a form of orders shows beside its fields; what they come to is said by `OrderForm`."""

    CSS_PATH = styles("pages", "forms", "order")
    BINDINGS: ClassVar[list[BindingType]] = [Binding(MORE, "more", show=False, priority=True)]
    HORIZONTAL_BREAKPOINTS = SIZES

    opened = False
    """Whether the fields behind the six are shown."""
    _kept_open = False
    """Whether they stay shown because something stands in them."""
    _pointed = ""
    _came_from = ""
    """The field that had the keyboard before those behind the six were shown."""

    def standing_behind(self) -> Iterable[str]:
        """The fields behind the six in which something stands that nobody may overlook."""
        raise NotImplementedError

    def spelt(self) -> dict[str, str]:
        """The texts of the fields, with their dates spelt out."""
        raise NotImplementedError

    def channel_chosen(self) -> Channel:
        """The institution that is chosen."""
        raise NotImplementedError

    def following(self, made: EnteredOrder | Wrong, width: int, height: int) -> list[Cells]:
        """The lines of what follows."""
        raise NotImplementedError

    # What it is laid out of.

    def compose(self) -> ComposeResult:
        yield Ends(id="top")
        yield Ends(fill="─", id="rule")
        yield Static(id="draft")
        yield self.wrong()
        with Vertical(id="headline"):  # a title is longer than all else, and has the whole width
            yield from self.row("title")
        with Horizontal(id="form"):
            with Rows(id="fields"):
                for name in self.fields:
                    if name != "title":
                        yield from self.row(name)
            yield Lines(cursor=False, focusable=False, id="where")
            yield Lines(cursor=False, focusable=False, id="preview", classes="preview")
        yield Static(id="behind")
        yield Ends(fill="─", id="stands")
        yield Lines(cursor=False, focusable=False, id="follows")
        yield Ends(fill="─", id="about")
        yield KeyBar(id="keys")

    def label(self, name: str, *, pointed: bool = False) -> str:
        mark = " ▸ " if pointed else "   "
        return mark + fit(self.session.language.say(self.fields[name].label), LABEL - len(mark))

    def line(self, name: str, given: str) -> Input:
        if name in FIGURES:
            return Figure(given, select_on_focus=False, id=ident(name))
        # A day that was filled in is typed over, not behind.
        return TypedLine(given, select_on_focus=name == "bought_at", id=ident(name))

    def beside(self, name: str) -> ComposeResult:
        if name in DATES:
            yield Static(id=f"{ident(name)}-reading", classes="reading")

    def keys(self) -> list[tuple[str, str]]:
        t = self.session.language.t
        behind = t("fewer fields") if self.opened else t("more")
        behind = NotNow(behind) if self.opened and any(self.standing_behind()) else behind
        save = [("ctrl+s", t("save")), (MORE, behind), ("esc", t("leave"))]
        choosing = [] if self.draft else [("← →", t("choose"))]  # in 80 columns there is no room for all
        return [self.onward(t("save")), *choosing, *save]

    def on_mount(self) -> None:
        self._read: dict[str, str] = {}
        t = self.session.language
        self.query_one("#behind", Static).update(Content(t.t(BEHIND.template, key=MORE)))
        self._show_opened()

    # What is shown.

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        name = self.named(event.widget)
        if name:
            self._point(self._pointed, pointed=False)
            self._point(name, pointed=True)
            self._pointed = name
            hint = self.fields[name].about or self.hint(name)
            self.query_one("#about", Ends).show((self.session.language.say(hint) if hint else "", INKS["dim"]))

    def _point(self, name: str, *, pointed: bool) -> None:
        if not name:
            return
        for label in self.query(f"#{ident(name)}-row .label").results(Static):
            label.update(Content(self.label(name, pointed=pointed)), layout=False)
            label.set_class(pointed, "-pointed")
        for reading in self.query(f"#{ident(name)}-reading").results(Static):
            reading.set_class(pointed, "-pointed")

    def show_draft(self) -> None:
        super().show_draft()
        t, kept = self.session.language, self.keeper.kept if self.keeper else None
        said = t.say(kept_words(kept, self.session.now(), self.session.zone)) if kept else ""
        lead = "" if self.opened else t.t("six fields, as the phone shows them")
        for line in self.parts("#top", Ends):
            line.show((t.say(self.heading()), INKS["key"]), (said, INKS["dim"]), (lead, INKS["dim"]))

    def check(self, typed: str = "", *, everywhere: bool = False) -> EnteredOrder | Wrong:
        made = super().check(typed, everywhere=everywhere)
        self._show_readings()
        self._show_where()
        if self._kept_open is not (self.opened and any(self.standing_behind())):
            self._kept_open = not self._kept_open
            self.show_keys()
        stands = self._stands(made)
        for line in self.parts("#stands", Ends):
            line.show((self.session.language.t("what follows"), INKS["dim"]), stands)
        for lines in self.parts("#follows", Lines):
            lines.show_text(partial(self._following, made, lines))
        return made

    def _following(self, made: EnteredOrder | Wrong, lines: Lines, width: int) -> list[Cells]:
        return self.following(made, width, lines.size.height)

    def _stands(self, made: EnteredOrder | Wrong) -> tuple[str, str]:
        """Whether it can be saved, or what is still missing, and what is to be corrected."""
        t, cells = self.session.language, self.cells()
        if not isinstance(made, Wrong):
            return f"✓ {t.t('can be saved')}", INKS["good"]
        named = [name for name in (self.at(path) or path for path in made.at) if name in self.fields]
        empty = [name for name in named if not cells[name].strip()]
        lacking, wrong = self._all(empty), self._all([name for name in named if name not in empty])
        said = [t.t("still missing: {fields}", fields=lacking)] if lacking else []
        if wrong:
            said.append(t.t("to correct: {fields}", fields=wrong))
        return apart(said, self.session.language) if said else t.t("cannot be saved yet"), INKS["warn"]

    def _all(self, names: Sequence[str]) -> str:
        """The fields by their labels, without the unit."""
        labels = (self.session.language.say(self.fields[name].label).removesuffix(" ¥") for name in names)
        return listed(labels, self.session.language)

    def _show_readings(self) -> None:
        spelt, cells = self.spelt(), self.cells()
        for name in DATES:
            read = self._reading(cells[name], spelt[name])
            if read != self._read.get(name, ""):
                for line in self.parts(f"#{ident(name)}-reading", Static):  # none in a form that is just being closed
                    self._read[name] = read
                    line.update(Content(read))

    def _reading(self, text: str, spelt: str) -> str:
        raise NotImplementedError

    def _show_where(self) -> None:
        t, said = self.session.language, taken_said(self.channel_chosen(), self.session.language)

        def text(width: int) -> list[Cells]:
            way = [((t.say(each), "dim"),) for each in WHERE]
            last: list[Cells] = [((line, "dim"),) for line in wrap(said, width)]
            return [*way, *([()] if len(last) == 1 else []), *last]

        for lines in self.parts("#where", Lines):
            lines.show_text(text)

    # The fields behind the six.

    def action_more(self) -> None:
        """Show the fields behind the six, or put them away again where nothing stands in them."""
        if not self.opened:
            self.open_all()
            self._came_from = self.named(self.focused)
            first = next((name for name in self.arrangement() if self.behind_the_six(name)), "")
            if first:
                self.boxes[first].focus()
        elif not any(self.standing_behind()):
            self.opened = False
            self._show_opened()
            shown = self.arrangement()
            if self.named(self.focused) not in shown:
                self.boxes[self._came_from if self._came_from in shown else shown[0]].focus()
        else:
            standing = set(self.standing_behind())
            named = self._all([name for name in self.arrangement() if name in standing])
            why = self.session.language.t("they stay while something stands in them: {fields}", fields=named)
            self.query_one("#about", Ends).show((why, "bold"))

    def behind_the_six(self, name: str) -> bool:
        raise NotImplementedError

    def open_all(self) -> None:
        """Show the fields behind the six."""
        self.opened = True
        self._show_opened()

    def _show_opened(self) -> None:
        self.set_class(self.opened, "-more")
        self._arrange()
        self.show_draft()
        self.show_keys()
        self.check()
