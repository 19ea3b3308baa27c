"""A page of fields that keeps what was typed into it, as a draft, until that is saved or dropped."""

from typing import ClassVar, Generic

from textual.binding import Binding, BindingType
from textual.widgets import Static

from models.store import Draft
from models.values.message import Message, msg
from tui.forms.confirm import Confirm
from tui.forms.fields_page import FieldsPage, Made, Result
from tui.forms.keeper import Keeper
from tui.run.viewers_clock import by_viewer
from tui.widgets.keybar import KeyBar
from tui.widgets.said import say
from tui.words.draft import draft_words

DROPS = "ctrl+g"
"""The key that drops a draft: no field edits with it, nor does a terminal take it for itself."""


class Drafted(FieldsPage[Result, Made], Generic[Result, Made]):
    """A page with a keeper has it keep what was typed whenever the keyboard leaves a field.

    It begins with the draft that is there, says so in a line `#draft`, and has a key that drops it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding(DROPS, "drop_draft", show=False)]

    keeper: Keeper | None = None
    draft: Draft | None = None
    """What the page began with beside what is in the ledger, until it is dropped."""

    def show_keys(self) -> None:
        dropping = [(DROPS, self.session.language.t("drop the draft"))] if self.draft else []
        for bar in self.parts("KeyBar", KeyBar):
            bar.show([*self.keys(), *dropping])

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
        """Have what was typed kept; a page that was left has nothing to keep."""
        if self.keeper is not None and self.is_active:
            self.keeper.keep(self.to_keep())
            self.show_draft()

    def to_keep(self) -> dict[str, str]:
        """What is kept of what was typed."""
        return self.cells()

    def show_draft(self) -> None:
        """Say that the page shows a draft, or that none can be kept."""
        trouble = self.keeper.trouble if self.keeper else ""
        said = trouble or (self.session.language.say(self.drafted(self.draft)) if self.draft else "")
        for line in self.parts("#draft", Static):
            say(line, said)
            line.set_class(bool(said), "-says")
            line.set_class(bool(trouble), "-bad")

    def drafted(self, draft: Draft) -> Message:
        """That the page shows the draft, and what of the ledger that is newer it would overwrite."""
        say = self.session.language.say
        newer = {}
        for name in draft.overtaken(self._began):
            field, text = self.fields[name], self._began[name]
            words = dict(field.choices).get(text)
            newer[say(field.label)] = say(words) if words else text
        return draft_words(by_viewer(draft.at, self.session.zone), newer)

    def action_drop_draft(self) -> None:
        """Drop the draft that the page began with, after asking."""
        if self.draft is not None:
            self.run_worker(self._drop(self.draft))

    async def _drop(self, draft: Draft) -> None:
        at = by_viewer(draft.at, self.session.zone)
        question = msg("Drop the draft of {at}, with all that was typed since?", at=at)
        if await self.app.push_screen_wait(Confirm(self.session, question, title=msg("draft"))):
            self.draft = None
            self.put(self._began)
            self.keep_draft()
            self.show_keys()
            self.start()
