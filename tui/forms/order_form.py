"""Entering and editing an order: what the shop's order page shows, with the schedule while typing."""

from collections.abc import Mapping

from models.bills.overview import HOME_ZONE
from models.channels.channel import Catalogue
from models.channels.due import first_due
from models.channels.effective import channel_of
from models.exchange.account_names import channel_names
from models.exchange.record import order_fields
from models.exchange.row import read_row
from models.ledger.order import Order
from models.values.dates import today
from models.values.message import Message, Problem, msg
from models.values.typed import parse_date, parse_local_time
from tui.forms.field import Wrong, verbatim
from tui.forms.form import Form
from tui.forms.order_fields import RATED_PRICE, FeeKind, arrangement, columns_of, edited, fields, problems_of, texts_of
from tui.run.session import Session
from tui.terminal.cells import Cells
from tui.widgets.lines import TextMaker
from tui.words.order_preview import missing, ruled, schedule

NO_RULE = msg("this channel has no fixed day; type the first due date")


class OrderForm(Form[Order]):
    """A field a line on the left, the schedule or what is missing on the right."""

    def __init__(
        self,
        session: Session,
        channels: Catalogue,
        order: Order | None = None,
        refused: Order | None = None,
        reason: str = "",
    ) -> None:
        """The form of `order`, or of a new one; of what was `refused` for that `reason`, to be made otherwise."""
        # An order whose channel is lost keeps it until another is chosen.
        self._channels = {**channels, order.account_id: channel_of(channels, order.account_id)} if order else channels
        self._names = channel_names(self._channels)
        self._order = order
        self._begin = begin = refused or order
        self._initial: dict[str, str] = {}
        super().__init__(session, fields(self._channels), texts_of(order_fields(begin)) if begin else {})
        if reason:
            self.refused = {"": verbatim(reason)}

    def heading(self) -> Message:
        return msg("Edit the order") if self._order else msg("New order")

    @property
    def _kind(self) -> FeeKind:
        return FeeKind(self.boxes["fee_kind"].value)

    def arrangement(self) -> tuple[str, ...]:
        return arrangement(self._kind)

    def settle(self) -> None:
        super().settle()
        self._initial = self.cells()

    def hint(self, name: str) -> Message | None:
        return RATED_PRICE if name == "principal" and self._kind is not FeeKind.AMOUNTS else super().hint(name)

    def read(self, cells: dict[str, str]) -> Order | Wrong:
        cells["first_due"] = cells["first_due"].strip() or self._implied(cells)
        result = read_row(0, columns_of(cells), self._names)
        problems = problems_of(cells, () if isinstance(result, Order) else result)
        if problems or not isinstance(result, Order):
            wrong = {each.column: each.message for each in problems}
            if "first_due" in wrong and not cells["first_due"]:
                wrong["first_due"] = NO_RULE
            return Wrong(wrong)
        if self._order is None or self._begin is None:
            return result
        typed = {name for name, text in cells.items() if text != self._initial.get(name)}
        return edited(self._order, self._begin, result, typed)

    def _implied(self, cells: Mapping[str, str]) -> str:
        """The first due date that the channel's rule implies; "" where it implies none."""
        confirmed = cells["confirmed_on"].strip()
        try:
            counted = parse_date(confirmed) if confirmed else parse_local_time(cells["bought_at"]).date()
        except Problem:
            return ""
        day = first_due(self._channels[cells["channel"]], counted)
        return day.isoformat() if day else ""

    def preview(self, made: Order | Wrong) -> TextMaker:
        t, day, cells = self.session.language, today(self.session.now(), HOME_ZONE), self.cells()
        implied = "" if cells["first_due"].strip() else self._implied(cells)

        def text(width: int) -> list[Cells]:
            lines = ruled(implied, t, width)
            if isinstance(made, Wrong):
                labels = [t.say(self.fields[name].label) for name in made.at if name in self.fields]
                return lines + missing(labels, t, width)
            return lines + schedule(made, self._channels, day, t, width)

        return text
