"""Which periods of an order were repaid before it is entered: asked once, when it is saved or imported."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from models.exchange.periods import parse_periods_repaid
from models.values.message import Message, Problem, msg
from tui.forms.answering import answer_keys
from tui.run.session import Session
from tui.widgets.dialog import AnswerList, Box, Dialog
from tui.widgets.lines import Lines
from tui.widgets.said import say
from tui.widgets.sentences import Sentences
from tui.widgets.typed_line import TypedLine
from tui.words.punctuation import listed

WHICH = 2
ONE = (msg("yes, it is repaid"), msg("no, it is not"), msg("later: it stays to be confirmed"))
"""The answers about one period."""
CHOICES = (
    msg("all of them"),
    msg("none of them"),
    msg("some of them: which"),
    msg("later: they stay to be confirmed"),
)


class PastScreen(Dialog[frozenset[int] | None]):
    """Which of the periods are repaid; None where that is not said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
    ]

    def __init__(self, session: Session, title: str, dues: Sequence[tuple[int, date]]) -> None:
        """`dues` are the periods that were due already, with their dates."""
        super().__init__()
        self.session = session
        self._title = title
        self._dues = dues

    def compose(self) -> ComposeResult:
        t = self.session.language
        with Box(t.t("earlier periods"), answer_keys(t)):
            yield Sentences(Content(t.say(self._question())), classes="question")
            choices = CHOICES if len(self._dues) > 1 else ONE
            yield AnswerList([t.say(each) for each in choices], len(choices) - 1)
            yield TypedLine(select_on_focus=False, placeholder=t.t("1,3 or 1-2; 2: the first 2"), id="which")
            yield Sentences(id="which-read", classes="wrong")

    def on_mount(self) -> None:
        self.query_one("#which").display = False
        self.query_one(AnswerList).focus()

    def _question(self) -> Message:
        (first, since), (last, until) = self._dues[0], self._dues[-1]
        if first == last:
            due = since.isoformat()
            return msg(
                "Period {number} of {title} was due on {due}. Is it repaid?", number=first, title=self._title, due=due
            )
        return msg(
            "Periods {first} to {last} of {title} were due, from {since} to {until}. Are they repaid?",
            first=first,
            last=last,
            title=self._title,
            since=since.isoformat(),
            until=until.isoformat(),
        )

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        self._choose(event.index)

    def _choose(self, index: int) -> None:
        """Take an answer; of some of them, ask which."""
        every = frozenset(number for number, _ in self._dues)
        if index == WHICH and len(every) > 1:
            box = self.query_one("#which", Input)
            box.display = True
            box.focus()
        else:
            self.dismiss({0: every, 1: frozenset[int]()}.get(index))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say while it is typed which periods that is: a number alone counts from the first on."""
        event.stop()
        t, repaid = self.session.language, self._read(event.value) if event.value.strip() else None
        if isinstance(repaid, frozenset):
            words = t.t("repaid: {some}", some=listed(map(str, sorted(repaid)), t) or "—")
            rest = listed((str(number) for number, _ in self._dues if number not in repaid), t)
            self._show(t.t("{repaid}; not repaid: {rest}", repaid=words, rest=rest) if rest else words, wrong=False)
        else:
            self._show("", wrong=False)

    def _read(self, text: str) -> frozenset[int] | Message:
        """The periods, or what is wrong with the text."""
        first, last = self._dues[0][0], self._dues[-1][0]
        try:
            repaid = parse_periods_repaid(text)
        except Problem as problem:
            return problem.message
        if repaid - {number for number, _ in self._dues}:
            return msg("the periods must be {first} to {last}", first=first, last=last)
        return repaid

    def _show(self, said: str, *, wrong: bool) -> None:
        line = self.query_one("#which-read", Static)
        say(line, said)
        line.set_class(bool(said) and not wrong, "-says")
        line.set_class(wrong, "-wrong")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        repaid = self._read(event.value)
        if isinstance(repaid, frozenset):
            self.dismiss(repaid)
        else:
            self._show(self.session.language.say(repaid), wrong=True)
