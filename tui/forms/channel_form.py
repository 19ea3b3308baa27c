"""The user's own word on a channel: what is left empty is as the catalogue has it."""

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Input, Static

from models.actions.own_rules import add_channel, override
from models.channels.effective import effective
from models.channels.override import Override
from models.channels.typed_rules import channel_texts, override_texts, read_override
from models.ledger.ledger import Ledger
from models.values.message import Message, Problem, msg
from models.values.text import normalise
from tui.run.session import Session
from tui.terminal.cells import fit
from tui.widgets.cycle import Cycle
from tui.widgets.keybar import KeyBar
from tui.widgets.page import Page
from tui.words.channel_labels import CHOICES, OWN, RULES

NEW = {
    "id": (msg("id"), msg("small letters and hyphens, like cmb-2")),
    "base": (msg("based on"), msg("left and right choose")),
}
EXPLAINED = {"due_day": msg("1 to 31, for new orders; bills that exist move by “moved due day”, below")}
"""Hints that are longer than the fields have room for: they stand below while the field is in focus."""
PLACE = {field: OWN[field] for field in ("lender", "apps.name", "apps.domain")}
"""Whom one pays, and where: of a channel of one's own asked for at the top."""


class ChannelForm(Page[Override | None]):
    """A field a line, with what the catalogue has where nothing is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("enter", "app.focus_next", show=False),
    ]

    def __init__(self, session: Session, ledger: Ledger, ident: str = "") -> None:
        """The form of the channel with that id; of a new one without."""
        super().__init__(session)
        self._ledger = ledger
        self._new = not ident
        self._word = ledger.channels.get(ident, Override(id=ident))
        own = self._new or bool(self._word.base)
        self._fields = {**(NEW if self._new else {}), **(OWN if own else {}), **RULES, **PLACE}
        self._given = override_texts(self._word.values)

    def compose(self) -> ComposeResult:
        t = self.session.tongue
        known = effective(self.session.catalogue, self._ledger.channels).get(self._word.id)
        name = t.words(known.name) if known else self._word.id
        heading = t.t("A channel of your own") if self._new else t.t("Your own word on {channel}", channel=name)
        yield Static(Content(heading), classes="heading")
        with Horizontal(id="form"), VerticalScroll(id="fields", can_focus=False):
            yield Static(id="form-wrong", classes="wrong")
            for name, (label, _) in self._fields.items():
                with Horizontal(classes="field"):
                    yield Static(Content(fit(t.say(label), 16)), classes="label")
                    if name == "base" or name in CHOICES:
                        yield Cycle(self._choices(name), self._chosen(name), id=_id(name))
                    else:
                        yield Input(self._given.get(name, ""), compact=True, select_on_focus=False, id=_id(name))
                yield Static(id=f"{_id(name)}-wrong", classes="wrong")
        yield Static(id="hint")
        yield KeyBar(id="keys")

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        field = next((name for name in self._fields if _id(name) == event.widget.id), "")
        hint = EXPLAINED.get(field) or (self._fields[field][1] if field else None)
        self.query_one("#hint", Static).update(Content(self.session.tongue.say(hint) if hint else ""))

    def _choices(self, name: str) -> list[tuple[str, str]]:
        t = self.session.tongue
        if name == "base":
            return [(each.id, t.words(each.name)) for each in self.session.catalogue.values()]
        known = [(key, t.say(words)) for key, words in CHOICES[name].items()]
        given = self._given.get(name, "")
        if given and given not in CHOICES[name]:
            known.append((given, given))  # what stands in the file is never dropped unseen
        if self._new:
            return [("", t.t("as the channel that it is based on")), *known]
        return [("", t.t("as the catalogue has it: {value}", value=self._catalogues(name) or "—")), *known]

    def _chosen(self, name: str) -> str:
        return "bank-card" if name == "base" else self._given.get(name, "")

    def _catalogues(self, name: str) -> str:
        """What stands in the catalogue for a field; "" for nothing."""
        t = self.session.tongue
        base = self.session.catalogue.get(self._word.id) or self.session.catalogue.get(self._base())
        value = channel_texts(base).get(name, "") if base else ""
        words = CHOICES.get(name, {}).get(value)
        return t.say(words) if words else value

    def _base(self) -> str:
        bases = self.query("#base").results(Cycle) if self._new and self.is_mounted else ()
        return next((each.value for each in bases), self._word.base or "bank-card")

    def on_mount(self) -> None:
        t = self.session.tongue.t
        self.query_one(KeyBar).show([("⏎", t("next field")), ("ctrl+s", t("save")), ("esc", t("leave without saving"))])
        self._hint()
        self.query_one(f"#{_id(next(iter(self._fields)))}").focus()

    def _hint(self) -> None:
        """Say in each empty field what is to be typed, and what stands in the catalogue."""
        t = self.session.tongue
        for name, (_, hint) in self._fields.items():
            box = self.query_one(f"#{_id(name)}")
            if isinstance(box, Input):
                value = "" if name in {*NEW, "name", "short"} else self._catalogues(name)
                box.placeholder = t.t("{value} in the catalogue", value=value) if value else t.say(hint)

    def on_cycle_submitted(self, event: Cycle.Submitted) -> None:
        event.stop()
        self.focus_next()

    def on_cycle_changed(self, event: Cycle.Changed) -> None:
        event.stop()
        if self.is_mounted:
            self._hint()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def action_save(self) -> None:
        """Take what was typed, or say beside the field what is wrong with it."""
        cells = {name: self._typed(name) for name in self._fields}
        try:
            word = self._read(cells)
        except Problem as problem:
            self._tell(problem)
            return
        self.dismiss(word)

    def _typed(self, name: str) -> str:
        box = self.query_one(f"#{_id(name)}")
        return box.value if isinstance(box, Input | Cycle) else ""

    def _read(self, cells: dict[str, str]) -> Override:
        """The user's word; Problem where it would not be taken."""
        word, accept = self._word, override
        if self._new:
            word, accept = Override(id=normalise(cells.pop("id")), base=cells.pop("base")), add_channel
        if "name" in cells:
            if not cells["name"].strip():
                raise Problem("the channel needs a name", field="name")
            cells["short"] = cells["short"].strip() or cells["name"]
        word = read_override(word, cells)
        accept(self._ledger, self.session.catalogue, word)
        return word

    def _field(self, place: str) -> str:
        """The form's field that a problem is about: `due_moves` for `due_moves[0].day`; "" where it has none."""
        place = re.sub(r"\[\d+\]", "", place)
        return next((name for name in self._fields if f"{place}.".startswith(f"{name}.")), "")

    def _said(self, message: Message) -> str:
        """The sentence, in which the catalogue's names of fields are the form's labels."""
        labels = {}
        for param in ("key", "other"):
            name = self._field(str(message.params.get(param, "")))
            if name:
                labels[param] = self.session.tongue.say(self._fields[name][0])
        return self.session.tongue.say(Message(message.template, {**message.params, **labels}))

    def _tell(self, problem: Problem) -> None:
        at = self._field(problem.field)
        for name in (*self._fields, ""):
            label = self.query_one(f"#{_id(name) or 'form'}-wrong", Static)
            label.update(Content(self._said(problem.message) if name == at else ""))
            label.set_class(name == at, "-wrong")
        if at:
            self.query_one(f"#{_id(at)}").focus()
        else:
            self.query_one("#fields").scroll_home(animate=False)


def _id(field: str) -> str:
    """A field's name as the id of a widget."""
    return field.replace(".", "-")
