"""A form: a page of fields that makes one value and hands it back."""

from typing import ClassVar, Generic

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Static

from models.values.message import Message, Problem, msg
from tui.forms.confirm import Confirm
from tui.forms.drafted import Drafted
from tui.forms.field import Wrong
from tui.forms.fields_page import Made
from tui.run.viewers_clock import by_viewer
from tui.widgets.keybar import KeyBar, KeyLabel
from tui.widgets.lines import Lines
from tui.widgets.one_line import OneLine


class Rows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The rows of a form. What has no room is scrolled to: up and down always move to the next field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]


class Form(Drafted[Made | None, Made], Generic[Made]):
    """ctrl+s, and enter in the last field, hand back what was made; escape leaves, and asks where something was typed.

    What is wrong stands under its field, the first of which gets the keyboard, and above the fields what is about none
    of them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "save", show=False, priority=True),
    ]

    def heading(self) -> Message:
        """What the form is for."""
        raise NotImplementedError

    def accept(self, made: Made) -> None:
        """Check what is handed back a last time: a Problem raised refuses it."""

    def keys(self) -> list[tuple[str, str]]:
        t = self.session.language.t
        moving = [] if self.draft else [("↑ ↓", t("fields"))]  # in 80 columns there is no room for all
        first = [self.onward(t("save")), *moving, ("← →", t("choose"))]
        return [*first, ("ctrl+s", t("save")), ("esc", t("leave"))]

    def onward(self, last: str) -> KeyLabel:
        """Enter, with what it does in the field that has the keyboard; `last`: with what it does in the last one."""
        at_end = self.named(self.focused) == self.arrangement()[-1]
        return "⏎", last if at_end else self.session.language.t("next field")

    def on_descendant_focus(self, event: DescendantFocus) -> None:  # noqa: ARG002  # each class has its own part in it
        self.show_keys()

    def compose(self) -> ComposeResult:
        yield OneLine(Content(self.session.language.say(self.heading())), classes="heading")
        yield Static(id="draft")
        yield self.wrong()
        with Horizontal(id="form"):
            with Rows(id="fields"):
                for name in self.fields:
                    yield from self.row(name)
            yield Lines(cursor=False, focusable=False, id="preview", classes="preview")
        yield OneLine(id="hint")
        yield KeyBar(id="keys")

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
        question, kept = msg("Leave without saving what was typed?"), self.keeper.kept if self.keeper else None
        if kept is not None:
            at = by_viewer(kept, self.session.zone)
            question = msg("Leave without saving what was typed? The draft of {at} is dropped, too.", at=at)
        if await self.app.push_screen_wait(Confirm(self.session, question, title=msg("not saved"))):
            self.dismiss(None)
