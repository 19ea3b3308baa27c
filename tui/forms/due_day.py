"""A due day that an account was moved to, where it is not known which days its institution allows."""

from collections.abc import Callable
from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from models.channels import checks as check
from models.channels.channel import Channel
from models.channels.cycle import DueMove
from models.channels.rules import Mode
from models.values.message import Message, Words, msg
from models.values.typed import parse_count
from tui.forms.field import Field, parsed
from tui.forms.fields_dialog import FieldsDialog
from tui.run.session import Session
from tui.widgets.dialog import Box
from tui.widgets.sentences import Sentences

FIELDS = {
    "due_day": Field(msg("due day"), msg("the new one: 1 to 31")),
    "bill_day": Field(msg("bill day"), msg("1 to 31")),
}


class DueDayForm(FieldsDialog[DueMove]):
    """The new due day of `channel`, an account, of what is billed from `since` on; and its bill day, where it has one.

    `refuses` raises the Problem of a move that will not do. The bill day that holds now, if any, stands there.
    """

    def __init__(
        self,
        session: Session,
        channel: Channel,
        bill_day: int | None,
        since: date,
        refuses: Callable[[DueMove], object],
    ) -> None:
        fields = FIELDS if channel.mode is Mode.STATEMENT else {"due_day": FIELDS["due_day"]}
        super().__init__(session, fields, {"bill_day": str(bill_day or "")})
        self._channel, self._since, self._refuses = channel, since, refuses

    def heading(self) -> Message:
        return msg("move due day")

    def called(self, channel: str) -> Words | None:
        return self._channel.name if channel == self._channel.id else super().called(channel)

    def compose(self) -> ComposeResult:
        t = self.session.language
        asked = t.t(
            "On which day are new bills of {account} due from today on? Move it in its app first.",
            account=self._channel.name,
        )
        with Box(t.say(self.heading()), self.keys()):
            yield Sentences(Content(asked), classes="question")
            yield Sentences(Content(t.t("Its app says which days there are: they are not known here.")))
            with Vertical(id="due-day"):
                for name in self.fields:
                    yield from self.row(name)
            yield self.wrong()

    def read(self, cells: dict[str, str]) -> DueMove:
        billed = self._day(cells, "bill_day") if cells.get("bill_day", "").strip() else None
        return DueMove(self._since, billed, self._day(cells, "due_day"))

    def accept(self, made: DueMove) -> None:
        self._refuses(made)

    def _day(self, cells: dict[str, str], name: str) -> int:
        day = parsed(cells, name, parse_count)
        check.within(self._channel.id, name, day, 1, 31)
        return day
