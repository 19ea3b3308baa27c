"""What opens on top of the main screen. Each screen loads when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from models.actions.budget import budget_of
from models.bills.overview import overview, owed_before
from models.bills.proportion import owed_by_month
from models.channels.effective import channel_of
from models.ledger.budget import Budget
from models.ledger.order import Order
from models.values import quantity
from models.values.message import Message, msg
from models.values.money import Fen

if TYPE_CHECKING:
    from textual.screen import Screen

    from models.actions.noticed import Noticed
    from models.bills.bill import Bill
    from models.channels.account import Account
    from models.channels.channel import Catalogue
    from models.channels.cycle import DueMove
    from models.channels.override import ChannelOverride
    from models.exchange.import_plan import ImportPlan
    from tui.commands.host import Host
    from tui.forms.account_fields import EnteredOrder
    from tui.forms.keeper import Keeper
    from tui.forms.price import Priced
    from tui.forms.refund import Refunded
    from tui.state.precautions import Acts
    from tui.state.statement_page import AnsweredStatement, StatementActs
    from tui.words.compared_months import Means


async def confirm(host: Host, question: Message, **how: Any) -> bool:
    """Ask; True where the answer was yes."""
    from tui.forms.confirm import Confirm

    dialog: Screen[bool] = Confirm(host.session, question, **how)
    return await host.app.push_screen_wait(dialog)


async def choose(host: Host, said: Sequence[str], answers: Mapping[str, str], first: str) -> str | None:
    """Which of the answers, by its id; None where the question was left."""
    from tui.forms.choose import Choose

    return await host.app.push_screen_wait(Choose(host.session, said, answers, first))


async def due_day(host: Host, ident: str) -> DueMove | None:
    """The due day that the account was moved to, as the user says; None where the question was left."""
    from models.actions.account_changes import account_named, moved
    from models.channels.account import days_held
    from tui.forms.due_day import DueDayForm

    session, ledger = host.session, host.working.ledger
    since = session.today()
    billed, _ = days_held(account_named(ledger, session.catalogue, ident), since)

    def refuses(move: DueMove) -> object:
        return moved(ledger, session.catalogue, ident, move)

    form = DueDayForm(session, channel_of(host.working.channels(), ident), billed, since, refuses)
    return await host.app.push_screen_wait(form)


async def put_back(host: Host) -> bool:
    """Whether to put this terminal's copy back where the file is damaged."""
    question = msg(
        "Another program damaged or removed the ledger {path}. "
        "Put back what was last seen of it here, {orders} and {repayments}?",
        path=str(host.session.store.path),
        orders=quantity.orders(len(host.working.ledger.orders)),
        repayments=quantity.repayments(len(host.working.ledger.repayments)),
    )
    note = msg("What lies there now is kept as a backup.")
    return await confirm(
        host, question, note=note, yes=msg("put it back"), no=msg("leave it"), title=msg("the ledger's file")
    )


async def welcome(host: Host) -> str:
    """What to begin with, on a first start."""
    from tui.forms.welcome import Welcome

    return await host.app.push_screen_wait(Welcome(host.session))


async def edit(
    host: Host,
    order: Order | None,
    draft: Keeper,
    refused: EnteredOrder | None = None,
    begun: Mapping[str, str] = MappingProxyType({}),
) -> EnteredOrder | None:
    """The order as the form made it, with its account; None where it was left.

    `refused` is what it made before; the reason is on the screen. `begun`: columns of a new one that are known.
    """
    from tui.forms.order_form import OrderForm

    ledger = host.newest() if refused else host.working.ledger  # the reason may be what another terminal did
    months = overview(host.working.book, host.session.moment()).months
    form = OrderForm(host.session, ledger, order, refused, host.message_shown if refused else "", months, begun)
    means = _means(host)
    form.means = means if order is None else means._replace(spare=None)  # an edit does not only add
    form.keeper = None if begun else draft  # what is known from elsewhere no older draft may replace
    return await host.app.push_screen_wait(form)


async def past(host: Host, title: str, dues: Sequence[tuple[int, date]]) -> frozenset[int] | None:
    """Which of the periods that were due already are repaid; None where that is not said."""
    from tui.forms.past import PastScreen

    return await host.app.push_screen_wait(PastScreen(host.session, title, dues))


async def price(host: Host, order: Order) -> Priced | None:
    """What the goods cost; None where the question was left."""
    from tui.forms.price import PriceScreen

    channel = channel_of(host.working.channels(), order.account_id)
    return await host.app.push_screen_wait(PriceScreen(host.session, order, channel))


async def refund(
    host: Host, order: Order, most: Fen, draft: Keeper, filled: Mapping[str, str] | None = None
) -> Refunded | None:
    """What came back of an order, as the user says; None where the question was left."""
    from tui.forms.refund import RefundScreen
    from tui.state.refund_effect import refund_effect

    channel = channel_of(host.working.channels(), order.account_id)
    effect = partial(refund_effect, host.working, host.session.catalogue)
    form = RefundScreen(host.session, order, channel, most, effect, filled)
    form.keeper = draft
    return await host.app.push_screen_wait(form)


async def import_orders(host: Host) -> ImportPlan | None:
    """What importing a file that the user names would add; None where the question was left."""
    from tui.forms.import_orders import ImportScreen

    return await host.app.push_screen_wait(ImportScreen(host.session))


async def statement(host: Host, acts: StatementActs) -> AnsweredStatement | None:
    """A statement that the user names, and what was answered to it; None where the question was left."""
    from tui.forms.statement_file import StatementFile

    return await host.app.push_screen_wait(StatementFile(host.session, acts))


async def paste(host: Host, channels: Catalogue, read_it: Callable[[str], Sequence[Noticed]]) -> Noticed | None:
    """The message that somebody pasted, as `read_it` puts it beside the ledger; None where the page was left."""
    from tui.forms.paste import PasteScreen

    return await host.app.push_screen_wait(PasteScreen(host.session, channels, read_it))


async def edit_channel(host: Host, ident: str, draft: Keeper) -> ChannelOverride | None:
    """The user's rules of a channel as the form made them; None where it was left. "": a channel of their own."""
    from tui.forms.channel_form import ChannelForm

    form = ChannelForm(host.session, host.working.ledger, ident)
    form.keeper = draft
    return await host.app.push_screen_wait(form)


async def edit_account(host: Host, ident: str, draft: Keeper) -> Account | None:
    """A further account as the form made it; None where it was left."""
    from tui.forms.account_form import AccountForm

    form = AccountForm(host.session, host.working.ledger, ident)
    form.keeper = draft
    return await host.app.push_screen_wait(form)


async def budget(host: Host, known: Budget, draft: Keeper) -> Budget | None:
    """Income, payday and fixed costs as the form made them; None where it was left."""
    from tui.forms.budget_form import BudgetForm

    form = BudgetForm(host.session, known, host.working.book, host.working.ledger)
    form.keeper = draft
    return await host.app.push_screen_wait(form)


def yearly(host: Host) -> None:
    """All that the order under the cursor costs a year."""
    from tui.forms.yearly import YearlyScreen

    order, book = host.detail.order, host.detail.book
    if order is not None and book is not None:
        host.app.push_screen(YearlyScreen(host.session, order, book))


def proof(host: Host, bill: Bill) -> None:
    """What there is to show of a bill to somebody else."""
    from tui.forms.proof import ProofScreen

    host.app.push_screen(ProofScreen(host.session, bill, host.working.ledger))


def precautions(host: Host, acts: Acts) -> None:
    """All precautions."""
    from tui.forms.precautions import PrecautionsScreen

    host.app.push_screen(PrecautionsScreen(host.session, acts))


async def compare(host: Host, draft: Keeper) -> None:
    """Compare plans before buying."""
    from tui.forms.compare import CompareScreen
    from tui.words.compared_plans import OwedAnyway

    book, moment = host.working.book, host.session.moment()
    months = overview(book, moment).months
    owed = OwedAnyway(
        months,
        owed_before(book, months[0].first, moment),
        owed_by_month(book, months[0].first),
        *_means(host),
    )
    held = {order.account_id for order in host.working.ledger.orders.values()}
    page = CompareScreen(host.session, host.working.channels(), held, owed)
    page.keeper = draft
    await host.app.push_screen_wait(page)


def _means(host: Host) -> Means:
    """What there is to pay a purchase with, in the coming three years."""
    from tui.words.compared_months import Means

    book, ledger = host.working.book, host.working.ledger
    budget = budget_of(ledger)
    if not ledger.balances:  # of no account it is known what is on it
        return Means(budget.income)
    from models.bills.agenda import MOST_MONTHS, agenda
    from models.bills.headroom import headroom

    found = agenda(book, ledger, budget, host.session.now(), MOST_MONTHS)
    return Means(budget.income, headroom(found))
