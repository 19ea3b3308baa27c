"""Which statement: a file of an institution or a payment app, which is laid beside the ledger."""

from collections.abc import Sequence
from pathlib import Path

from models.exchange.statement.read import MAX_BYTES, read_statement
from models.store.beside import ChoosableFile
from models.values.message import Problem, msg
from tui.forms.field import Field
from tui.forms.statement import StatementPage
from tui.forms.which_file import WhichFile
from tui.run.given_file import file_bytes
from tui.run.importing import files_ending
from tui.run.session import Session
from tui.state.statement_page import AnsweredStatement, StatementActs
from tui.words.statement_page import statement_needs

ENDINGS = ("csv", "xlsx", "eml")
"""The endings of the files that institutions hand out. What is in them decides; these only list them."""


class StatementFile(WhichFile[AnsweredStatement]):
    """The files that may be statements."""

    ASKED = Field(
        msg("Reconcile with a statement"),
        msg("path on the machine that fenqi runs on, like ~/alipay.csv"),
    )

    def __init__(self, session: Session, acts: StatementActs) -> None:
        super().__init__(session)
        self._acts = acts

    def needs(self) -> Sequence[str]:
        return statement_needs(self.session.language)

    def to_choose(self) -> tuple[ChoosableFile, ...]:
        return files_ending(self.session, ENDINGS)

    def none_to_choose(self) -> str:
        return self.session.language.t("No statement lies here, at home or in Downloads.")

    def page_of(self, path: Path) -> StatementPage:
        statement = read_statement(file_bytes(path, MAX_BYTES), self.session.now(), path.name)
        if statement.is_unreadable:
            first, language = statement.unreadable[0], self.session.language
            raise Problem(
                "no row of this statement can be read; row {row}: {why}",
                row=first.row,
                why=language.say(first.message),
            )
        return StatementPage(self.session, statement, self._acts)
