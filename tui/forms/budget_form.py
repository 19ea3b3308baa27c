"""Income, payday and fixed costs: each may be left empty, and is not known then."""

from models.actions.balance import typed_label
from models.bills.book import Book
from models.bills.proportion import proportion
from models.ledger.budget import Budget
from models.ledger.ledger import Ledger
from models.values.message import Message, msg
from models.values.money import Fen, grouped, parse_amount
from models.values.typed import parse_count
from tui.forms.field import Field, Wrong, parsed
from tui.forms.form import Form
from tui.run.session import Session
from tui.terminal.cells import Cells, wrap
from tui.widgets.lines import TextMaker
from tui.words.proportion import sentences

FIELDS = {
    "income": Field(msg("income a month"), about=msg("what comes in every month, like 12000")),
    "payday": Field(msg("payday"), about=msg("the day of the month on which it comes, 1 to 31")),
    "fixed": Field(msg("fixed costs"), about=msg("what goes out every month besides instalments, like rent")),
    "fixed_day": Field(msg("their day"), about=msg("the day of the month on which they go out, 1 to 31")),
    "pay_account": Field(
        msg("pay comes on"), about=msg("the account on which the pay comes and from which you pay by hand")
    ),
}


class BudgetForm(Form[Budget]):
    """A field a line; beside them what follows for this month and until the payday."""

    def __init__(self, session: Session, budget: Budget, book: Book, ledger: Ledger) -> None:
        self._book = book
        self._ledger = ledger
        super().__init__(session, FIELDS, _texts(budget))

    def heading(self) -> Message:
        return msg("Income, payday and fixed costs: all optional")

    def keys(self) -> list[tuple[str, str]]:
        usual = super().keys()
        return [each for each in usual if each[0] != "← →"]  # there is nothing to choose

    def read(self, cells: dict[str, str]) -> Budget:
        return Budget(
            income=parsed(cells, "income", parse_amount) if cells["income"].strip() else None,
            payday=parsed(cells, "payday", parse_count) if cells["payday"].strip() else None,
            fixed=parsed(cells, "fixed", parse_amount) if cells["fixed"].strip() else None,
            fixed_day=parsed(cells, "fixed_day", parse_count) if cells["fixed_day"].strip() else None,
            pay_account=parsed(cells, "pay_account", self._label) if cells["pay_account"].strip() else "",
        )

    def _label(self, text: str) -> str:
        """The account as the ledger has it."""
        return typed_label(self._ledger, text)

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
        "fixed_day": "" if budget.fixed_day is None else str(budget.fixed_day),
        "pay_account": budget.pay_account,
    }


def _amount(fen: Fen | None) -> str:
    return "" if fen is None else grouped(fen)
