"""A form: a page of fields that makes one value and hands it back."""

from typing import ClassVar, Generic

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from models.store import Draft
from models.values.message import Message, Problem, msg
from tui.forms.confirm import Confirm
from tui.forms.field import Wrong
from tui.forms.fields_page import FieldsPage, Made
from tui.forms.keeper import Keeper
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.words.draft import draft_time, draft_words

DROPS = "ctrl+g"
"""The key that drops a draft: no field edits with it, nor does a terminal take it for itself."""


class Rows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The rows of a form. What has no room is scrolled to: up and down always move to the next field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]


class Form(FieldsPage[Made | None, Made], Generic[Made]):
    """ctrl+s, and enter in the last field, hand back what was made; escape leaves, and asks where something was typed.

    A form with a keeper has it keep what was typed, as a draft, whenever the keyboard leaves a field and when what was
    made is handed back. It begins with the draft that is there, says so, and has a key that drops it.

    What is wrong stands under its field, the first of which gets the keyboard, and above the fields what is about none
    of them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding(DROPS, "drop_draft", show=False),
    ]

    keeper: Keeper | None = None
    draft: Draft | None = None
    """What the form began with beside what is in the ledger, until it is dropped."""

    def heading(self) -> Message:
        """What the form is for."""
        raise NotImplementedError

    def accept(self, made: Made) -> None:
        """Check what is handed back a last time: a Problem raised refuses it."""

    def keys(self) -> list[tuple[str, str]]:
        t = self.session.language.t
        moving = [] if self.draft else [("↑ ↓", t("fields"))]  # in 80 columns there is no room for all
        first = [("⏎", t("next field")), *moving, ("← →", t("choose"))]
        return [*first, ("ctrl+s", t("save")), ("esc", t("leave"))]

    def show_keys(self) -> None:
        dropping = [(DROPS, self.session.language.t("drop the draft"))] if self.draft else []
        for bar in self.query(KeyBar):
            bar.show([*self.keys(), *dropping])

    def compose(self) -> ComposeResult:
        yield Static(Content(self.session.language.say(self.heading())), classes="heading")
        yield Static(id="draft")
        yield self.wrong()
        with Horizontal(id="form"):
            with Rows(id="fields"):
                for name in self.fields:
                    yield from self.row(name)
            yield Lines(cursor=False, focusable=False, id="preview", classes="preview")
        yield Static(id="hint")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.settle()  # before what a page of fields does then: such handlers are all called, the last class's first
        if self.keeper is not None:
            self.draft = self.keeper.begin(self._began)
            self.put(self.draft.cells if self.draft else {})
            self.keep_draft()

    def settle(self) -> None:
        """Take what stands in the fields for what is saved already; what was refused is not."""
        self._began = {} if self.refused else self.cells()

    def on_descendant_blur(self) -> None:
        self.keep_draft()

    def keep_draft(self) -> None:
        """Have what was typed kept; a form that was left has nothing to keep."""
        if self.keeper is not None and self.is_active:
            self.keeper.keep(self.to_keep())
            self.show_draft()

    def to_keep(self) -> dict[str, str]:
        """What is kept of what was typed."""
        return self.cells()

    def show_draft(self) -> None:
        """Say that the form shows a draft, or that none can be kept."""
        trouble = self.keeper.trouble if self.keeper else ""
        said = trouble or (self.session.language.say(self._drafted(self.draft)) if self.draft else "")
        for line in self.query("#draft").results(Static):
            line.update(Content(said))
            line.set_class(bool(said), "-says")
            line.set_class(bool(trouble), "-bad")

    def _drafted(self, draft: Draft) -> Message:
        """That the form shows the draft, and what of the ledger that is newer it would overwrite."""
        say = self.session.language.say
        newer = {}
        for name in draft.overtaken(self._began):
            field, text = self.fields[name], self._began[name]
            words = dict(field.choices).get(text)
            newer[say(field.label)] = say(words) if words else text
        return draft_words(draft_time(draft.at, self.session.zone), newer)

    def action_go_on(self) -> None:
        """Go to the next field; from the last one, save."""
        if self.named(self.focused) == self.arrangement()[-1]:
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Hand back what was made, or say what is wrong and go there."""
        self.refused = {}
        made = self.check(everywhere=True)
        if not isinstance(made, Wrong):
            try:
                self.accept(made)
            except Problem as problem:
                self.refused = {self.at(problem.field): problem.message}
                self.check()
            else:
                self.keep_draft()
                self.dismiss(made)
        self.focus_wrong()

    def action_leave(self) -> None:
        """Leave; where something was typed, only after asking."""
        if self.cells() == self._began:
            self.dismiss(None)
        else:
            self.run_worker(self._leave())

    async def _leave(self) -> None:
        if await self.app.push_screen_wait(Confirm(self.session, msg("Leave without saving what was typed?"))):
            self.dismiss(None)

    def action_drop_draft(self) -> None:
        """Drop the draft that the form began with, after asking."""
        if self.draft is not None:
            self.run_worker(self._drop(self.draft))

    async def _drop(self, draft: Draft) -> None:
        at = draft_time(draft.at, self.session.zone)
        question = msg("Drop the draft of {at}, with all that was typed since?", at=at)
        if await self.app.push_screen_wait(Confirm(self.session, question)):
            self.draft = None
            self.put(self._began)
            self.keep_draft()
            self.show_keys()
