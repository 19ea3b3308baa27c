"""One question: the price of an order of which only the amounts are known. The fee follows."""

from typing import NamedTuple

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from models.actions.pricing import with_price
from models.channels.channel import Channel
from models.channels.rate_lines import rate_line
from models.ledger.order import Order
from models.offers.rounding_up import is_to_be_said
from models.offers.typed_terms import parse_fees
from models.plans.annual_cost import plan_cost
from models.values.message import Message, Problem, msg
from models.values.money import Fen, parse_amount, yuan
from tui.forms.choose import Choose
from tui.forms.field import Field, Wrong, parsed
from tui.forms.form import Form
from tui.run.session import Session
from tui.widgets.dialog import Box, Dialog
from tui.widgets.said import say
from tui.widgets.sentences import Sentences
from tui.words.cost import fees_said, really
from tui.words.rounding_up import fee_asked, fee_said, question

FIELDS = {"price": Field(msg("the price?"), msg("of the goods, without fees"))}


class Priced(NamedTuple):
    """What the goods cost, in fen, and the fees of the periods, where the price alone does not say them.

    `which`: whether there is a fee is to be said first, see `rounding_up`.
    """

    price: Fen
    fees: tuple[Fen, ...] | None = None
    which: Message | None = None


class PriceScreen(Form[Priced], Dialog[Priced | None]):
    """What the goods cost; what that makes of the fee is shown before it is recorded."""

    def __init__(self, session: Session, order: Order, channel: Channel) -> None:
        super().__init__(session, FIELDS)
        self._priced = order
        self._channel = channel

    def compose(self) -> ComposeResult:
        t, plan = self.session.language.t, self._priced.plan
        with Box(t("price"), (("⏎", t("record it")), ("esc", t("leave")))):
            unknown = t("The fee of {title} is not known yet.", title=self._priced.title)
            yield Sentences(Content(unknown), classes="question")
            said = t("All periods are {sum} together; interest-free is that as the price.", sum=yuan(plan.principal))
            yield Sentences(Content(said), classes="dim")
            for name in FIELDS:
                yield from self.row(name)
            yield Sentences(id="price-effect")
            yield self.wrong()

    def read(self, cells: dict[str, str]) -> Priced:
        price = parsed(cells, "price", parse_amount)
        try:
            with_price(self._priced, price, self._channel)
        except Problem as problem:
            if not is_to_be_said(problem.message):
                raise
            return Priced(price, which=problem.message)
        return Priced(price)

    def preview(self, made: Priced | Wrong) -> None:
        said, t = "", self.session.language
        if not isinstance(made, Wrong) and made.which:
            said = question(made.which, t)
        elif not isinstance(made, Wrong):
            plan = with_price(self._priced, made.price, self._channel).plan
            line = rate_line(self._channel, self._priced.lent_on)
            said = "\n".join(filter(None, (fees_said(plan, t), really(plan, plan_cost(plan), line, t))))
        say(self.query_one("#price-effect", Static), said)

    def action_save(self) -> None:
        """Hand back the price, once it is said whether there is a fee."""
        made = self.check(everywhere=True)
        if isinstance(made, Wrong) or not made.which:
            super().action_save()
        else:
            self.run_worker(self._ask_which(made.price, made.which), exclusive=True)

    async def _ask_which(self, price: Fen, which: Message) -> None:
        answer = await self.app.push_screen_wait(Choose(self.session, *fee_asked(which, self.session.language)))
        if said := fee_said(which, answer or ""):
            self.dismiss(Priced(price, parse_fees(said)))
