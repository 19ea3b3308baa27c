"""Entering a new order, with its account and with what was repaid of it before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from models.actions import orders
from models.actions.entering import asked, entered
from models.actions.known_orders import KnownOrders
from models.actions.masking import like_card, like_somebodys
from models.actions.order_account import for_order
from models.bills.contracts import contracts
from models.bills.schedule import due_dates_of
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger, LedgerChange
from models.ledger.order import Order, with_repaid
from models.values.message import Message, Problem, msg
from tui.commands import dialogs
from tui.commands.agreeing import NOT_YET, moves_agreed
from tui.commands.commit_named import commit_named
from tui.commands.drafting import Drafting
from tui.words.order_preview import bought_day

if TYPE_CHECKING:
    from tui.commands.host import Host
    from tui.forms.account_fields import EnteredOrder


async def add(host: Host, begun: Mapping[str, str] = MappingProxyType({})) -> None:
    """Enter a new order. One that is refused goes back to the form with the reason: nothing typed is lost.

    `begun`: columns of it that are known, as from a message or a statement. A draft that waits is another order's.
    """
    draft = Drafting(host, "order/known" if begun else "order/new")
    entry = await dialogs.edit(host, None, draft, begun=begun)
    while entry is not None and not await _added(host, entry):
        entry = await dialogs.edit(host, None, draft, refused=entry)
    draft.drop()


async def _added(host: Host, entry: EnteredOrder) -> bool:
    label, catalogue = msg("enter {title}", title=entry.order.title), host.session.catalogue
    made = with_account(host, entry)
    if not await no_card(host, (entry.order.order_no,)) or not await _is_another(host, entry.order):
        host.tell(NOT_YET)
        return False
    if not await moves_agreed(host, made):
        host.tell(NOT_YET)
        return False
    try:
        order = await _with_past(host, entry.order, made(host.newest()))
    except Problem:
        order = entry.order  # it is refused, and said, when it is to be written

    def change(ledger: Ledger) -> Ledger:
        return orders.add_orders(made(ledger), [order], catalogue)

    if not commit_named(host, label, change):
        return False
    host.select(entry.order.id)
    if not host.message_shown:
        host.tell(_day_by_default(host.working.ledger, order, host.session.catalogue))
    return True


def _day_by_default(ledger: Ledger, order: Order, catalogue: Catalogue) -> Message | None:
    """That the due day of an account is the catalogue's own and others are offered; None where one knows it better:
    it was said, or typed, or the account has an order already."""
    account, channel = ledger.accounts.get(order.account_id), channel_of(contracts(ledger, catalogue), order.account_id)
    first = sum(each.account_id == order.account_id for each in ledger.orders.values()) == 1
    if account is None or not account.by_order or not first or not channel.due_days:
        return None
    day = order.first_due.day
    if day != account.due_day:
        return None
    return msg("due day of {channel}: {day} by default; w if the app shows another", channel=channel.short, day=day)


async def no_card(host: Host, numbers: Iterable[str]) -> bool:
    """Whether no order number is that of a card of the user's, a phone or a person: where one looks like it, somebody
    says so."""
    ledger, given = host.newest(), tuple(numbers)
    card = next(filter(None, (like_card(each, ledger) for each in given)), None)
    yes = msg("of the order: keep it")
    if card is not None:
        question = msg("Is that the number of the order? It looks like that of your card {card}.", card=card)
        note, no = msg("fenqi needs no more of a card than its last four digits."), msg("of the card: back to the form")
    elif any(map(like_somebodys, given)):
        question = msg("Is that the number of the order? It looks like that of a phone or a person.")
        note, no = msg("fenqi needs neither."), msg("another one: back to the form")
    else:
        return True
    return await dialogs.confirm(host, question, note=note, yes=yes, no=no, title=msg("order number"))


async def _is_another(host: Host, order: Order) -> bool:
    """Whether the order is another one than each that is there; one that is the same is refused when it is added."""
    known = KnownOrders(host.newest().orders.values())
    like = None if known.same(order) else known.perhaps(order)
    if like is None:
        return True
    question = msg("Is it another order than {title}, bought {day}?", title=like.title, day=bought_day(like))
    note = msg("Account, first due date, amounts and day are the same: it may be entered twice.")
    yes, no = msg("another one: enter it"), msg("the same: back to the form")
    return await dialogs.confirm(host, question, note=note, yes=yes, no=no, title=msg("perhaps the same order"))


async def _with_past(host: Host, order: Order, after: Ledger) -> Order:
    """The order as it is entered now, with what is said of its periods that were due already: asked once, here."""
    channel = channel_of(contracts(after, host.session.catalogue), order.account_id)
    new = entered(order, channel, host.session.now())
    orders.add_orders(after, [new], host.session.catalogue)  # nothing is asked of one that is refused
    numbers = asked(new, channel)
    if not numbers:
        return new
    days = due_dates_of(new, channel)
    repaid = await dialogs.past(host, new.title, [(number, days[number - 1]) for number in numbers])
    return new if repaid is None else with_repaid(new, repaid)


def with_account(host: Host, entry: EnteredOrder) -> LedgerChange:
    """The change of the account that the order is entered for, which is kept with it."""
    day = host.session.today()

    def change(ledger: Ledger) -> Ledger:
        return for_order(ledger, host.session.catalogue, entry.account, entry.order.account_id, day)

    return change
