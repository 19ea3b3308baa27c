"""Returned goods: how much went back to the institution, when, and where that goes."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar, NamedTuple, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from models.actions.refund import Effect, refund_time
from models.channels.channel import Channel
from models.ledger.order import Order
from models.values.dates import today
from models.values.message import Message, Problem, msg
from models.values.money import Fen, parse_amount, yuan
from models.values.typed import parse_date
from tui.run.session import Session
from tui.widgets.lines import Lines
from tui.widgets.page import Once


class Refunded(NamedTuple):
    """What came back, in fen, and when; `full`: of the whole purchase."""

    amount: Fen
    at: datetime
    full: bool


class Foresee(Protocol):
    """Where a refund of the order with that id would go; raises Problem where it cannot be."""

    def __call__(self, order: str, amount: Fen, *, full: bool) -> Effect: ...


class RefundScreen(Once[Refunded | None], ModalScreen[Refunded | None]):
    """All of it, or a part to be typed; then the day. What it does is shown before it is recorded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, session: Session, order: Order, channel: Channel, most: Fen, foresee: Foresee) -> None:
        """`most` is what of the price has not come back yet."""
        super().__init__()
        self.session = session
        self._order = order
        self._channel = channel
        self._most = most
        self._foresee = foresee
        self._whole = False

    def compose(self) -> ComposeResult:
        t = self.session.tongue.t
        with Vertical(classes="dialog"):
            yield Static(Content(t("What was refunded of {title}, to the institution?", title=self._order.title)))
            yield Static(Content(t("The institution may go on billing it: then correct the bill to what it bills.")))
            yield Lines(cursor=True, classes="choices")
            with Vertical(id="refund"):
                with Horizontal(classes="field"):
                    yield Static(Content(t("how much")), classes="label")
                    yield Input(placeholder="0.00", compact=True, id="refund-amount")
                with Horizontal(classes="field"):
                    yield Static(Content(t("refunded on")), classes="label")
                    day = today(self.session.now(), self._channel.zone).isoformat()
                    yield Input(day, compact=True, select_on_focus=False, id="refund-day")
                yield Static(id="refund-effect")
                yield Static(Content(t("enter on the day records it; escape leaves it")), classes="dim")
            yield Static(id="refund-wrong", classes="wrong")

    def on_mount(self) -> None:
        t = self.session.tongue.t
        labels = (t("the whole purchase, {amount}", amount=yuan(self._most)), t("a part of it"), t("nothing"))
        self.query_one("#refund").display = False
        choices = self.query_one(".choices", Lines)
        choices.show(len(labels), lambda index, _width: ((labels[index], ""),), 2)
        choices.focus()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        if event.index == 2:
            self.dismiss(None)
            return
        self._whole = event.index == 0
        self.query_one(".choices").display = False
        self.query_one("#refund").display = True
        amount = self.query_one("#refund-amount", Input)
        if self._whole:
            amount.value = yuan(self._most).removeprefix("¥")
            amount.disabled = True
        self.query_one("#refund-day" if self._whole else "#refund-amount").focus()
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            if event.input.id == "refund-amount":
                self._typed()
                self.query_one("#refund-day").focus()
                return
            self.dismiss(self._refunded())
        except Problem as problem:
            self._blame(self.session.tongue.say(problem.message))

    def _typed(self) -> Fen:
        amount = parse_amount(self.query_one("#refund-amount", Input).value)
        if not 0 < amount <= self._most:
            raise Problem("the refund can be ¥0.01 to {most}", field="amount", most=yuan(self._most))
        return amount

    def _refunded(self) -> Refunded:
        amount = self._typed()
        day = parse_date(self.query_one("#refund-day", Input).value)
        at = refund_time(self._order, day, self._channel.zone, self.session.now())
        return Refunded(amount, at, full=amount == self._most)

    def _show(self) -> None:
        """Tell where the amount goes, as far as it is typed."""
        say, lines = self.session.tongue.say, []
        self._blame("")
        if self.query_one("#refund-amount", Input).value.strip():
            try:
                amount = self._typed()
                full = amount == self._most
                if full and not self._whole:
                    lines.append(say(WHOLE))
                lines += map(say, told(self._foresee(self._order.id, amount, full=full), self._channel))
            except Problem as problem:
                self._blame(say(problem.message))
        self.query_one("#refund-effect", Static).update(Content("\n".join(lines)))

    def _blame(self, sentence: str) -> None:
        label = self.query_one("#refund-wrong", Static)
        label.update(Content(sentence))
        label.set_class(bool(sentence), "-wrong")


WHOLE = msg("with this the whole price is back: a full refund, which ends the fees")


def told(found: Effect, channel: Channel) -> Iterator[Message]:
    """Where a refund goes, in sentences."""
    if found.principal:
        yield msg(
            "{amount} off the principal, in periods {periods}",
            amount=yuan(found.principal),
            periods=spans(found.periods),
        )
    if found.fees:
        yield msg("fees of {fees} end with it", fees=yuan(found.fees))
    if found.credit:
        yield msg("credit with {channel}: {amount}", channel=channel.short, amount=yuan(found.credit))


def spans(numbers: Sequence[int]) -> str:
    """`4, 10–12` of rising numbers."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(str(each[0]) if len(each) == 1 else f"{each[0]}–{each[-1]}" for each in found)
