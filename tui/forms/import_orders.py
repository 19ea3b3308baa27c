"""Importing from inside the app: which file, then its preview, then a decision."""

from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from models.exchange.formats import FORMAT_NAMES, guess_format
from models.exchange.merge import ImportPlan
from models.store.beside import ChoosableFile, completed
from models.values.message import Problem, msg
from tui.forms.field import Field, Wrong
from tui.forms.form import Form
from tui.forms.import_preview import ImportPreview
from tui.run.importing import read_file, template_path, to_choose, write_new
from tui.run.session import Session
from tui.terminal.cells import Cells, fit, flow
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines, TextMaker
from tui.words.template import needs, template_text

PATH = Field(
    msg("Import orders from a {formats} file", formats=FORMAT_NAMES),
    msg("path on the machine that fenqi runs on, like ~/orders.csv"),
)

KILO, MEGA = 1_000, 1_000_000


class ImportScreen(Form[ImportPlan]):
    """What a file needs, a path to type, and the files to choose from. Enter reads the file and previews it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False, priority=True),
        Binding("ctrl+t", "template", show=False, priority=True),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session, {"path": PATH})
        self._files: tuple[ChoosableFile, ...] = ()
        self._said: list[tuple[str, str]] = []
        """What came of the last key, and its style."""

    def compose(self) -> ComposeResult:
        yield Static(Content(self.session.language.say(PATH.label)), classes="heading")
        yield from self.row("path")
        yield Lines(cursor=False, focusable=False, classes="preview", id="needs")
        yield Lines(cursor=True, id="files")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._list()

    def _list(self) -> None:
        """The files that may be chosen, as they are now."""
        self._files = to_choose(self.session)
        self.query_one("#files", Lines).show(
            len(self._files), lambda index, width: self._row(self._files[index], width)
        )

    def _row(self, file: ChoosableFile, width: int) -> Cells:
        at = datetime.fromtimestamp(file.written, UTC).astimezone(self.session.now().tzinfo)
        figures = f"  {_size(file.size):>8}  {at:%Y-%m-%d %H:%M}"
        return ((fit(_as_typed(file.path), max(1, width - len(figures))), ""), (figures, "dim"))

    def keys(self) -> list[tuple[str, str]]:
        t = self.session.language.t
        return [
            ("⏎", t("preview")),
            ("tab", t("complete")),
            ("↑ ↓", t("files")),
            ("ctrl+t", t("write an example")),
            ("esc", t("leave")),
        ]

    def read(self, cells: dict[str, str]) -> ImportPlan | Wrong:  # noqa: ARG002  # a file is read when enter asks for it
        return Wrong({})

    def follow(self) -> None:
        """Another path: what was said of the last one is no longer so."""
        self._said = []

    def preview(self, made: ImportPlan | Wrong) -> TextMaker:  # noqa: ARG002  # what a file needs, whatever was typed
        t, said = self.session.language, list(self._said)
        wanted = [*needs(t), t.t("`ctrl+t` writes an example to fill in, under the path that is typed, or here")]
        files = (
            t.t("Files to choose from:")
            if self._files
            else t.t("No {formats} file lies here, at home or in Downloads.", formats=FORMAT_NAMES)
        )

        def text(width: int) -> list[Cells]:
            lines: list[Cells] = []
            for line, ink in said or [(each, "dim") for each in wanted]:
                lines += flow([((line, ink),)], width)  # which breaks a path that is longer than a line
            return [*lines, ((files, ""),)]

        return text

    def action_go_on(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Read the file that the path names, and preview it."""
        typed = self.cells()["path"].strip()
        if typed:
            self._open(Path(typed))

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        path = self._files[event.index].path
        self.put({"path": str(path)})
        self._open(path)

    def _open(self, path: Path) -> None:
        try:
            found = read_file(self.session, path)
        except Problem as problem:
            self._say(self.session.language.say(problem.message), "bad")
        else:
            self.run_worker(self._preview(ImportPreview(self.session, path.name, found)), exclusive=True)

    async def _preview(self, page: ImportPreview) -> None:
        plan = await self.app.push_screen_wait(page)
        if plan is not None:
            self.dismiss(plan)

    def action_complete(self) -> None:
        """Go on with the path that was begun; where it does not go on, go to the files."""
        typed = self.cells()["path"]
        longer = completed(typed) if typed else typed
        if longer == typed or not self.boxes["path"].has_focus:
            self.focus_next()
        else:
            self.put({"path": longer})

    def action_template(self) -> None:
        """Write an example, and say where it is."""
        t = self.session.language
        try:
            path = template_path(self.cells()["path"].strip())
            form = guess_format(path.name, b"")
            write_new(path, template_text(form, t), form)
        except Problem as problem:
            self._say(t.say(problem.message), "bad")
        else:
            self._list()
            self._say(t.t("an example to fill in is at {path}", path=str(path)), "good")

    def _say(self, sentence: str, ink: str) -> None:
        self._said = [(sentence, ink)]
        self.check()

    def action_leave(self) -> None:
        """Leave at once: a path is not what would be saved."""
        self.dismiss(None)


def _as_typed(path: Path) -> str:
    """The path as it is typed: from here, or from home."""
    here, home = Path.cwd(), Path.home()
    if path.parent == here:
        return path.name
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _size(count: int) -> str:
    return (
        f"{count} B" if count < 1_000 else f"{count / 1_000:,.1f} kB" if count < 1_000_000 else f"{count / 1e6:,.1f} MB"
    )
