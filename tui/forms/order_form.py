"""Entering and editing an order: what the shop's order page shows, with the schedule while typing."""

from collections.abc import Mapping

from textual.widgets import Input

from models.bills.overview import HOME_ZONE
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.exchange.account_names import channel_names
from models.exchange.purchase_day import check_bought
from models.exchange.record import order_fields
from models.exchange.row import NO_RULE, first_by_rule, read_row
from models.exchange.typed_order import BY_RULE, is_ruled, with_typed
from models.ledger.order import Order
from models.values.dates import today
from models.values.message import Message, Problem, msg
from models.values.typed import parse_date, parse_local_time
from tui.forms.field import Wrong, verbatim
from tui.forms.form import Form
from tui.forms.order_fields import RATED_PRICE, FeeKind, arrangement, columns_of, fields, problems_of, texts_of
from tui.run.session import Session
from tui.terminal.cells import Cells
from tui.widgets.lines import TextMaker
from tui.words.order_preview import missing, ruled, schedule


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
        ruled = begin is not None and is_ruled(begin, channel_of(self._channels, begin.account_id))
        self._ruled = begin.first_due.isoformat() if begin and ruled else None
        """What the account's rule has put into the field of the first due date; what the user has put there stays."""
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
        result = read_row(0, columns_of(cells), self._names, ruled=True)
        problems = problems_of(cells, () if isinstance(result, Order) else result)
        if problems or not isinstance(result, Order):
            wrong = {each.column: each.message for each in problems}
            if not cells["first_due"].strip() and not self._implied(cells):
                wrong["first_due"] = NO_RULE
            return Wrong(wrong)
        day = today(self.session.now(), HOME_ZONE)
        if self._order is None or self._begin is None:
            return check_bought(result, day)
        typed = {name for name, text in cells.items() if text != self._initial.get(name)}
        return check_bought(with_typed(self._order, self._begin, result, typed), day, self._order)

    def follow(self) -> None:
        """A first due date by the rule goes with what the rule goes by, and is seen to."""
        box, cells = self.boxes["first_due"], self.cells()
        if self._order is None or not isinstance(box, Input) or box.value != self._ruled:
            return
        if all(cells[name] == self._initial.get(name, cells[name]) for name in BY_RULE):
            self._ruled = box.value = self._initial.get("first_due", box.value)
            return
        implied = self._implied(cells)
        if implied is not None:
            self._ruled = box.value = implied

    def _implied(self, cells: Mapping[str, str]) -> str | None:
        """The first due date that the account's rule gives, "" where it has none; None where that is not known yet."""
        confirmed = cells["confirmed_on"].strip()
        try:
            bought, day = parse_local_time(cells["bought_at"]), parse_date(confirmed) if confirmed else None
        except Problem:
            return None
        due = first_by_rule(self._channels[cells["channel"]], bought, day)
        return due.isoformat() if due else ""

    def preview(self, made: Order | Wrong) -> TextMaker:
        t, day, cells = self.session.language, today(self.session.now(), HOME_ZONE), self.cells()
        followed = cells["first_due"] == self._ruled != self._initial.get("first_due")
        implied = (self._implied(cells) if followed or not cells["first_due"].strip() else "") or ""

        def text(width: int) -> list[Cells]:
            lines = ruled(implied, t, width)
            if isinstance(made, Wrong):
                labels = [t.say(self.fields[name].label) for name in made.at if name in self.fields]
                return lines + missing(labels, t, width)
            return lines + schedule(made, self._channels, day, t, width)

        return text
