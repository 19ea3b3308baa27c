"""Entering and editing an order: what the shop's order page shows, with the schedule while typing."""

from typing import ClassVar

import msgspec
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Input, Static

from models.bill import channel_of, derive
from models.calendar import today
from models.channel import Catalogue, Switch, first_due
from models.exchange.fields import parse_local_time
from models.exchange.record import order_fields
from models.exchange.row import RowProblem, channel_names, read_row
from models.ledger import Ledger
from models.message import Problem, msg
from models.money import yuan
from models.order import Order
from models.overview import HOME_ZONE
from tui.cells import fit, right
from tui.screens.base import Page
from tui.screens.confirm import Confirm
from tui.session import Session
from tui.widgets.cycle import Cycle
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Cells, Lines

FIELDS = {
    "title": (msg("title"), msg("what was bought")),
    "order_no": (msg("order number"), msg("as the order page shows it; may stay empty")),
    "bought_at": (msg("bought at"), msg("2026-11-11 or 2026-11-11 20:03")),
    "channel": (msg("channel"), msg("who lends and is repaid; left and right choose")),
    "periods": (msg("periods"), msg("3, 6, 12 …")),
    "amount_per_period": (msg("amount a period"), msg("what one period costs, with its fee")),
    "fee_per_period": (msg("of which fee"), msg("where shown; 0 for interest-free")),
    "first_due": (msg("first due"), msg("empty: as the channel's rule implies")),
    "paid_periods": (msg("repaid already"), msg("how many periods; may stay empty")),
    "principal": (msg("price"), msg("where shown; checks the amounts")),
    "auto_debit": (msg("auto-debit"), msg("of this order; left and right choose")),
    "account": (msg("its account"), msg("a name, and four digits of its number at most")),
    "note": (msg("note"), msg("may stay empty")),
}
SWITCHES = (("", msg("as the channel has it")), (Switch.ON, msg("on")), (Switch.OFF, msg("off")))


ROOMY = 48
"""Cells from which on the schedule also has room for principal and fee."""


class OrderForm(Page[Order | None]):
    """A field a line on the left, the schedule or what is wrong on the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("enter", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        session: Session,
        channels: Catalogue,
        order: Order | None = None,
        refused: Order | None = None,
        reason: str = "",
    ) -> None:
        super().__init__(session)
        self._reason = reason
        # An order whose channel is lost keeps it until another is chosen.
        self._channels = {**channels, order.channel: channel_of(channels, order.channel)} if order else channels
        self._order = order
        begin = refused or order
        self._given = {name: str(value) for name, value in order_fields(begin).items()} if begin else {}
        self._names = channel_names(self._channels)

    def compose(self) -> ComposeResult:
        t = self.session.tongue
        heading = t.t("Edit the order") if self._order else t.t("New order")
        yield Static(Content(heading), classes="heading")
        if self._reason:
            yield Static(Content(self._reason), id="refused")
        with Horizontal(id="form"):
            with VerticalScroll(id="fields", can_focus=False):
                for name, (label, hint) in FIELDS.items():
                    with Horizontal(classes="field"):
                        yield Static(Content(fit(t.say(label), 16)), classes="label")
                        if name == "channel":
                            channels = [(each.id, t.words(each.name)) for each in self._channels.values()]
                            yield Cycle(channels, self._given.get(name, ""), id=name)
                        elif name == "auto_debit":
                            switches = [(key, t.say(words)) for key, words in SWITCHES]
                            yield Cycle(switches, self._given.get(name, ""), id=name)
                        else:
                            yield Input(
                                self._given.get(name, ""),
                                placeholder=t.say(hint),
                                compact=True,
                                select_on_focus=False,
                                id=name,
                            )
                    yield Static(id=f"{name}-wrong", classes="wrong")
            yield Lines(cursor=False, id="preview")
        yield Static(id="hint")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        t = self.session.tongue.t
        self.query_one("#preview", Lines).can_focus = False
        self.query_one(KeyBar).show(
            [("⏎", t("next field")), ("← →", t("choose")), ("ctrl+s", t("save")), ("esc", t("leave without saving"))]
        )
        self._began = self.cells()
        self.query_one("#title", Input).focus()
        self._look(tell=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._look(tell=False, touched=event.input.id)

    def on_cycle_submitted(self, event: Cycle.Submitted) -> None:
        event.stop()
        self.focus_next()

    def on_cycle_changed(self, event: Cycle.Changed) -> None:
        event.stop()
        self._look(tell=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == "note":
            self.action_save()
        else:
            self.focus_next()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        name = event.widget.id or ""
        hint = self.session.tongue.say(FIELDS[name][1]) if name in FIELDS else ""
        self.query_one("#hint", Static).update(Content(hint))

    async def action_leave(self) -> None:
        """Leave; where something was typed, only after asking."""
        if self.cells() != self._began:
            self.run_worker(self._leave())
        else:
            self.dismiss(None)

    async def _leave(self) -> None:
        if await self.app.push_screen_wait(Confirm(self.session, msg("Leave without saving what was typed?"))):
            self.dismiss(None)

    def action_save(self) -> None:
        """Take the order, or say of each field what is wrong."""
        result = self._look(tell=True)
        if isinstance(result, Order):
            self.dismiss(result)

    def cells(self) -> dict[str, str]:
        """What was typed, by field; the first due date filled in by the channel's rule where it was left out."""
        cells = {box.id: box.value for box in self.query(Input) if box.id}
        return cells | {choice.id: choice.value for choice in self.query(Cycle) if choice.id}

    def _implied(self, cells: dict[str, str]) -> str:
        """The first due date that the channel's rule implies; "" where it implies none."""
        try:
            bought = parse_local_time(cells["bought_at"]).date()
        except Problem:
            return ""
        day = first_due(self._channels[cells["channel"]], bought)
        return day.isoformat() if day else ""

    def _read(self) -> Order | tuple[RowProblem, ...]:
        cells = self.cells()
        cells["first_due"] = cells["first_due"].strip() or self._implied(cells)
        result = read_row(0, cells, self._names)
        if not cells["first_due"] and not isinstance(result, Order):
            no_rule = msg("this channel has no fixed day; type the first due date")
            result = tuple(replace(each, message=no_rule) if each.column == "first_due" else each for each in result)
        if isinstance(result, Order) and self._order is not None:
            return msgspec.structs.replace(
                result, id=self._order.id, archived=self._order.archived, due_day=self._kept_day(result)
            )
        return result

    def _kept_day(self, order: Order) -> int | None:
        """The day that was meant goes on while the first due date is what it was."""
        old = self._order
        return old.due_day if old is not None and old.first_due == order.first_due else None

    def _look(self, *, tell: bool, touched: str | None = None) -> Order | tuple[RowProblem, ...]:
        """Read the fields; show the schedule, or what is wrong: of every field when saving, else of what was typed."""
        result = self._read()
        problems = () if isinstance(result, Order) else result
        t = self.session.tongue
        cells = self.cells()
        wrong = {each.column: t.say(each.message) for each in problems}
        for name in FIELDS:
            shown = wrong.get(name, "") if tell or (cells[name].strip() and name == touched) or self._told(name) else ""
            label = self.query_one(f"#{name}-wrong", Static)
            label.update(Content(shown))
            label.set_class(bool(shown), "-wrong")
        if tell and problems:
            bad = next((name for name in FIELDS if name in wrong), "title")
            self.query_one(f"#{bad}").focus()
        self._preview(result, cells)
        return result

    def _told(self, name: str) -> bool:
        return self.query_one(f"#{name}-wrong").has_class("-wrong")

    def _preview(self, result: Order | tuple[RowProblem, ...], cells: dict[str, str]) -> None:
        t = self.session.tongue
        preview = self.query_one("#preview", Lines)
        implied = self._implied(cells)
        lines: list[Cells] = []
        if not cells["first_due"].strip() and implied:
            lines.append(((t.t("by rule: first due {due}", due=implied), "accent"),))
        if isinstance(result, Order):
            lines += self._schedule(result, preview.size.width)
        else:
            lines.append(((t.t("The schedule appears here."), "dim"),))
            lines += [
                ((f"· {t.say(FIELDS[each.column][0]) if each.column in FIELDS else ''}", "dim"),) for each in result
            ]
        preview.show_lines(lines)

    def _schedule(self, order: Order, width: int) -> list[Cells]:
        t = self.session.tongue
        rows = derive(Ledger(orders={order.id: order}), self._channels).schedules[order.id]
        day = today(self.session.now(), HOME_ZONE)
        lines: list[Cells] = [
            ((f"{t.t('price')} {yuan(order.plan.principal)}", ""),),
            ((f"{t.t('fees')} {yuan(sum(row.fee for row in rows))}", ""),),
            ((f"{t.t('total')} {yuan(sum(row.amount for row in rows))}", "bold"),),
        ]
        for row in rows:
            text = f"{row.number:>3} {row.due.isoformat()}"
            if width >= ROOMY:
                text += f" {right(yuan(row.principal), 11)} {right(yuan(row.fee), 9)}"
            past = row.due < day and not row.paid
            style = "good" if row.paid else "warn" if past else ""
            lines.append(((f"{text} {right(yuan(row.amount), 11)}", style),))
        return lines
