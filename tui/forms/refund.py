"""Returned goods: how much went back to the institution, when, and where that goes."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from models.actions.refund import Effect, refund_time
from models.channels.channel import Channel
from models.ledger.order import Order
from models.plans.plan import fee_known
from models.values.dates import today
from models.values.message import Message, Problem, msg
from models.values.money import Fen, grouped, parse_amount, yuan
from models.values.typed import parse_date
from tui.forms.answering import answer_keys
from tui.forms.drafted import DROPS
from tui.forms.field import Field, Wrong, parsed, verbatim
from tui.forms.form import Form
from tui.run.session import Session
from tui.widgets.dialog import AnswerList, Box, Dialog
from tui.widgets.lines import Lines
from tui.widgets.said import say
from tui.widgets.sentences import Sentences
from tui.words.refund import WHOLE, WHOLE_WITH_FEES, consequences

FIELDS = {
    "amount": Field(msg("how much"), verbatim("0.00")),
    "day": Field(msg("refunded on")),
}


class Refunded(NamedTuple):
    """What came back, in fen, and when; `full`: of the whole purchase."""

    amount: Fen
    at: datetime
    full: bool


class Foresee(Protocol):
    """Where a refund of the order with that id would go; raises Problem where it cannot be."""

    def __call__(self, order: str, amount: Fen, at: datetime, *, full: bool) -> Effect: ...


class RefundScreen(Form[Refunded], Dialog[Refunded | None]):
    """All of it, or a part to be typed; then the day. What it does is shown before it is recorded."""

    def __init__(
        self,
        session: Session,
        order: Order,
        channel: Channel,
        most: Fen,
        foresee: Foresee,
        filled: Mapping[str, str] | None = None,
    ) -> None:
        """`most` is what of the price has not come back yet; `filled`: what is known of it before it is asked."""
        super().__init__(session, FIELDS, {"day": today(session.now(), channel.zone).isoformat(), **(filled or {})})
        self._refunds = order
        self._channel = channel
        self._most = most
        self._foresee = foresee
        self._whole = False

    def compose(self) -> ComposeResult:
        t = self.session.language.t
        labels = (t("the whole purchase, {amount}", amount=yuan(self._most)), t("a part of it"), t("nothing"))
        with Box(t("refund"), answer_keys(self.session.language)):
            asked = t("How much of {title} was refunded to the lender?", title=self._refunds.title)
            yield Sentences(Content(asked), classes="question")
            billed = t("Later bills may still show the full amount: when you check the amount, use the app's figure.")
            yield Sentences(Content(billed), classes="dim")
            yield Sentences(id="draft")
            yield AnswerList(labels, len(labels) - 1)
            with Vertical(id="refund"):
                for name in FIELDS:
                    yield from self.row(name)
                yield Sentences(id="refund-effect")
            yield self.wrong()

    def show_keys(self) -> None:
        t = self.session.language.t
        more = (DROPS, t("drop the draft")) if self.draft else ("ctrl+s", t("record it"))  # no room for both
        entering = [self.onward(t("record it")), more, ("esc", t("leave"))]
        figures = self.query_one("#refund").display
        self.query_one(Box).keys(entering if figures else answer_keys(self.session.language))

    def start(self) -> None:
        self._whole = self.cells()["amount"] == grouped(self._most)
        self._ask(figures=self.draft is not None)

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        if event.index == 2:
            self.dismiss(None)
            return
        self._whole = event.index == 0
        if self._whole:
            self.put({"amount": grouped(self._most)})
        self.settle()
        self._ask(figures=True)
        self.check()

    def _ask(self, *, figures: bool) -> None:
        """Ask how much it was and when; before that, whether all or a part."""
        choices = self.query_one(AnswerList)
        choices.display, self.query_one("#refund").display = not figures, figures
        self.show_keys()
        self.boxes["amount"].disabled = self._whole
        (self.boxes["day" if self._whole else "amount"] if figures else choices).focus()

    def action_save(self) -> None:
        """Record it, once it is said whether all or a part came back."""
        if self.query_one("#refund").display:
            super().action_save()

    def _amount(self, cells: Mapping[str, str]) -> Fen:
        amount = parsed(cells, "amount", parse_amount)
        if not 0 < amount <= self._most:
            raise Problem("the refund can be ¥0.01 to {most}", field="amount", most=yuan(self._most))
        return amount

    def read(self, cells: dict[str, str]) -> Refunded:
        amount = self._amount(cells)
        return Refunded(amount, self._at(cells), full=amount == self._most)

    def _at(self, cells: Mapping[str, str]) -> datetime:
        day = parsed(cells, "day", parse_date)
        return refund_time(self._refunds, day, self._channel.zone, self.session.now())

    def preview(self, made: Refunded | Wrong) -> None:  # noqa: ARG002  # a wrong day is no matter
        effect = map(self.session.language.say, self._effect(self.cells()))
        say(self.query_one("#refund-effect", Static), "\n".join(effect))

    def _effect(self, cells: Mapping[str, str]) -> Iterator[Message]:
        """Where the amount goes, as far as it is typed."""
        try:
            amount = self._amount(cells)
        except Problem:
            return  # it is said at its field
        try:
            at = self._at(cells)
        except Problem:
            at = self.session.now()
        full = amount == self._most
        if full and not self._whole:
            yield WHOLE if fee_known(self._refunds.plan) else WHOLE_WITH_FEES
        try:
            yield from consequences(self._foresee(self._refunds.id, amount, at, full=full), self._channel)
        except Problem as problem:
            yield problem.message
