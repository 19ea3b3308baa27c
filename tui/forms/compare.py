"""Before buying: up to four plans for the same price, side by side. Nothing is stored."""

from collections.abc import Callable, Collection, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus, Resize
from textual.widgets import Input, Static

from models.bills.headroom import highest_price
from models.channels.channel import Catalogue
from models.channels.due import first_due
from models.offers.offer import Offer, falls_due, known_fee, offer
from models.offers.typed_terms import parse_periods, terms_of
from models.offers.usual import usual_plans
from models.values.dates import today
from models.values.message import Message, Problem, msg
from models.values.money import MAX_AMOUNT, Fen, parse_amount
from models.values.text import normalise
from tui.forms.drafted import Drafted
from tui.forms.fee_kinds import EXPLAINED, KINDS, RATE_IN_ALL
from tui.forms.field import Field, Wrong, parsed, verbatim
from tui.run.session import Session
from tui.run.viewers_clock import by_viewer
from tui.terminal.cells import Cells, fit
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines, TextMaker
from tui.widgets.picker import Picker
from tui.words.compared_plans import LABEL, Compared, OwedAnyway, column_width, compared, left_out, with_room

PLANS = range(4)
PRICE = Field(msg("price"), msg("of the goods, without fees"))
KIND = Field(msg("kind of fee"), choices=[(kind, each.label) for kind, each in KINDS.items()])


class CompareScreen(Drafted[None, tuple[Compared, ...]]):
    """A price, a column for each plan, and below them what each of them comes to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    _first = 0
    """The first plan that is shown, where there is no room for all."""

    def __init__(self, session: Session, channels: Catalogue, held: Collection[str], owed: OwedAnyway) -> None:
        """`held` are the accounts of the ledger; `owed` is what there is to pay without the purchase."""
        self._channels = channels
        self._owed = owed
        self._known = ["" for _ in PLANS]
        """The fee that the catalogue knew and that was filled in, by plan."""
        lenders = [(each.id, verbatim(each.short)) for each in channels.values()]
        self._lines = {
            "channel": Field(msg("channel"), choices=lenders),
            "periods": Field(msg("periods")),
            "kind": KIND,
            "fee": Field(msg("fee")),
        }
        given = {f"kind-{at}": RATE_IN_ALL for at in PLANS}
        for at, plan in enumerate(usual_plans(channels, held, len(PLANS))):
            given |= {f"channel-{at}": plan.channel, f"periods-{at}": str(plan.periods)}
        columns = {f"{line}-{at}": field for at in PLANS for line, field in self._lines.items()}
        super().__init__(session, {"price": PRICE, **columns}, given)

    def compose(self) -> ComposeResult:
        t = self.session.language
        yield Static(classes="heading")
        yield from self.row("price")
        with Horizontal(id="offers"):
            with Vertical():
                for field in self._lines.values():
                    yield Static(Content(fit(t.say(field.label), LABEL)), classes="label")
            for at in PLANS:
                with Vertical(classes="offer"):
                    for line in self._lines:
                        yield self.box(f"{line}-{at}")
        yield Lines(cursor=False, focusable=False, id="compared", classes="preview")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.show_draft()

    def show_draft(self) -> None:
        """Say it in the heading: below, every row is needed."""
        t, trouble = self.session.language.t, self.keeper.trouble if self.keeper else ""
        at = by_viewer(self.draft.at, self.session.zone) if self.draft else ""
        said = trouble or (t("draft of {at}", at=at) if at else t("nothing is stored"))
        room = left_out(self.size.width, len(PLANS), self._first, self.session.language) if self.size else ""
        heading = Content(" · ".join(filter(None, (t("Compare plans before you buy"), said, room))))
        self.query_one(".heading", Static).update(heading)

    def to_keep(self) -> dict[str, str]:
        """What was typed: without the fees that the catalogue filled in."""
        known = {f"fee-{at}": fee for at, fee in enumerate(self._known)}
        return {name: "" if text == known.get(name) else text for name, text in self.cells().items()}

    def put(self, cells: Mapping[str, str]) -> None:
        for at in PLANS:
            if cells.get(f"fee-{at}") == "":
                self._known[at] = ""  # it is filled in again
        super().put(cells)

    def on_resize(self, _event: Resize) -> None:
        self._arrange_plans()
        self.check()

    def _arrange_plans(self) -> None:
        """Show as many plans as have room, that with the keyboard among them: a column is there whole or not at all.

        What is not shown keeps its place in the order of the fields, so going on brings it.
        """
        shown, (_, _, at) = self._shown, self.named(self.focused).partition("-")
        here = int(at) if at else self._first
        self._first = min(max(self._first, here - shown + 1), here, len(PLANS) - shown)
        for plan, column in enumerate(self.query(".offer")):
            seen = self._first <= plan < self._first + shown
            column.styles.width = column_width(self.size.width, shown) if seen else 0
        self.show_draft()

    def action_page(self, by: int) -> None:
        """Scroll what the plans come to, where that has no room."""
        self.query_one("#compared", Lines).action_page(by)

    @property
    def _shown(self) -> int:
        """How many plans are on the screen."""
        return with_room(self.size.width, len(PLANS))

    def on_descendant_focus(self, _event: DescendantFocus) -> None:
        self._arrange_plans()
        self.check()  # the label of the plan that the keyboard is on is explained

    def follow(self) -> None:
        """Fill in the fees that the catalogue knows, unless others were typed."""
        for at in PLANS:
            fee, kind = self.boxes[f"fee-{at}"], self.boxes[f"kind-{at}"]
            if fee.value != self._known[at] or not isinstance(fee, Input) or not isinstance(kind, Picker):
                continue
            try:
                periods = parse_periods(self.boxes[f"periods-{at}"].value)
            except Problem:
                continue
            known = known_fee(self._channels[self.boxes[f"channel-{at}"].value], periods)
            if known != fee.value:
                self._known[at] = fee.value = known
                if known:
                    kind.index = list(KINDS).index(RATE_IN_ALL)

    def read(self, cells: dict[str, str]) -> tuple[Compared, ...] | Wrong:
        if not cells["price"].strip():
            return Wrong({})
        price = parsed(cells, "price", parse_amount)
        return tuple(self._compared(price, at, cells) for at in PLANS)

    def _compared(self, price: Fen, at: int, cells: Mapping[str, str]) -> Compared:
        """What is known of one of the plans."""
        channel, fee = self._channels[cells[f"channel-{at}"]], cells[f"fee-{at}"].strip()
        kind = KINDS[cells[f"kind-{at}"]]
        bought = today(self.session.now(), channel.zone)
        made: Offer | Problem | None = None
        most: Fen | None = None

        def offered(at_price: Fen) -> Offer:
            periods = parse_periods(cells[f"periods-{at}"])
            terms = {"principal": at_price, "periods": periods, kind.term: kind.read(fee), **kind.more}
            return offer(terms_of(terms), channel, bought)

        try:
            if fee:
                made = offered(price)
                most = self._most(offered, price)
        except Problem as problem:
            made = problem
        filled_in = bool(fee) and fee == self._known[at]
        return Compared(
            made,
            Message(kind.stated.template, {"rate": normalise(fee).removeprefix("¥")}),
            channel.uncertain.get("fee_rates", channel.source).verified_on if filled_in else None,
            month_only=first_due(channel, bought) is None,
            most=most,
        )

    def _most(self, offered: Callable[[Fen], Offer], price: Fen) -> Fen | None:
        """The highest price at which the plan makes no day short; None where there is none, or no balance is known."""
        spare = self._owed.spare
        if spare is None:
            return None

        def fits(at_price: Fen) -> bool:
            try:
                return spare.fits(falls_due(offered(at_price)))
            except Problem:
                return at_price < price  # too little for so many periods, or more than any price

        return highest_price(fits, MAX_AMOUNT)

    def preview(self, made: tuple[Compared, ...] | Wrong) -> TextMaker:
        t = self.session.language
        if isinstance(made, Wrong):
            return lambda _width: [(), ((t.t("type the price"), "dim"),)]
        _, _, at = self.named(self.focused).partition("-")
        about = EXPLAINED.get(self.boxes[f"kind-{at}"].value) if at else None

        def text(width: int) -> list[Cells]:
            return compared(
                made[self._first : self._first + self._shown],
                self._owed,
                about,
                t,
                width + 1,
                self._first,
                int(at) if at else 0,
            )  # which leaves a column free for its own marks

        return text
