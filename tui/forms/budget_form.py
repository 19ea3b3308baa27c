"""Income, payday and fixed costs: each may be left empty, and is not known then."""

from models.bills.book import Book
from models.bills.proportion import proportion
from models.ledger.budget import Budget
from models.values.message import Message, msg
from models.values.money import Fen, grouped, parse_amount
from models.values.typed import parse_count
from tui.forms.field import Field, Wrong, parsed
from tui.forms.form import Form
from tui.run.session import Session
from tui.terminal.cells import Cells, wrap
from tui.widgets.lines import TextMaker
from tui.words.proportion import sentences

OPTIONAL = msg("optional; empty: not known")
FIELDS = {
    "income": Field(msg("income a month"), OPTIONAL, about=msg("what comes in every month, like 12000")),
    "payday": Field(msg("payday"), OPTIONAL, about=msg("the day of the month on which it comes, 1 to 31")),
    "fixed": Field(msg("fixed costs"), OPTIONAL, about=msg("what goes out every month besides instalments, like rent")),
}


class BudgetForm(Form[Budget]):
    """A field a line; beside them what follows for this month and until the payday."""

    def __init__(self, session: Session, budget: Budget, book: Book) -> None:
        self._book = book
        super().__init__(session, FIELDS, _texts(budget))

    def heading(self) -> Message:
        return msg("Income, payday and fixed costs")

    def keys(self) -> list[tuple[str, str]]:
        usual = super().keys()
        return [each for each in usual if each[0] != "← →"]  # there is nothing to choose

    def read(self, cells: dict[str, str]) -> Budget:
        return Budget(
            income=parsed(cells, "income", parse_amount) if cells["income"].strip() else None,
            payday=parsed(cells, "payday", parse_count) if cells["payday"].strip() else None,
            fixed=parsed(cells, "fixed", parse_amount) if cells["fixed"].strip() else None,
        )

    def preview(self, made: Budget | Wrong) -> TextMaker | None:
        if isinstance(made, Wrong):
            return None
        said = sentences(proportion(self._book, made, self.session.now()), self.session.language)

        def text(width: int) -> list[Cells]:
            return [((line, ink),) for sentence, ink in said for line in wrap(sentence, width, indent=2)]

        return text


def _texts(budget: Budget) -> dict[str, str]:
    """What stands in the fields of a budget."""
    return {
        "income": _amount(budget.income),
        "payday": "" if budget.payday is None else str(budget.payday),
        "fixed": _amount(budget.fixed),
    }


def _amount(fen: Fen | None) -> str:
    return "" if fen is None else grouped(fen)
