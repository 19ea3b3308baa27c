"""One question: the price of an order of which only the amounts are known. The fee follows."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from models.actions.pricing import with_price
from models.channels.channel import Channel
from models.channels.rate_lines import rate_line
from models.ledger.order import Order
from models.plans.annual_cost import plan_cost
from models.values.message import msg
from models.values.money import Fen, typed_amount, yuan
from tui.forms.field import Field, Wrong, parsed
from tui.forms.form import Form
from tui.run.session import Session
from tui.words.cost import fees_said, really

FIELDS = {"price": Field(msg("the price?"), msg("of the goods, without fees"))}


class PriceScreen(Form[Fen], ModalScreen[Fen | None]):
    """What the goods cost, in fen; what that makes of the fee is shown before it is recorded."""

    def __init__(self, session: Session, order: Order, channel: Channel) -> None:
        super().__init__(session, FIELDS)
        self._priced = order
        self._channel = channel

    def compose(self) -> ComposeResult:
        t, plan = self.session.language.t, self._priced.plan
        with Vertical(classes="dialog"):
            yield Static(Content(t("The fee of {title} is not known yet.", title=self._priced.title)))
            said = t("All periods are {sum} together; interest-free is that as the price.", sum=yuan(plan.principal))
            yield Static(Content(said), classes="dim")
            for name in FIELDS:
                yield from self.row(name)
            yield Static(id="price-effect")
            yield Static(Content(t("enter records it; escape leaves it")), classes="dim")
            yield self.wrong()

    def read(self, cells: dict[str, str]) -> Fen:
        price = parsed(cells, "price", typed_amount)
        with_price(self._priced, price, self._channel)
        return price

    def preview(self, made: Fen | Wrong) -> None:
        said = ""
        if not isinstance(made, Wrong):
            t, plan = self.session.language, with_price(self._priced, made, self._channel).plan
            line = rate_line(self._channel, self._priced.lent_on)
            said = "\n".join(filter(None, (fees_said(plan, t), really(plan, plan_cost(plan), line, t))))
        self.query_one("#price-effect", Static).update(Content(said))
