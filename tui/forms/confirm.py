"""A question before something that is hard to take back."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from models.values.message import Message, msg
from tui.run.session import Session
from tui.widgets.choices import Choices
from tui.widgets.lines import Lines
from tui.widgets.page import OneAnswer

YES, NO = msg("yes"), msg("no")


class Confirm(OneAnswer[bool], ModalScreen[bool]):
    """A sentence, perhaps with a `note` or `points` under it, and two answers.

    `sure` puts the cursor on yes: only where yes loses nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,n", "dismiss(False)", show=False)]

    def __init__(
        self,
        session: Session,
        question: Message,
        *,
        note: Message | None = None,
        points: Sequence[Message] = (),
        yes: Message = YES,
        no: Message = NO,
        sure: bool = False,
    ) -> None:
        super().__init__()
        self.session = session
        self._question = question
        self._note = note
        self._points = points
        self._labels = (session.language.say(yes), session.language.say(no))
        self._sure = sure

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self.session.language.say(self._question)))
            if self._note is not None:
                yield Static(Content(self.session.language.say(self._note)), classes="dim")
            for point in self._points:
                yield Static(Content(f"· {self.session.language.say(point)}"))
            yield Choices(classes="choices")

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.offer(2, lambda index, _width: ((self._labels[index], ""),), 0 if self._sure else 1)
        choices.focus()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        self.dismiss(event.index == 0)
