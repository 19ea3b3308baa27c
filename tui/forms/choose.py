"""A question with several answers, of which one is chosen."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.run.session import Session
from tui.widgets.choices import Choices
from tui.widgets.lines import Lines
from tui.widgets.page import OneAnswer

MOST = 10
"""How many answers are in sight at once."""


class Choose(OneAnswer[str | None], ModalScreen[str | None]):
    """Sentences and the words of the answers by their ids: the id of the one that is chosen, None for `esc`.

    A digit chooses the answer with that number. The cursor begins on `first`: on one that claims nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, session: Session, said: Sequence[str], answers: Mapping[str, str], first: str) -> None:
        super().__init__()
        self.session = session
        self._said = said
        self._answers = answers
        self._first = first

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            for sentence in self._said:
                yield Static(Content(sentence))
            yield Choices(classes="choices")

    def on_mount(self) -> None:
        labels = list(self._answers.values())
        choices = self.query_one(Choices)
        choices.styles.height = min(MOST, len(labels))
        choices.offer(len(labels), lambda index, _width: ((labels[index], ""),), list(self._answers).index(self._first))
        choices.focus()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        self.dismiss(list(self._answers)[event.index])
