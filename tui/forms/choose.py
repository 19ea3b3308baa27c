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
from tui.widgets.lines import Lines
from tui.widgets.page import Once

MOST = 10
"""How many answers are in sight at once."""


class Choose(Once[str | None], ModalScreen[str | None]):
    """Sentences and the words of the answers by their ids: the id of the one that is chosen, None for `esc`.

    A digit chooses the answer with that number. The cursor begins on `first`: on one that claims nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        *(Binding(str(number), f"number({number})", show=False) for number in range(1, 10)),
    ]

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
            yield Lines(cursor=True, classes="choices")

    def on_mount(self) -> None:
        labels = [f"{number} {words}" for number, words in enumerate(self._answers.values(), 1)]
        choices = self.query_one(Lines)
        choices.styles.height = min(MOST, len(labels))
        choices.show(len(labels), lambda index, _width: ((labels[index], ""),), list(self._answers).index(self._first))
        choices.focus()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        self.action_number(event.index + 1)

    def action_number(self, number: int) -> None:
        """Answer with the answer of that number, where there is one."""
        if number <= len(self._answers):
            self.dismiss(list(self._answers)[number - 1])
