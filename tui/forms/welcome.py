"""The first start, when there is no file yet."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from models.exchange.format_names import FORMAT_NAMES
from models.values.message import msg
from tui.forms.answering import answer_keys
from tui.run.session import Session
from tui.widgets.dialog import AnswerList, Box, Dialog
from tui.widgets.keybar import KeyLabel
from tui.widgets.lines import Lines
from tui.widgets.sentences import Sentences

CHOICES = {
    "add": msg("enter an order"),
    "import": msg("import orders from a {formats} file", formats=FORMAT_NAMES),
    "demo": msg("look at sample data first (nothing of it is kept)"),
    "": msg("just look around"),
}
HELLO = msg("Welcome to fenqi, the repayment checklist beside your phone. There is no ledger at {path} yet.")
PROMISE = msg("It pays nothing, logs in nowhere and asks for no password.")


class Welcome(Dialog[str]):
    """What to begin with; the answer is a key of CHOICES."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss('')", show=False),
        # The keys that the invitation below names, which stands dimmed around the question.
        Binding("a", "dismiss('add')", show=False),
        Binding("i", "dismiss('import')", show=False),
        Binding("D", "dismiss('demo')", show=False),
        Binding("q", "app.quit", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    @property
    def keys(self) -> tuple[KeyLabel, ...]:
        """What its keys do."""
        t = self.session.language
        return (*answer_keys(t), ("q", t.t("quit")))

    def compose(self) -> ComposeResult:
        t = self.session.language
        hello = t.t(HELLO.template, path=str(self.session.store.path))
        with Box("fenqi", self.keys):
            yield Sentences(Content(hello), classes="question")
            yield Sentences(Content(t.say(PROMISE)), classes="dim")
            yield AnswerList([t.say(words) for words in CHOICES.values()])

    def on_mount(self) -> None:
        self.query_one(AnswerList).focus()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        self.dismiss(list(CHOICES)[event.index])
