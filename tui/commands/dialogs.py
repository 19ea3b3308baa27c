"""What opens on top of the main screen. Each screen loads when it is first asked for."""

# ruff: noqa: PLC0415

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.actions.orders import add_orders
from models.bills.overview import overview, owed_before
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.message import Message, msg
from models.values.money import Fen

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.forms.refund import Refunded
    from tui.screens.main import MainScreen


async def confirm(desk: MainScreen, question: Message, **how: Any) -> bool:
    """Ask; True where the answer was yes."""
    from tui.forms.confirm import Confirm

    dialog: Screen[bool] = Confirm(desk.session, question, **how)
    return await desk.app.push_screen_wait(dialog)


async def put_back(desk: MainScreen) -> None:
    """Offer to put this terminal's copy in the place of a damaged file."""
    question = msg(
        "Another program damaged or removed the ledger {path}. "
        "Put back what was last seen of it here, write number {revision}?",
        path=str(desk.session.store.path),
        revision=desk.snapshot.revision,
    )
    note = msg("What lies there now is kept as a backup.")
    if await confirm(desk, question, note=note, yes=msg("put it back"), no=msg("leave it")) and desk.put_back():
        desk.tell(msg("the ledger is back, as write number {revision}", revision=desk.snapshot.revision))


async def welcome(desk: MainScreen) -> str:
    """What to begin with, on a first start."""
    from tui.forms.welcome import Welcome

    return await desk.app.push_screen_wait(Welcome(desk.session))


async def edit(desk: MainScreen, order: Order | None, refused: Order | None = None) -> Order | None:
    """The order as the form made it; None where it was left. `refused` is what it made before, told why not."""
    from tui.forms.order_form import OrderForm

    form = OrderForm(desk.session, desk.channels_now(), order, refused, desk.told if refused else "")
    return await desk.app.push_screen_wait(form)


async def refund(desk: MainScreen, order: Order, most: Fen) -> Refunded | None:
    """What came back of an order, as the user says; None where the question was left."""
    from tui.forms.refund import RefundScreen

    channel = channel_of(desk.channels_now(), order.channel)
    return await desk.app.push_screen_wait(RefundScreen(desk.session, order, channel, most, desk.refund_effect))


async def import_orders(desk: MainScreen) -> None:
    """Import orders from a file that the user names."""
    from tui.forms.import_orders import ImportScreen

    plan = await desk.app.push_screen_wait(ImportScreen(desk.session))
    if plan is None:
        return

    def add(ledger: Ledger) -> Ledger:
        return add_orders(ledger, plan.new)

    if desk.commit(msg("import of {count}", count=len(plan.new)), add):
        desk.tell(msg("orders imported: {count}", count=len(plan.new)))


def show_channels(desk: MainScreen) -> None:
    """Show the channels, beginning with that of the order under the cursor."""
    from tui.screens.channels import ChannelsScreen

    desk.app.push_screen(ChannelsScreen(desk, desk.shown.order.channel if desk.shown.order else ""))


def compare(desk: MainScreen) -> None:
    """Compare plans before buying."""
    from tui.forms.compare import CompareScreen

    months = overview(desk.book, desk.session.moment()).months
    late = owed_before(desk.book, months[0].first)
    desk.app.push_screen(CompareScreen(desk.session, desk.channels_now(), months, late))


def show_help(desk: MainScreen) -> None:
    """Show the help page."""
    from tui.screens.help import HelpScreen

    desk.app.push_screen(HelpScreen(desk.session))


def palette(desk: MainScreen) -> None:
    """Find a command by its name."""
    from tui.screens.palette import Palette

    desk.app.push_screen(Palette(placeholder=desk.session.tongue.t("find a command")))
