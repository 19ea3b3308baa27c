"""Importing from inside the app: a path, a preview, a decision."""

from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from models.exchange.answers import Answers
from models.exchange.merge import ImportPlan
from models.values.message import Problem, msg
from tui.forms.field import Field, Wrong
from tui.forms.form import Form
from tui.run.importing import read_file
from tui.run.session import Session
from tui.terminal.cells import Cells, wrap
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines, TextMaker
from tui.words.import_preview import preview

PATH = Field(msg("Import orders from a CSV or JSON file"), msg("path of the file on this host, like ~/orders.csv"))


class ImportScreen(Form[ImportPlan]):
    """Enter reads the file and previews it; enter again imports it if nothing is wrong."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, {"path": PATH})
        self._plan: ImportPlan | None = None
        self._lines: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static(Content(self.session.language.say(PATH.label)), classes="heading")
        yield from self.row("path")
        yield Lines(cursor=False, classes="preview")
        yield KeyBar(id="keys")

    def keys(self) -> list[tuple[str, str]]:
        t = self.session.language.t
        return [("⏎", t("preview") if self._ready is None else t("import them")), ("esc", t("leave"))]

    @property
    def _ready(self) -> ImportPlan | None:
        """What can be imported of the file that was read."""
        plan = self._plan
        return plan if plan is not None and (plan.new or plan.whole) and not plan.problems else None

    def follow(self) -> None:
        """Another path is another file: what was read before is not imported."""
        self._plan = None
        self.show_keys()

    def read(self, cells: dict[str, str]) -> ImportPlan | Wrong:  # noqa: ARG002  # a file is read when enter asks for it
        return self._ready or Wrong({})

    def preview(self, made: ImportPlan | Wrong) -> TextMaker:  # noqa: ARG002  # what was wrong with the file, too
        lines = self._lines

        def text(width: int) -> list[Cells]:
            return [((part, ""),) for line in lines for part in wrap(line, width, indent=4)]

        return text

    def action_save(self) -> None:
        """Import what was previewed, or preview it first."""
        if self._ready is None:
            self._read_file()
            self.show_keys()
            self.check()
        else:
            super().action_save()

    def _read_file(self) -> None:
        """Read the file that the path names."""
        t = self.session.language
        try:
            self._plan = read_file(self.session, Path(self.cells()["path"].strip())).answered(Answers())
            self._lines = preview(self.session, self._plan)
            if self._plan.problems:
                self._lines.append(t.t("nothing can be imported until these are mended in the file"))
        except Problem as problem:
            self._plan, self._lines = None, [t.say(problem.message)]

    def action_leave(self) -> None:
        """Leave at once: a path is not what would be saved."""
        self.dismiss(None)
