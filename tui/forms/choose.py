"""A question with several answers, of which one is chosen."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from tui.forms.answering import answer_keys
from tui.forms.confirm import QUESTION
from tui.run.session import Session
from tui.widgets.dialog import AnswerList, Box, Dialog
from tui.widgets.lines import Lines
from tui.widgets.sentences import Sentences


class Choose(Dialog[str | None]):
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
        t = self.session.language
        with Box(t.say(QUESTION), answer_keys(t)):
            for sentence in self._said:
                yield Sentences(Content(sentence))
            yield AnswerList(list(self._answers.values()), list(self._answers).index(self._first))

    def on_mount(self) -> None:
        self.query_one(AnswerList).focus()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        self.dismiss(list(self._answers)[event.index])
