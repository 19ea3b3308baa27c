"""Which periods of an order were repaid before it is entered: asked once, when it is saved."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from models.values.message import Message, Problem, msg
from models.values.typed import parse_count
from tui.run.session import Session
from tui.widgets.choices import Choices
from tui.widgets.lines import Lines
from tui.widgets.page import Once
from tui.widgets.typed_line import TypedLine

LATER, WHICH = 3, 2
CHOICES = (
    msg("all of them"),
    msg("none of them"),
    msg("some of them: the last one that is repaid"),
    msg("later: they stay to be confirmed"),
)


class PastScreen(Once[int | None], ModalScreen[int | None]):
    """How many of the periods, from the first on, are repaid; None where that is not said."""

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
        with Vertical(classes="dialog"):
            yield Static(Content(t.say(self._question())))
            yield Choices(classes="choices")
            yield TypedLine(compact=True, select_on_focus=False, placeholder=t.t("its number"), id="last")
            yield Static(id="last-wrong", classes="wrong")

    def on_mount(self) -> None:
        self.query_one("#last").display = False
        said = [self.session.language.say(each) for each in CHOICES]
        choices = self.query_one(Choices)
        choices.offer(len(said), lambda index, _width: ((said[index], ""),), LATER)
        choices.focus()

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
        """Take an answer; of some of them, ask which is the last."""
        if index == WHICH and len(self._dues) > 1:
            box = self.query_one("#last", Input)
            box.display = True
            box.focus()
        elif index == WHICH:
            self.dismiss(self._dues[-1][0])
        else:
            self.dismiss((self._dues[-1][0], 0, None, None)[index])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        first, last = self._dues[0][0], self._dues[-1][0]
        try:
            number = parse_count(event.value)
            if not first <= number <= last:
                raise Problem("the period must be {first} to {last}", first=first, last=last)
        except Problem as problem:
            line = self.query_one("#last-wrong", Static)
            line.update(Content(self.session.language.say(problem.message)))
            line.add_class("-wrong")
        else:
            self.dismiss(number)
