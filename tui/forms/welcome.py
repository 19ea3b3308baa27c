"""The first start, when there is no file yet."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from models.values.message import msg
from tui.run.session import Session
from tui.widgets.choices import Choices
from tui.widgets.lines import Lines
from tui.widgets.page import OneAnswer

CHOICES = {
    "add": msg("enter an order"),
    "import": msg("import orders from a CSV or JSON file"),
    "demo": msg("look at sample data first (nothing of it is kept)"),
    "": msg("just look around"),
}
HELLO = msg("Welcome to fenqi, the repayment checklist beside your phone. There is no ledger yet at {path}.")
PROMISE = msg("It pays nothing, logs in nowhere and asks for no password.")


class Welcome(OneAnswer[str], ModalScreen[str]):
    """What to begin with; the answer is a key of CHOICES."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        t = self.session.language
        hello = t.t(HELLO.template, path=str(self.session.store.path))
        with Vertical(classes="dialog"):
            yield Static(Content(f"{hello}\n{t.say(PROMISE)}\n"))
            yield Choices(classes="choices")
            yield Static(Content(t.t("arrows or j k choose, enter goes on")), classes="dim")

    def on_mount(self) -> None:
        labels = [self.session.language.say(words) for words in CHOICES.values()]
        choices = self.query_one(Choices)
        choices.offer(len(labels), lambda index, _width: ((labels[index], ""),))
        choices.focus()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        self.dismiss(list(CHOICES)[event.index])
