"""Entering and editing an order: what the shop's order page shows, with the schedule while typing."""

from typing import ClassVar

from msgspec.structs import replace
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Input, Static

from models.bills.derive import derive
from models.bills.overview import HOME_ZONE
from models.channels.channel import Catalogue
from models.channels.due import first_due
from models.channels.effective import channel_of
from models.exchange.record import order_fields
from models.exchange.row import RowProblem, channel_names, read_row
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.dates import today
from models.values.message import Problem, msg
from models.values.money import yuan
from models.values.typed import parse_date, parse_local_time
from tui.forms.confirm import Confirm
from tui.forms.order_fields import RATED_PRICE, Told, choices, columns_of, edited, fields, hidden, problems_of, texts_of
from tui.run.session import Session
from tui.terminal.cells import Cells, columns, fit, wrap
from tui.widgets.cycle import Cycle
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.page import Page


class OrderForm(Page[Order | None]):
    """A field a line on the left, the schedule or what is wrong on the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("enter,tab,down", "app.focus_next", show=False),
        Binding("shift+tab,up", "app.focus_previous", show=False),
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
        self._begin = refused or order
        self._given = texts_of(order_fields(self._begin)) if self._begin else {}
        self._asked = fields()
        self._shown: dict[str, str] = {}
        self._names = channel_names(self._channels)

    def compose(self) -> ComposeResult:
        t = self.session.tongue
        heading = t.t("Edit the order") if self._order else t.t("New order")
        yield Static(Content(heading), classes="heading")
        if self._reason:
            yield Static(Content(self._reason), id="refused")
        with Horizontal(id="form"):
            with VerticalScroll(id="fields", can_focus=False):
                for name, asked in self._asked.items():
                    with Horizontal(classes="field", id=f"{name}-row"):
                        yield Static(Content(fit(t.say(asked.label), 16)), classes="label")
                        if offered := choices(name, self._channels, t):
                            yield Cycle(offered, self._given.get(name, ""), id=name)
                        else:
                            yield Input(
                                self._given.get(name, ""),
                                placeholder=t.say(asked.hint),
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
            [
                ("⏎", t("next field")),
                ("↑ ↓", t("fields")),
                ("← →", t("choose")),
                ("ctrl+s", t("save")),
                ("esc", t("leave")),
            ]
        )
        self._arrange()
        self._shown = self.cells()
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
        self._arrange()
        self._look(tell=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == "note":
            self.action_save()
        else:
            self.focus_next()

    def _arrange(self) -> None:
        """Show the fields that apply. The price stands beside a rate, which needs it, else where it only checks."""
        told = Told(self.query_one("#told", Cycle).value)
        for name in self._asked:
            self.query_one(f"#{name}-row").display = name not in hidden(told)
        before = self.query_one("#paid_periods-wrong" if told is Told.SHOWN else "#fee_per_period-wrong")
        row, wrong = self.query_one("#principal-row"), self.query_one("#principal-wrong")
        fields = self.query_one("#fields")
        fields.move_child(row, after=before)
        fields.move_child(wrong, after=row)
        self.query_one("#principal", Input).placeholder = self._hint("principal")

    def _hint(self, name: str) -> str:
        rated = name == "principal" and self.query_one("#told", Cycle).value != Told.SHOWN
        return self.session.tongue.say(RATED_PRICE if rated else self._asked[name].hint)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        name = event.widget.id or ""
        self.query_one("#hint", Static).update(Content(self._hint(name) if name in self._asked else ""))

    async def action_leave(self) -> None:
        """Leave; where something was typed, only after asking."""
        # What was refused is not saved yet.
        if self._reason or self.cells() != self._shown:
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
        """What was typed or chosen, by field."""
        cells = {box.id: box.value for box in self.query(Input) if box.id}
        return cells | {choice.id: choice.value for choice in self.query(Cycle) if choice.id}

    def _implied(self, cells: dict[str, str]) -> str:
        """The first due date that the channel's rule implies; "" where it implies none."""
        confirmed = cells["confirmed_on"].strip()
        try:
            counted = parse_date(confirmed) if confirmed else parse_local_time(cells["bought_at"]).date()
        except Problem:
            return ""
        day = first_due(self._channels[cells["channel"]], counted)
        return day.isoformat() if day else ""

    def _read(self) -> Order | tuple[RowProblem, ...]:
        cells = self.cells()
        cells["first_due"] = cells["first_due"].strip() or self._implied(cells)
        result = read_row(0, columns_of(cells), self._names)
        problems = problems_of(cells, () if isinstance(result, Order) else result)
        if problems or not isinstance(result, Order):
            no_rule = msg("this channel has no fixed day; type the first due date")
            return tuple(
                replace(each, message=no_rule) if each.column == "first_due" and not cells["first_due"] else each
                for each in problems
            )
        if self._order is None or self._begin is None:
            return result
        typed = {name for name, text in cells.items() if text != self._shown.get(name)}
        return edited(self._order, self._begin, result, typed)

    def _look(self, *, tell: bool, touched: str | None = None) -> Order | tuple[RowProblem, ...]:
        """Read the fields; show the schedule, or what is wrong: of every field when saving, else of what was typed."""
        result = self._read()
        problems = () if isinstance(result, Order) else result
        t = self.session.tongue
        cells = self.cells()
        wrong = {each.column: t.say(each.message) for each in problems}
        for name in self._asked:
            shown = wrong.get(name, "") if tell or (cells[name].strip() and name == touched) or self._told(name) else ""
            label = self.query_one(f"#{name}-wrong", Static)
            label.update(Content(shown))
            label.set_class(bool(shown), "-wrong")
        if tell and problems:
            bad = next((name for name in self._asked if name in wrong), "title")
            self.query_one(f"#{bad}").focus()
        self._preview(result, cells)
        return result

    def _told(self, name: str) -> bool:
        return self.query_one(f"#{name}-wrong").has_class("-wrong")

    def _preview(self, result: Order | tuple[RowProblem, ...], cells: dict[str, str]) -> None:
        t = self.session.tongue
        implied = "" if cells["first_due"].strip() else self._implied(cells)
        ruled = t.t("{due} first due by rule", due=implied) if implied else ""

        def text(width: int) -> list[Cells]:
            lines: list[Cells] = [((part, "accent"),) for part in wrap(ruled, width, indent=2)] if ruled else []
            if isinstance(result, Order):
                return lines + self._schedule(result, width)
            lines += [((part, "dim"),) for part in wrap(t.t("The schedule appears here."), width)]
            named = (t.say(self._asked[each.column].label) for each in result if each.column in self._asked)
            return lines + [((f"· {name}", "dim"),) for name in named]

        self.query_one("#preview", Lines).show_text(text)

    def _schedule(self, order: Order, width: int) -> list[Cells]:
        """What the order comes to; principal and fee of each period where a line of `width` cells has room for them."""
        t = self.session.tongue
        rows = derive(Ledger(orders={order.id: order}), self._channels).schedules[order.id]
        day = today(self.session.now(), HOME_ZONE)
        lines: list[Cells] = [
            ((f"{t.t('price')} {yuan(order.plan.principal)}", ""),),
            ((f"{t.t('fees')} {yuan(sum(row.fee for row in rows))}", ""),),
            ((f"{t.t('total')} {yuan(sum(row.amount for row in rows))}", "bold"),),
        ]
        figures = [
            [str(row.number), row.due.isoformat(), yuan(row.principal), yuan(row.fee), yuan(row.amount)] for row in rows
        ]
        table = columns(figures, frozenset({0, 2, 3, 4}))
        if any(cell_len(text) > width for text in table):
            table = columns([[number, due, amount] for number, due, _, _, amount in figures], frozenset({0, 2}), gap=1)
        for row, text in zip(rows, table, strict=True):
            past = row.due < day and not row.paid
            lines.append(((text, "good" if row.paid else "warn" if past else ""),))
        return lines
