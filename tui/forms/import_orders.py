"""Importing from inside the app: which file, then its preview, then a decision."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.exchange.format_names import FORMAT_NAMES
from models.exchange.formats import guess_format
from models.exchange.merge import ImportPlan
from models.store.beside import ChoosableFile
from models.values.message import Problem, msg
from tui.forms.field import Field
from tui.forms.import_preview import ImportPreview
from tui.forms.which_file import WhichFile
from tui.run.importing import read_file, template_path, to_choose, write_new
from tui.words.template import needs, template_text


class ImportScreen(WhichFile[ImportPlan]):
    """The files of orders; ctrl+t writes an example of one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "template", show=False, priority=True)]
    ASKED = Field(
        msg("Import orders from a {formats} file", formats=FORMAT_NAMES),
        msg("path on the machine that fenqi runs on, like ~/orders.csv"),
    )

    def keys(self) -> list[tuple[str, str]]:
        keys = super().keys()
        return [*keys[:-1], ("ctrl+t", self.session.language.t("write an example")), keys[-1]]

    def needs(self) -> Sequence[str]:
        t = self.session.language
        return [*needs(t), t.t("`ctrl+t` writes an example to fill in, under the path that is typed, or here")]

    def to_choose(self) -> tuple[ChoosableFile, ...]:
        return to_choose(self.session)

    def none_to_choose(self) -> str:
        return self.session.language.t("No {formats} file lies here, at home or in Downloads.", formats=FORMAT_NAMES)

    def page_of(self, path: Path) -> ImportPreview:
        return ImportPreview(self.session, path.name, read_file(self.session, path))

    def action_template(self) -> None:
        """Write an example, and say where it is."""
        t = self.session.language
        try:
            path = template_path(self.cells()["path"].strip())
            form = guess_format(path.name, b"")
            write_new(path, template_text(form, t), form)
        except Problem as problem:
            self.say(t.say(problem.message), "warn")
        else:
            self.list_files()
            self.say(t.t("an example to fill in is at {path}", path=str(path)), "good")
