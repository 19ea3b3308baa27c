"""A page of fields: how they are laid out, moved through, read and found wrong is the same on every page."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantFocus
from textual.widget import Widget
from textual.widgets import Input, Static

from models.values.message import Message, Problem, Words
from tui.forms.field import Field, Wrong, ident
from tui.run.session import Session
from tui.terminal.cells import fit
from tui.widgets.calm import styles
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines, TextMaker
from tui.widgets.page import Page
from tui.widgets.picker import Picker
from tui.widgets.said import say
from tui.widgets.sentences import Sentences
from tui.widgets.typed_line import TypedLine
from tui.words.name_forms import answer_forms

LABEL = 16
"""Cells of a label."""

Result = TypeVar("Result")
Made = TypeVar("Made")
WidgetT = TypeVar("WidgetT", bound=Widget)


class FieldsPage(Page[Result], Generic[Result, Made]):
    """Enter, tab and the arrows move through the fields; what they come to is read and shown with every change.

    A page says what its fields are, what they come to (`read`) and how that is shown (`preview`), and lays out what
    `row`, `box` and `wrong` make. Where it has a key bar, a line `#hint` or a list of class `preview`, they are filled.
    """

    CSS_PATH = styles("pages", "forms")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, session: Session, fields: Mapping[str, Field], given: Mapping[str, str] | None = None) -> None:
        """The fields in the order in which they stand, and the texts that are `given` in them at first."""
        super().__init__(session)
        self.fields = fields
        self.boxes: dict[str, Input | Picker] = {}
        self.refused: dict[str, Message] = {}
        """What was refused although it could be read, by field: it is said until the field is changed."""
        self._given = dict(given or {})
        self._seen: dict[str, str] = {}
        self._rows: dict[str, Widget] = {}
        self._wrong: dict[str, Static] = {}
        self._standing: Sequence[str] = tuple(fields)
        self._parts: dict[str, Sequence[Widget]] = {}

    # What a page says of itself.

    def read(self, cells: dict[str, str]) -> Made | Wrong:
        """What the texts of the fields come to, or what is wrong; a Problem raised is wrong at the field it names."""
        raise NotImplementedError

    def preview(self, made: Made | Wrong) -> TextMaker | None:  # noqa: ARG002  # for those who show it
        """The lines that show what the fields come to; None where there is nothing to show."""
        return None

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the key bar, with their labels."""
        t = self.session.language.t
        return [("⏎", t("next field")), ("← →", t("choose")), ("esc", t("leave"))]

    def arrangement(self) -> Sequence[str]:
        """The fields that apply, in the order in which they stand; both may follow from what is chosen in others."""
        return tuple(self.fields)

    def hint(self, name: str) -> Message | None:
        """What is to be typed into a field."""
        return self.fields[name].hint

    def placeholder(self, name: str) -> Message | None:
        """What stands in a field while it is empty."""
        return self.hint(name)

    def said(self, message: Message) -> str:
        """The sentence about something that is wrong, in which the names of fields are their labels."""
        t, params = self.session.language, dict(message.params)
        for param in ("key", "other"):
            name = self.at(str(params.get(param, "")))
            if name:
                params[param] = {t.code: t.say(self.fields[name].label)}
        channel = params.get("channel", "")
        params["channel"] = (self.called(channel) if isinstance(channel, str) else None) or channel
        return t.say(Message(message.template, params))

    def called(self, channel: str) -> Words | None:
        """The name of the channel, or account, with that id; None where it has none."""
        known = self.session.catalogue.get(channel)
        return known.name if known else None

    def start(self) -> None:
        """Put the keyboard where one begins."""
        self.boxes[self.arrangement()[0]].focus()

    def follow(self) -> None:
        """Change what follows in other fields, after a change in one."""

    # What it is laid out of.

    def row(self, name: str) -> ComposeResult:
        """A field with its label, and under it what is wrong with it."""
        with Horizontal(classes="field", id=f"{ident(name)}-row") as row:
            yield Static(Content(self.label(name)), classes="label")
            yield self.box(name)
            yield from self.beside(name)
        self._rows[name] = row
        yield self.wrong(name)

    def label(self, name: str) -> str:
        """The label of a field, in its cells."""
        return fit(self.session.language.say(self.fields[name].label), LABEL)

    def beside(self, name: str) -> ComposeResult:  # noqa: ARG002  # for those who say something
        """What stands at the right end of a field."""
        yield from ()

    def line(self, name: str, given: str) -> Input:
        """The box of a field that is typed into."""
        return TypedLine(given, select_on_focus=False, id=ident(name))

    def box(self, name: str) -> Input | Picker:
        """The box of a field, to type into or to choose with."""
        field, given = self.fields[name], self._given.get(name, "")
        box: Input | Picker
        if field.choices:
            said = [(key, answer_forms(words, self.session.language)) for key, words in field.choices]
            box = Picker(said, given, id=ident(name))
        else:
            box = self.line(name, given)
        self.boxes[name], self._seen[name] = box, box.value
        return box

    def wrong(self, name: str = "") -> Static:
        """The line that says what is wrong with a field; without a name, what is wrong with none of them."""
        self._wrong[name] = Sentences(id=f"{ident(name) or 'form'}-wrong", classes="wrong")
        return self._wrong[name]

    def parts(self, selector: str, kind: type[WidgetT]) -> Sequence[WidgetT]:
        """The widgets of the page that these are; looked for once, because none of them comes or goes later."""
        found = self._parts.get(selector) or list(self.query(selector).results(kind))
        self._parts[selector] = found
        return [each for each in found if isinstance(each, kind)]

    # What happens on it.

    def on_mount(self) -> None:
        self.show_keys()
        self.follow()
        self._arrange()
        self.start()
        self.check()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._changed(event.input)

    def on_picker_changed(self, event: Picker.Changed) -> None:
        event.stop()
        self._changed(event.picker)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go_on()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        name = self.named(event.widget)
        hint = (self.fields[name].about or self.hint(name)) if name else None
        for line in self.parts("#hint", Static):
            say(line, self.session.language.say(hint) if hint else "")

    def show_keys(self) -> None:
        """Show the keys of now in the key bar."""
        for bar in self.parts("KeyBar", KeyBar):
            bar.show(self.keys())

    def action_go_on(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def cells(self) -> dict[str, str]:
        """What was typed or chosen, by field."""
        return {name: box.value for name, box in self.boxes.items()}

    def put(self, cells: Mapping[str, str]) -> None:
        """Have these texts and choices in the fields; what is of no field here is left out."""
        for name, text in cells.items():
            box = self.boxes.get(name)
            if isinstance(box, Picker):
                box.choose(text)
            elif box is not None:
                box.value = text
                box.cursor_position = len(text)

    def named(self, box: Widget | None) -> str:
        """The name of the field with that box; "" where it is another widget."""
        return next((name for name, each in self.boxes.items() if each is box), "")

    def at(self, path: str) -> str:
        """The field that a problem is about: `due_moves` for `due_moves[0].day`; "" where none that applies is."""
        path = re.sub(r"\[\d+\]", "", path)
        return next((name for name in self.arrangement() if f"{path}.".startswith(f"{name}.")), "")

    def check(self, typed: str = "", *, everywhere: bool = False) -> Made | Wrong:
        """Read the fields, and show what they come to.

        What is wrong is said of a field that was just `typed` into, of those of which it is said already, of those
        that were refused, or `everywhere`.
        """
        try:
            made = self.read(self.cells())
        except Problem as problem:
            made = Wrong({problem.field: problem.message})
        found = {self.at(path): message for path, message in made.at.items()} if isinstance(made, Wrong) else {}
        found = {**self.refused, **found}
        for name, line in self._wrong.items():
            asked = everywhere or (name and name == typed) or name in self.refused or line.has_class("-wrong")
            said = self.said(found[name]) if asked and name in found else ""
            if said or line.has_class("-wrong"):
                say(line, said)
                line.set_class(bool(said), "-wrong")
        text = self.preview(made)
        for lines in self.parts(".preview", Lines):
            lines.display = text is not None
            if text is not None:
                lines.show_text(text)
        return made

    def focus_wrong(self) -> None:
        """Go to the first field that something wrong is said of."""
        for name in self.arrangement():
            if name in self._wrong and self._wrong[name].has_class("-wrong"):
                self.boxes[name].focus()
                return

    def _changed(self, box: Input | Picker) -> None:
        """Read the page again after a change; a box says the value that it begins with, too."""
        name = self.named(box)
        if not name or self._seen[name] == box.value:
            return
        self._seen[name] = box.value
        self.refused.pop(name, None)
        self.follow()
        if isinstance(box, Picker):
            self._arrange()
        self.check(name if isinstance(box, Input) and box.value.strip() else "")

    def _arrange(self) -> None:
        """Show the fields that apply in their order, each empty one with what is to be typed."""
        for name, box in self.boxes.items():
            if isinstance(box, Input):
                words = self.placeholder(name)
                box.placeholder = self.session.language.say(words) if words else ""
        order = self.arrangement()
        for name, row in self._rows.items():
            row.display = name in order
        if order != self._standing:
            self._standing = order
            at = {widget: index for index, name in enumerate(order) for widget in (self._rows[name], self._wrong[name])}
            for fields in {row.parent for row in self._rows.values()}:
                if isinstance(fields, Widget):
                    fields.sort_children(key=lambda widget: at.get(widget, len(at)))
