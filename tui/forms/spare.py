"""What there is to spare beyond the bills: each month, and once. Nothing of it is stored."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from models.bills.payoff_turns import Spare
from models.values.message import Message, msg
from models.values.money import grouped, parse_amount
from tui.forms.field import Field, parsed, verbatim
from tui.forms.fields_dialog import FieldsDialog
from tui.run.session import Session
from tui.widgets.dialog import Box
from tui.widgets.sentences import Sentences

FIELDS = {
    "monthly": Field(msg("extra a month"), verbatim("0.00")),
    "once": Field(msg("once"), verbatim("0.00")),
}


class SpareForm(FieldsDialog[Spare]):
    """Two amounts; an empty one is none."""

    def __init__(self, session: Session, spare: Spare) -> None:
        given = {"monthly": spare.monthly, "once": spare.once}
        super().__init__(session, FIELDS, {name: grouped(fen) if fen else "" for name, fen in given.items()})

    def heading(self) -> Message:
        return msg("Money to spare")

    def compose(self) -> ComposeResult:
        t = self.session.language
        with Box(t.say(self.heading()), self.keys()):
            asked = t.t("How much more than your bills can you pay, from today on?")
            yield Sentences(Content(asked), classes="question")
            with Vertical(id="spare"):
                for name in FIELDS:
                    yield from self.row(name)
            yield self.wrong()

    def read(self, cells: dict[str, str]) -> Spare:
        return Spare(
            monthly=parsed(cells, "monthly", parse_amount) if cells["monthly"].strip() else 0,
            once=parsed(cells, "once", parse_amount) if cells["once"].strip() else 0,
        )
