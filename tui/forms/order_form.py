"""Entering and editing an order: what the shop's order page shows, with the schedule while typing."""

from collections.abc import Mapping
from typing import TypeVar

from textual.widgets import Input

from models.actions.known_orders import KnownOrders
from models.actions.order_account import ForAccount
from models.bills.overview import HOME_ZONE
from models.channels.channel import Channel
from models.exchange.account_names import channel_names
from models.exchange.purchase_day import check_bought
from models.exchange.record import order_fields
from models.exchange.row import NO_RULE, first_by_rule, read_row
from models.exchange.typed_order import BY_RULE, is_ruled, with_typed
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.dates import today
from models.values.message import Message, Problem, msg
from models.values.typed import parse_date, parse_local_time
from tui.forms.account_fields import AccountFields, Entry
from tui.forms.field import Wrong, verbatim
from tui.forms.form import Form
from tui.forms.order_fields import RATED_PRICE, FeeKind, arrangement, columns_of, fields, problems_of, texts_of
from tui.run.session import Session
from tui.terminal.cells import Cells
from tui.widgets.lines import TextMaker
from tui.words.order_preview import alike, missing, ruled, schedule

Value = TypeVar("Value")


class OrderForm(Form[Entry]):
    """A field a line on the left, the schedule or what is missing on the right."""

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        order: Order | None = None,
        refused: Entry | None = None,
        reason: str = "",
    ) -> None:
        """The form of `order`, or of a new one; of what was `refused` for that `reason`, to be made otherwise."""
        # An order whose channel is lost keeps it until another is chosen.
        self._day = today(session.now(), HOME_ZONE)
        self._accounts = AccountFields(ledger, session.catalogue, self._day, order.account_id if order else "")
        self._order = order
        self._known = KnownOrders(() if order else ledger.orders.values())
        self._begin = begin = refused.order if refused else order
        self._initial: dict[str, str] = {}
        own = fields(self._accounts.channels)
        self._own = own.keys()
        """The fields that are not about the account alone."""
        given = texts_of(order_fields(begin)) if begin else {}
        if refused:
            given |= self._accounts.texts(refused.account)
        elif begin:
            given |= self._accounts.texts(self._accounts.of(begin.account_id))
        super().__init__(session, _after_channel(own, self._accounts.fields), given)
        # Where the account is made with the order, it is known by what is given.
        channel = self._channel({**dict.fromkeys(self.fields, ""), **given}) if begin else None
        ruled = begin is not None and channel is not None and is_ruled(begin, channel)
        self._ruled = begin.first_due.isoformat() if begin and ruled else None
        """What the account's rule has put into the field of the first due date; what the user has put there stays."""
        if reason:
            self.refused = {"": verbatim(reason)}

    def heading(self) -> Message:
        return msg("Edit the order") if self._order else msg("New order")

    @property
    def _kind(self) -> FeeKind:
        return FeeKind(self.boxes["fee_kind"].value)

    def arrangement(self) -> tuple[str, ...]:
        names = dict.fromkeys(arrangement(self._kind))
        return tuple(_after_channel(names, dict.fromkeys(self._accounts.applying(self.cells()))))

    def settle(self) -> None:
        super().settle()
        self._initial = self.cells()

    def hint(self, name: str) -> Message | None:
        return RATED_PRICE if name == "principal" and self._kind is not FeeKind.AMOUNTS else super().hint(name)

    def read(self, cells: dict[str, str]) -> Entry | Wrong:
        wrong: dict[str, Message] = {}
        held, ident = self._accounts.held, cells["channel"]
        account = ForAccount(ident)
        try:
            account, held, ident = self._accounts.account(cells)
        except Problem as problem:
            wrong[problem.field] = problem.message
        own = {name: text for name, text in cells.items() if name in self._own}
        result = read_row(0, {**columns_of(own), "channel": ident}, channel_names(held), ruled=True)
        problems = problems_of(own, () if isinstance(result, Order) else result)
        if wrong or problems or not isinstance(result, Order):
            wrong = {**{each.column: each.message for each in problems}, **wrong}
            if not cells["first_due"].strip() and not self._implied(cells):
                wrong["first_due"] = NO_RULE
            return Wrong(wrong)
        if self._order is None or self._begin is None:
            return Entry(check_bought(result, self._day), account)
        typed = {name for name, text in own.items() if text != self._initial.get(name)} - {"channel"}
        if ident != self._begin.account_id:
            typed.add("channel")
        order = with_typed(self._order, self._begin, result, typed)
        return Entry(check_bought(order, self._day, self._order), account)

    def follow(self) -> None:
        """A first due date by the rule goes with what the rule goes by, and is seen to."""
        box, cells = self.boxes["first_due"], self.cells()
        if self._order is None or not isinstance(box, Input) or box.value != self._ruled:
            return
        if all(cells[name] == self._initial.get(name, cells[name]) for name in (*BY_RULE, *self._accounts.fields)):
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
        channel = self._channel(cells)
        if channel is None:
            return None
        due = first_by_rule(channel, bought, day)
        return due.isoformat() if due else ""

    def _channel(self, cells: Mapping[str, str]) -> Channel | None:
        """The account that is meant; None where that is not known yet."""
        try:
            _, held, ident = self._accounts.account(cells)
        except Problem:
            return None
        return held[ident]

    def preview(self, made: Entry | Wrong) -> TextMaker:
        t, day, cells = self.session.language, self._day, self.cells()
        followed = cells["first_due"] == self._ruled != self._initial.get("first_due")
        implied = (self._implied(cells) if followed or not cells["first_due"].strip() else "") or ""

        def text(width: int) -> list[Cells]:
            lines = ruled(implied, t, width)
            if isinstance(made, Wrong):
                labels = [t.say(self.fields[name].label) for name in made.at if name in self.fields]
                return lines + missing(labels, t, width)
            channel = self._channel(cells)
            held = {made.order.account_id: channel} if channel else self._accounts.held
            like = self._known.perhaps(made.order)
            lines += alike(like, t, width) if like else []
            return lines + schedule(made.order, held, day, t, width)

        return text


def _after_channel(names: Mapping[str, Value], more: Mapping[str, Value]) -> dict[str, Value]:
    """The fields with those about the account after that of the channel."""
    found: dict[str, Value] = {}
    for name, each in names.items():
        found[name] = each
        if name == "channel":
            found |= more
    return found
