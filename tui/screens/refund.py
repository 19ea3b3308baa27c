"""Returned goods: how much went back to the institution."""

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from models.message import Problem
from models.money import Fen, parse_amount, yuan
from models.order import Order
from tui.screens.base import Once
from tui.session import Session
from tui.widgets.lines import Lines


class Refunded(NamedTuple):
    """What came back, in fen; `full`: of the whole purchase."""

    amount: Fen
    full: bool


class RefundScreen(Once[Refunded | None], ModalScreen[Refunded | None]):
    """All of it, or a part to be typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, session: Session, order: Order, most: Fen) -> None:
        super().__init__()
        self.session = session
        self._order = order
        self._most = most

    def compose(self) -> ComposeResult:
        t = self.session.tongue.t
        with Vertical(classes="dialog"):
            yield Static(Content(t("What was refunded of {title}, to the institution?", title=self._order.title)))
            yield Static(Content(t("The institution may go on billing it: then correct the bill to what it bills.")))
            yield Lines(cursor=True, classes="choices")
            yield Input(placeholder="0.00", compact=True)
            yield Static(id="refund-wrong", classes="wrong")

    def on_mount(self) -> None:
        t = self.session.tongue.t
        labels = (t("the whole purchase, {amount}", amount=yuan(self._most)), t("a part of it"), t("nothing"))
        self.query_one(Input).display = False
        choices = self.query_one(Lines)
        choices.show(len(labels), lambda index, _width: ((labels[index], ""),), 2)
        choices.focus()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        if event.index == 1:
            self.query_one(Input).display = True
            self.query_one(Input).focus()
        else:
            self.dismiss(Refunded(self._most, full=True) if event.index == 0 else None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            amount = parse_amount(event.value)
            if not 0 < amount <= self._most:
                raise Problem("the refund can be ¥0.01 to {most}", field="amount", most=yuan(self._most))
            self.dismiss(Refunded(amount, full=False))
        except Problem as problem:
            label = self.query_one("#refund-wrong", Static)
            label.update(Content(self.session.tongue.say(problem.message)))
            label.add_class("-wrong")
