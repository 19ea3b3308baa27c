"""Entering and editing an order: what the fields of its form come to, and what follows from that while one types."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from textual.widgets import Input

from models.actions.entering import asked, entered
from models.actions.known_orders import KnownOrders
from models.actions.order_account import ForAccount
from models.bills.derive import derive
from models.bills.overview import MonthSum
from models.bills.schedule import Line
from models.channels.channel import Catalogue, Channel
from models.channels.names import channel_names
from models.exchange.purchase_day import check_bought
from models.exchange.record import order_fields
from models.exchange.row import NO_RULE, first_by_rule
from models.exchange.typed_order import BY_RULE, as_said, is_ruled, with_typed
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.message import Message, Problem, msg
from models.values.typed import parse_date, parse_local_time
from tui.forms.account_fields import AccountFields, EnteredOrder
from tui.forms.choose import Choose
from tui.forms.field import Wrong, verbatim
from tui.forms.order_fields import (
    FeeKind,
    arrangement,
    behind,
    fields,
    filled,
    order_in,
    own_hint,
    problems_of,
    spared,
    texts_of,
)
from tui.forms.order_layout import OrderLayout
from tui.run.session import Session
from tui.terminal.cells import Cells
from tui.widgets.lines import TextMaker
from tui.words.compared_months import Means
from tui.words.order_follows import Follows, added, follows
from tui.words.order_preview import alike, missing, ruled, schedule
from tui.words.present import weekday
from tui.words.rounding_up import fee_asked, fee_said, to_say

Value = TypeVar("Value")


class OrderForm(OrderLayout):
    """The form of a new order begins with today and with the account of the order that was entered last."""

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        order: Order | None = None,
        refused: EnteredOrder | None = None,
        reason: str = "",
        months: Sequence[MonthSum] = (),
        begun: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """The form of `order`, or of a new one; of what was `refused` for that `reason`, to be made otherwise.

        `months` are the coming ones, as they are without what is typed here. `begun`: columns of a new one that are
        known, but not what somebody typed.
        """
        # An order whose channel is lost keeps it until another is chosen.
        self._day = session.today()
        self._accounts = AccountFields(ledger, session.catalogue, self._day, order.account_id if order else "")
        self._order = order
        self._months, self.means = months, Means()
        self._orders = () if order else tuple(ledger.orders.values())
        self._begin = begin = refused.order if refused else order
        self._initial: dict[str, str] = {}
        own = fields(self._accounts.channels)
        self._own = own.keys()
        """The fields that are not about the account alone."""
        given = texts_of(order_fields(begin)) if begin else {"bought_at": self._day.isoformat()}
        if refused:
            given |= self._accounts.texts(refused.account)
        elif begin:
            given |= self._accounts.texts(self._accounts.of(begin.account_id))
        else:
            given |= self._accounts.begun(begun)
        all_fields = _after_channel(own, self._accounts.fields)
        # Where the account is made with the order, it is known by what is given.
        channel = self._channel({**dict.fromkeys(all_fields, ""), **given}) if begin else None
        by_rule = refused.by_rule if refused else begin is not None and channel is not None and is_ruled(begin, channel)
        self._ruled = begin.first_due.isoformat() if begin and order and by_rule else None
        """What the account's rule has put into the field of the first due date; what the user has put there stays."""
        if begin and channel:
            given = spared(given, begin.plan, {begin.account_id: channel}) | {"channel": given["channel"]}
            given["first_due"] = "" if by_rule and order is None else given["first_due"]
        super().__init__(session, all_fields, given)
        self.opened = bool(filled(given) - ({"first_due"} if self._ruled else set()))
        self._undated = False
        """Whether no rule gives the first due date, so that it is asked for among the six."""
        if reason:
            self.refused = {"": verbatim(reason)}

    def heading(self) -> Message:
        return msg("Edit the order") if self._order else msg("New order")

    @property
    def _kind(self) -> FeeKind:
        return FeeKind(self.boxes["fee_kind"].value)

    def arrangement(self) -> tuple[str, ...]:
        shown = behind() if self.opened else ("first_due",) if self._undated else ()
        names = dict.fromkeys(arrangement(self._kind, shown))
        return tuple(_after_channel(names, dict.fromkeys(self._accounts.applying(self.cells()))))

    def settle(self) -> None:
        super().settle()
        self._initial = self.cells()

    def put(self, cells: Mapping[str, str]) -> None:
        super().put(cells)
        if not self.opened and any(self.standing_behind()):
            self.open_all()

    def hint(self, name: str) -> Message | None:
        return own_hint(name, self._kind, undated=self._undated) or super().hint(name)

    # What the fields come to.

    def spelt(self) -> dict[str, str]:
        return as_said(self.cells(), self._day)

    def to_keep(self) -> dict[str, str]:
        return self.spelt()  # what `yesterday` means is another day tomorrow

    def read(self, cells: dict[str, str]) -> EnteredOrder | Wrong:
        cells = as_said(cells, self._day)
        wrong: dict[str, Message] = {}
        held, ident = self._accounts.held, cells["channel"]
        account = ForAccount(ident)
        try:
            account, held, ident = self._accounts.account(cells)
        except Problem as problem:
            wrong[problem.field] = problem.message
        own = {name: text for name, text in cells.items() if name in self._own}
        result, which = order_in({**own, "channel": ident}, channel_names(held))
        problems = problems_of(own, () if isinstance(result, Order) else result)
        if wrong or problems or not isinstance(result, Order):
            wrong = {**{each.column: each.message for each in problems}, **wrong}
            if not cells["first_due"].strip() and self._implied(cells) == "":
                wrong["first_due"] = NO_RULE
            return Wrong(wrong)
        if self._order is None or self._begin is None:
            return EnteredOrder(check_bought(result, self._day), account, which, is_ruled(result, held[ident]))
        typed = {name for name, text in own.items() if text != self._initial.get(name)} - {"channel"}
        if ident != self._begin.account_id:
            typed.add("channel")
        order = with_typed(self._order, self._begin, result, typed)
        order = check_bought(order, self._day, self._order)
        return EnteredOrder(order, account, which, is_ruled(order, held[ident]))

    def action_save(self) -> None:
        """Hand back what was made; what is wrong behind the six fields is shown there, and what is to be said asked."""
        made = self.check(everywhere=True)
        if not isinstance(made, Wrong) and made.which:
            self.run_worker(self._ask_which(made.which), exclusive=True)
            return
        if isinstance(made, Wrong) and not self.opened and any(name in behind() for name in made.at):
            self.open_all()
        super().action_save()

    async def _ask_which(self, which: Message) -> None:
        """Ask whether there is a fee; the answer is put into the fields, where it can be seen."""
        answer = await self.app.push_screen_wait(Choose(self.session, *fee_asked(which, self.session.language)))
        if said := fee_said(which, answer or ""):
            self.put({"fee_per_period": said})
            self.action_save()

    def follow(self) -> None:
        """A first due date by the rule goes with what the rule goes by; where there is none, it is asked for."""
        box, cells = self.boxes["first_due"], self.spelt()
        implied = self._implied(cells)
        typed = box.has_focus or bool(cells["first_due"].strip() and self._ruled != cells["first_due"])
        undated = implied == "" or typed
        if undated != self._undated and implied is not None:
            self._undated = undated
            self._arrange()
        if self._order is None or not isinstance(box, Input) or box.value != self._ruled:
            return
        if all(cells[name] == self._initial.get(name, cells[name]) for name in (*BY_RULE, *self._accounts.fields)):
            self._ruled = box.value = self._initial.get("first_due", box.value)
            return
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

    @cached_property
    def _known(self) -> KnownOrders:
        """The orders that this one may be; made when it is first asked for, which takes a while for many."""
        return KnownOrders(self._orders)

    def _channel(self, cells: Mapping[str, str]) -> Channel | None:
        """The account that is meant; None where that is not known yet."""
        try:
            _, held, ident = self._accounts.account(cells)
        except Problem:
            return None
        return held[ident]

    # What is shown of it.

    def channel_chosen(self) -> Channel:
        return self._accounts.channels[self.boxes["channel"].value]

    def behind_the_six(self, name: str) -> bool:
        return name in behind()

    def standing_behind(self) -> Iterable[str]:
        return filled(self.cells()) - ({"first_due"} if self.cells()["first_due"] == self._ruled else set())

    def preview(self, made: EnteredOrder | Wrong) -> TextMaker | None:
        if not self.opened:
            return None
        t, cells = self.session.language, self.spelt()
        followed = cells["first_due"] == self._ruled != self._initial.get("first_due")
        implied = (self._implied(cells) if followed or not cells["first_due"].strip() else "") or ""

        def text(width: int) -> list[Cells]:
            lines = ruled(implied, t, width)
            if isinstance(made, Wrong):
                labels = [t.say(self.fields[name].label) for name in made.at if name in self.fields]
                return lines + missing(labels, t, width)
            like = self._known.perhaps(made.order)
            lines += alike(like, t, width) if like else []
            if made.which:  # a schedule would claim one of the two
                return lines + to_say(made.which, t, width)
            return lines + schedule(made.order, self._held(made.order), self._day, t, width)

        return text

    def following(self, made: EnteredOrder | Wrong, width: int, height: int) -> list[Cells]:
        t = self.session.language
        if isinstance(made, Wrong):
            return [((f"   {t.t('fees, rate and dates appear here')}", "dim"),)]
        order, held = made.order, self._held(made.order)
        rows, channel = _rows(order, held), held[order.account_id]
        before = _rows(self._order, self._held(self._order)) if self._order else ()
        past = () if self._order else asked(entered(order, channel, self.session.now()), channel)
        like = self._known.perhaps(order)
        found = Follows(order, channel, rows, self._months, added(rows, before), past, like, made.which, self.means)
        return follows(found, t, width, height)

    def _held(self, order: Order) -> Catalogue:
        """The accounts, with the one of the order as it would be."""
        channel = self._channel(self.spelt())
        meant = channel is not None and channel.id == order.account_id
        return {order.account_id: channel} if channel and meant else self._accounts.held

    def _reading(self, text: str, spelt: str) -> str:
        """The day that was read out of a text, as far as the text does not say it."""
        try:
            day = parse_local_time(spelt).date()
        except Problem:
            return ""
        t = self.session.language
        if text.strip().startswith(day.isoformat()):
            return weekday(day, t)
        return t.t("{weekday} {day}", weekday=weekday(day, t), day=day.isoformat())


def _rows(order: Order, held: Catalogue) -> Sequence[Line]:
    return derive(Ledger(orders={order.id: order}), held).schedules[order.id]


def _after_channel(names: Mapping[str, Value], more: Mapping[str, Value]) -> dict[str, Value]:
    """The fields with those about the account after that of the channel."""
    found: dict[str, Value] = {}
    for name, each in names.items():
        found[name] = each
        if name == "channel":
            found |= more
    return found
