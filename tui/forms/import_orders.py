"""Importing from inside the app: a path, a preview, a decision."""

from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from models.exchange.merge import ImportPlan
from models.values.message import Problem
from tui.run.session import Session
from tui.terminal.cells import wrap
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.page import Page
from tui.words.import_preview import preview, read_plan


class ImportScreen(Page[ImportPlan | None]):
    """Enter reads the file and previews it; enter again imports it if nothing is wrong."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._plan: ImportPlan | None = None

    def compose(self) -> ComposeResult:
        t = self.session.tongue.t
        yield Static(Content(t("Import orders from a CSV or JSON file")), classes="heading")
        yield Input(placeholder=t("path of the file on this host, like ~/orders.csv"), compact=True)
        yield Lines(cursor=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._hint()

    def _hint(self) -> None:
        t = self.session.tongue.t
        ready = self._plan is not None and self._plan.new and not self._plan.problems
        self.query_one(KeyBar).show([("⏎", t("import them") if ready else t("preview")), ("esc", t("leave"))])

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._plan = None
        self._hint()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._plan is not None and self._plan.new and not self._plan.problems:
            self.dismiss(self._plan)
            return
        tongue = self.session.tongue
        try:
            self._plan = read_plan(self.session, Path(event.value.strip()))
            lines = preview(self.session, self._plan)
            if self._plan.problems:
                lines.append(tongue.t("nothing can be imported until these are mended in the file"))
        except Problem as problem:
            self._plan = None
            lines = [tongue.say(problem.message)]
        self.query_one(Lines).show_text(
            lambda width: [((part, ""),) for line in lines for part in wrap(line, width, indent=4)]
        )
        self._hint()
