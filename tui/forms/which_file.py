"""Which file: a path to type, and the files to choose from. Enter reads it and shows what is in it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Generic

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize

from models.store.beside import ChoosableFile, completed
from models.values.message import Problem
from tui.forms.field import Field, Wrong
from tui.forms.fields_page import Made
from tui.forms.form import Form
from tui.run.importing import working_directory
from tui.run.session import Session
from tui.run.viewers_clock import by_viewer
from tui.terminal.cells import Cells, fit, flow
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines, TextMaker
from tui.widgets.one_line import OneLine
from tui.widgets.page import Page


class WhichFile(Form[Made], Generic[Made]):
    """What a file needs, a path to type, and the files to choose from."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False, priority=True)]
    ASKED: ClassVar[Field]

    def __init__(self, session: Session) -> None:
        super().__init__(session, {"path": self.ASKED})
        self._files: tuple[ChoosableFile, ...] = ()
        self._said: list[tuple[str, str]] = []
        """What came of the last key, and its style."""

    def needs(self) -> Sequence[str]:
        """What there is to know of such a file before one is chosen."""
        raise NotImplementedError

    def to_choose(self) -> tuple[ChoosableFile, ...]:
        """The files that may be chosen, as they are now."""
        raise NotImplementedError

    def none_to_choose(self) -> str:
        """That there is none."""
        raise NotImplementedError

    def page_of(self, path: Path) -> Page[Made | None]:
        """What is in the file; Problem where it cannot be read."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield OneLine(Content(self.session.language.say(self.ASKED.label)), classes="heading")
        yield from self.row("path")
        yield Lines(cursor=False, focusable=False, classes="preview", id="needs")
        yield Lines(cursor=True, id="files")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.list_files()

    def list_files(self) -> None:
        """The files that may be chosen, as they are now."""
        self._files = self.to_choose()
        self.query_one("#files", Lines).show(
            len(self._files), lambda index, width: self._row(self._files[index], width)
        )

    def _row(self, file: ChoosableFile, width: int) -> Cells:
        at = by_viewer(datetime.fromtimestamp(file.written, UTC), self.session.zone)
        figures = f"  {_size(file.size):>8}  {at}"
        return ((fit(_as_typed(file.path), max(1, width - len(figures))), ""), (figures, "dim"))

    def keys(self) -> list[tuple[str, str]]:
        t = self.session.language.t
        return [("⏎", t("preview")), ("tab", t("complete")), ("↑ ↓", t("files")), ("esc", t("leave"))]

    def read(self, cells: dict[str, str]) -> Made | Wrong:  # noqa: ARG002  # a file is read when enter asks for it
        return Wrong({})

    def follow(self) -> None:
        """Another path: what was said of the last one is no longer so."""
        self._said = []

    def preview(self, made: Made | Wrong) -> TextMaker:  # noqa: ARG002  # what a file needs, whatever was typed
        return self._needed

    def _needed(self, width: int) -> list[Cells]:
        said = self._said or [(each, "dim") for each in self.needs()]
        files = self.session.language.t("Files to choose from:") if self._files else self.none_to_choose()
        lines: list[Cells] = []
        for line, ink in said:
            lines += flow([((line, ink),)], width)  # which breaks a path that is longer than a line
        return [*lines, ((files, ""),)]

    def check(self, typed: str = "", *, everywhere: bool = False) -> Made | Wrong:
        made = super().check(typed, everywhere=everywhere)
        self._give_room()
        return made

    def on_resize(self, _event: Resize) -> None:
        self.call_after_refresh(self._give_room)  # by then its width is known

    def _give_room(self) -> None:
        """All of what is said is shown, as long as half of the page is left to the files."""
        needs = self.query_one("#needs", Lines)
        needs.styles.height = min(len(self._needed(max(1, needs.room))) + 1, max(2, self.size.height // 2))

    def action_go_on(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Read the file that the path names, and show what is in it."""
        typed = self.cells()["path"].strip()
        if typed:
            self._open(Path(typed))
        else:
            self.say(self.session.language.t("type the path of the file, or choose one below"), "warn")

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        path = self._files[event.index].path
        self.put({"path": str(path)})
        self._open(path)

    def _open(self, path: Path) -> None:
        try:
            page = self.page_of(path)
        except Problem as problem:
            self.say(self.session.language.say(problem.message), "warn")
        else:
            self.run_worker(self._read(page), exclusive=True)

    async def _read(self, page: Page[Made | None]) -> None:
        made = await self.app.push_screen_wait(page)
        if made is not None:
            self.dismiss(made)

    def action_complete(self) -> None:
        """Go on with the path that was begun; where it does not go on, go to the files."""
        typed = self.cells()["path"]
        longer = completed(typed) if typed else typed
        if longer == typed or not self.boxes["path"].has_focus:
            self.focus_next()
        else:
            self.put({"path": longer})

    def say(self, sentence: str, ink: str) -> None:
        """Say what came of a key, in as many lines as that takes."""
        self._said = [(sentence, ink)]
        self.check()

    def action_leave(self) -> None:
        """Leave at once: a path is not what would be saved."""
        self.dismiss(None)


def _as_typed(path: Path) -> str:
    """The path as it is typed: from here, or from home."""
    here, home = working_directory(), Path.home()
    if path.parent == here:
        return path.name
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _size(count: int) -> str:
    return (
        f"{count} B" if count < 1_000 else f"{count / 1_000:,.1f} kB" if count < 1_000_000 else f"{count / 1e6:,.1f} MB"
    )
