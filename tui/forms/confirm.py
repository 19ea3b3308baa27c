"""A question before something that is hard to take back."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from models.values.message import Message, msg
from tui.forms.answering import answer_keys
from tui.run.session import Session
from tui.widgets.dialog import AnswerList, Box, Dialog
from tui.widgets.lines import Lines
from tui.widgets.sentences import Sentences

YES, NO = msg("yes"), msg("no")
QUESTION = msg("question")


class Confirm(Dialog[bool]):
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
        title: Message = QUESTION,
    ) -> None:
        super().__init__()
        self.session = session
        self._question = question
        self._note = note
        self._points = points
        self._labels = (session.language.say(yes), session.language.say(no))
        self._sure = sure
        self._title = title

    def compose(self) -> ComposeResult:
        t = self.session.language
        with Box(t.say(self._title), answer_keys(t)):
            yield Sentences(Content(t.say(self._question)), classes="question")
            if self._note is not None:
                yield Sentences(Content(t.say(self._note)), classes="dim")
            for point in self._points:
                yield Sentences(Content(f"· {t.say(point)}"))
            yield AnswerList(self._labels, 0 if self._sure else 1)

    def on_mount(self) -> None:
        self.query_one(AnswerList).focus()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        self.dismiss(event.index == 0)
