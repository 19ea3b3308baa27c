"""Before buying: up to four plans for the same price, side by side. Nothing is stored."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus, Resize
from textual.widgets import Input, Static

from models.bills.overview import MonthSum
from models.channels.channel import Catalogue, Channel
from models.channels.due import first_due
from models.offers.offer import Offer, known_fee, months_with, offer
from models.offers.terms import RateMethod
from models.offers.typed_terms import parse_amounts, parse_periods, per_cent, terms_of
from models.plans.plan import Timing, usual
from models.values.dates import today
from models.values.message import Message, Problem, msg
from models.values.money import Fen, parse_amount, yuan
from models.values.text import normalise
from models.values.typed import parse_count
from tui.run.language import Tongue
from tui.run.session import Session
from tui.terminal.cells import Cells, cut, fit, right, wrap
from tui.widgets.cycle import Cycle
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.page import Page
from tui.words.cost import over_ceiling, rate_said

COLUMNS = 4
LABEL = 16
USUAL_PERIODS = "12"


class Kind(NamedTuple):
    """A way in which a page tells the fee: its label, its words beside the figure, and the terms that it comes to."""

    label: Message
    told: Message
    term: str
    read: Callable[[str], object]
    more: Mapping[str, object] = {}


KINDS = {
    "total_fee_rate": Kind(msg("% in all"), msg("{rate} in all"), "total_fee_rate", per_cent),
    "fee_rate": Kind(msg("% a period"), msg("{rate} a period"), "fee_rate", per_cent),
    "total_fee": Kind(msg("¥ in all"), msg("¥{rate}"), "total_fee", parse_amount),
    "first": Kind(msg("% at first"), msg("{rate} at first"), "total_fee_rate", per_cent, {"fee_timing": Timing.FIRST}),
    "equal-instalment": Kind(
        msg("% a year ="), msg("{rate} a year"), "annual_rate", per_cent, {"method": RateMethod.EQUAL_INSTALMENT}
    ),
    "equal-principal": Kind(
        msg("% a year ↓"), msg("{rate} a year"), "annual_rate", per_cent, {"method": RateMethod.EQUAL_PRINCIPAL}
    ),
    "amounts": Kind(msg("¥ a period"), msg("as shown"), "amount_per_period", parse_amounts),
}
"""How a page tells the fee."""
EXPLAINED = {
    "first": msg("% at first: all of the fee is in the first period"),
    "equal-instalment": msg("% a year =: 等额本息, the same amount in every period"),
    "equal-principal": msg("% a year ↓: 等额本金, the same principal in every period, so the amounts fall"),
    "amounts": msg("¥ a period: the amounts as the page shows them: 893.33 or 893.33x11;893.37"),
}
"""What the shorter labels mean, told while the keyboard is on a plan with one of them."""


class CompareScreen(Page[None]):
    """A price, a column for each plan, and below them what each of them comes to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, session: Session, channels: Catalogue, months: Sequence[MonthSum], late: Fen) -> None:
        """`months` are the coming ones, as they are without the purchase; `late` is what those before still want."""
        super().__init__(session)
        self._late = late
        self._channels = channels
        self._months = months
        self._known = [""] * COLUMNS
        """The fee that the catalogue knew and that was filled in, by column."""
        self._explained = ""
        """The kind of the plan that the keyboard is on."""

    def compose(self) -> ComposeResult:
        t = self.session.tongue
        yield Static(Content(t.t("Compare plans before you buy · nothing is stored")), classes="heading")
        with Horizontal(classes="field"):
            yield Static(Content(fit(t.t("price"), LABEL)), classes="label")
            yield Input(placeholder="1499.00", compact=True, id="price")
        with Horizontal(id="offers"):
            with Vertical():
                for label in (t.t("channel"), t.t("periods"), t.t("fee told as"), t.t("fee")):
                    yield Static(Content(fit(label, LABEL)), classes="label")
            channels = [(each.id, t.words(each.short)) for each in self._channels.values()]
            kinds = [(kind, t.say(each.label)) for kind, each in KINDS.items()]
            for at in range(COLUMNS):
                with Vertical(id=f"offer-{at}", classes="offer"):
                    yield Cycle(channels, channels[min(at, len(channels) - 1)][0], id=f"channel-{at}")
                    yield Input(USUAL_PERIODS, compact=True, select_on_focus=False, id=f"periods-{at}")
                    yield Cycle(kinds, "total_fee_rate", id=f"kind-{at}")
                    yield Input(compact=True, select_on_focus=False, id=f"fee-{at}")
        yield Lines(cursor=False, id="compared")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        t = self.session.tongue.t
        self.query_one(KeyBar).show([("⏎", t("next field")), ("← →", t("choose")), ("esc", t("leave"))])
        self.query_one("#compared", Lines).can_focus = False
        self.query_one("#price").focus()
        for at in range(COLUMNS):
            self._fill_in(at)
        self._write()

    def on_resize(self, _event: Resize) -> None:
        for column in self.query(".offer"):
            column.styles.width = self._column
        self._write()

    @property
    def _column(self) -> int:
        """Cells of a column, with the space after it."""
        return max(12, (self.size.width - LABEL) // COLUMNS)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._changed(event.input.id or "")

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        self._explain(event.widget.id or "")

    def _explain(self, ident: str) -> None:
        _, _, at = ident.partition("-")
        kind = self._value("kind", int(at)) if at else ""
        if kind != self._explained:
            self._explained = kind
            self._write()

    def on_cycle_changed(self, event: Cycle.Changed) -> None:
        event.stop()
        for at in range(COLUMNS):
            self._fill_in(at)
        self._explain(self.focused.id or "" if self.focused else "")
        self._write()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def _changed(self, ident: str) -> None:
        name, _, at = ident.partition("-")
        if name == "periods":
            self._fill_in(int(at))
        self._write()

    def _fill_in(self, at: int) -> None:
        """Fill in the fee that the catalogue knows, unless another was typed."""
        box = self.query_one(f"#fee-{at}", Input)
        if box.value != self._known[at]:
            return
        try:
            periods = parse_count(self._value("periods", at))
        except Problem:
            return
        known = known_fee(self._channels[self._value("channel", at)], periods)
        if known != box.value:
            self._known[at] = box.value = known
            if known:
                self.query_one(f"#kind-{at}", Cycle).index = list(KINDS).index("total_fee_rate")

    def _value(self, name: str, at: int) -> str:
        box = self.query_one(f"#{name}-{at}")
        return box.value if isinstance(box, Input | Cycle) else ""

    def offers(self) -> list[Offer | Problem | None]:
        """The plan of each column, or what is wrong with it; None where no fee is typed yet."""
        price = parse_amount(self.query_one("#price", Input).value)
        return [self._offer(price, at) for at in range(COLUMNS)]

    def _offer(self, price: int, at: int) -> Offer | Problem | None:
        fee, channel = self._value("fee", at).strip(), self._channels[self._value("channel", at)]
        if not fee:
            return None
        bought = today(self.session.now(), channel.zone)
        try:
            kind, periods = KINDS[self._value("kind", at)], parse_periods(self._value("periods", at))
            terms = {"principal": price, "periods": periods, kind.term: kind.read(fee), **kind.more}
            return offer(terms_of(terms), channel, bought)
        except Problem as problem:
            return problem

    def _write(self) -> None:
        text = self.query_one("#compared", Lines)
        if not self.query_one("#price", Input).value.strip():
            text.show_lines([(), ((self.session.tongue.t("type the price"), "dim"),)])
            return
        try:
            offers = self.offers()
        except Problem as problem:
            text.show_lines([(), ((self.session.tongue.say(problem.message), "bad"),)])
            return
        wrong = self._wrong(offers)
        figures, months = self._figures(offers), self._coming(offers)
        known = self._filled_in()
        text.show_lines([*wrong, *figures, *known, *months] if wrong else [(), *figures, *(known or [()]), *months])

    def _filled_in(self) -> list[Cells]:
        """That fees are the catalogue's and how old; of several the oldest date is named. Empty where all are typed."""
        dates = [
            channel.uncertain.get("fee_rates", channel.source).verified_on
            for at, known in enumerate(self._known)
            if known and known == self._value("fee", at)
            for channel in (self._channels[self._value("channel", at)],)
        ]
        if not dates:
            return []
        said = self.session.tongue.t(
            "fees filled in: the catalogue's, as of {date}; type what you are offered", date=min(dates).isoformat()
        )
        return [((said, "warn"),)]

    def _figures(self, offers: Sequence[Offer | Problem | None]) -> list[Cells]:
        t = self.session.tongue.t
        labels = (t("a period"), t("fees"), t("advertised"), t("simple (单利)"), t("compound"), t("ends on"))
        columns = [
            facts(
                each,
                KINDS[self._value("kind", at)].told,
                self._value("fee", at),
                self.session.tongue,
                about=self._unruled(self._channels[self._value("channel", at)]),
            )
            for at, each in enumerate(offers)
        ]
        return [self._row(label, cells) for label, *cells in zip(labels, *columns, strict=True)]

    def _unruled(self, channel: Channel) -> bool:
        """Whether the due day is the card's own: it is not known on which day the plan would end."""
        return first_due(channel, today(self.session.now(), channel.zone)) is None

    def _coming(self, offers: Sequence[Offer | Problem | None]) -> list[Cells]:
        """What is owed in the coming months, without the purchase and with it."""
        t = self.session.tongue.t
        rows: list[Cells] = [
            ((fit(t("owed by month"), LABEL), "dim"), (t("with each plan; on the left without"), "dim"))
        ]
        if self._late:
            label = t("late") + right(yuan(self._late), LABEL - 1 - cell_len(t("late")))
            late = yuan(self._late)
            rows.append(self._row(label, [(late if isinstance(each, Offer) else "", "bad") for each in offers]))
        with_each = [months_with(self._months, each) if isinstance(each, Offer) else () for each in offers]
        for number, month in enumerate(self._months):
            label = f"{month.first:%m}{right(yuan(month.due - month.paid), 13)}"
            rows.append(self._row(label, [(yuan(owed[number]) if owed else "", "") for owed in with_each]))
        return rows

    def _row(self, label: str, cells: Sequence[tuple[str, str]]) -> Cells:
        room = self._column - 1
        return ((fit(label, LABEL), "dim"), *((f"{right(cut(text, room), room)} ", style) for text, style in cells))

    def _wrong(self, offers: Sequence[Offer | Problem | None]) -> list[Cells]:
        """What is wrong with a column, by its number."""
        t = self.session.tongue
        said = [
            t.t("plan {number}: {problem}", number=at, problem=t.say(each.message))
            for at, each in enumerate(offers, 1)
            if isinstance(each, Problem)
        ]
        if self._explained in EXPLAINED:
            said.append(t.say(EXPLAINED[self._explained]))
        if None in offers:
            said.append(t.t("a column without a fee is left out; 0% is interest-free"))
        over = [str(at) for at, each in enumerate(offers, 1) if isinstance(each, Offer) and each.cost.over_ceiling]
        if over:
            said.append(t.t("plan {number}: {problem}", number=", ".join(over), problem=over_ceiling(t)))
        return [((line, "warn"),) for sentence in said for line in wrap(sentence, self.size.width - 2)]


def facts(
    made: Offer | Problem | None, words: Message, fee: str, t: Tongue, *, about: bool = False
) -> list[tuple[str, str]]:
    """An offer's figures with their styles: a period, fees, the `fee` in these words, simple, compound, the end.

    `about`: of the end only the month is known.
    """
    if not isinstance(made, Offer):
        return [("—" if made is None else "‼", "dim")] * 6
    cost, end = made.cost, made.dues[-1]
    rates = [t.t("no rate") if rate is None else rate_said(rate, t) for rate in (cost.simple, cost.compound)]
    return [
        (yuan(usual(made.plan).amount), "bold"),
        (yuan(made.fee), ""),
        (t.t(words.template, rate=normalise(fee).removeprefix("¥")), ""),
        (f"‼ {rates[0]}" if cost.over_ceiling else rates[0], "bad" if cost.over_ceiling else "bold"),
        (rates[1], ""),
        (t.t("about {month}", month=f"{end:%Y-%m}") if about else end.isoformat(), ""),
    ]
