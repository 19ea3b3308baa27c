"""What is done to an order: it is edited, put away, deleted, returned; and orders are imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.actions import orders
from models.actions import refund as refunds
from models.actions.auto_debit_changes import own_since
from models.actions.editing import edited
from models.actions.opened_again import opened_again
from models.actions.order_deletion import order_deleted
from models.actions.refundable import refunded
from models.bills.derive import derive
from models.exchange.import_plan import imported
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values import quantity
from models.values.message import Message, Problem, msg
from models.values.money import Fen, yuan
from tui.commands import channels, dialogs
from tui.commands.agreeing import agreed
from tui.commands.commit import commit
from tui.commands.commit_named import commit_named
from tui.commands.drafting import Drafting
from tui.commands.entering import no_card, with_account
from tui.words.opened_again import bills_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.commands.host import Host
    from tui.forms.account_fields import EnteredOrder


OTHER_EDIT = msg("Another terminal has changed this order meanwhile. Overwrite what it did?")


async def edit(host: Host) -> None:
    """Edit the order under the cursor. An edit that is refused goes back to the form, like a new order."""
    old = host.detail.order
    if old is None:
        return
    draft = Drafting(host, f"order/{old.id}")
    entry = await dialogs.edit(host, old, draft)
    while entry is not None and not await _edited(host, old, entry):
        entry = await dialogs.edit(host, old, draft, refused=entry)
    draft.drop()


async def move_day(host: Host) -> None:
    """Choose another due day of the account that the bill is of."""
    if host.detail.bill is not None:
        await channels.move_day(host, host.detail.bill.channel.id)


async def _edited(host: Host, old: Order, entry: EnteredOrder) -> bool:
    """Whether the form is done with; False where the edit was refused."""
    order, made = entry.order, with_account(host, entry)
    if order == old and not entry.account.changes:
        return True
    there = host.newest().orders.get(order.id)
    if there is not None and there != old and not await dialogs.confirm(host, OTHER_EDIT):
        return True

    def change(ledger: Ledger) -> Ledger:
        if ledger.orders.get(order.id) != there:
            raise Problem.of(OTHER_EDIT)
        dated = own_since(ledger, host.session.catalogue, order, host.session.today())
        return edited(made(ledger), dated, host.session.catalogue)

    renumbered = (order.order_no,) if order.order_no != old.order_no else ()
    if not await no_card(host, renumbered) or not await agreed(host, order, change):
        return False
    return commit_named(host, msg("edit {title}", title=order.title), change)


async def archive(host: Host) -> None:
    """Archive the order under the cursor, or show it again; one with open bills only after asking."""
    order = host.detail.order
    if order is None:
        return
    put_away = not order.archived
    left = host.working.book.row(order.id).owed
    if put_away and left and not await dialogs.confirm(host, _still_open(order, left), title=msg("archive")):
        return
    label = msg("archive {title}", title=order.title) if put_away else msg("bring back {title}", title=order.title)
    if commit(host, label, lambda ledger: orders.archive_order(ledger, order.id, archived=put_away)):
        host.tell(
            msg("{title} is archived; its open bills stay. v shows the archived orders", title=order.title)
            if put_away
            else msg("{title} is back", title=order.title)
        )


async def delete(host: Host) -> None:
    """Delete the order under the cursor, after asking."""
    order = host.detail.order
    if order is not None and await dialogs.confirm(host, _question(order), title=msg("delete")):
        catalogue = host.session.catalogue
        commit(host, msg("delete {title}", title=order.title), lambda of: order_deleted(of, order.id, catalogue))


def _still_open(order: Order, left: Fen) -> Message:
    return msg("{left} is still owed for {title}. Hide it from the list anyway?", title=order.title, left=yuan(left))


def _question(order: Order) -> Message:
    periods = quantity.periods(order.plan.periods)
    return msg("Delete {title} and its {periods}? u undoes it.", title=order.title, periods=periods)


async def refund(host: Host) -> None:
    """Record that goods of the order under the cursor were returned."""
    if host.detail.order is not None:
        await refund_of(host, host.detail.order)


async def refund_of(host: Host, order: Order, filled: Mapping[str, str] | None = None) -> None:
    """Record that goods of that order were returned; `filled`: what of it is known already."""
    draft = Drafting(host, f"refund/{order.id}")
    most = order.plan.principal - refunded(host.working.ledger, order.id)
    back = await dialogs.refund(host, order, most, draft, filled)
    if back is None:
        draft.drop()
    else:
        label = msg("refund of {title}", title=order.title)
        catalogue = host.session.catalogue

        def write(ledger: Ledger) -> Ledger:
            return refunds.refund(ledger, derive(ledger, catalogue), order.id, back.amount, back.at, full=back.full)

        if commit(host, label, write):
            draft.drop()
            host.tell(msg("refund recorded: {amount}", amount=yuan(back.amount)))


async def import_(host: Host) -> None:
    """Import orders from a file."""
    plan = await dialogs.import_orders(host)
    if plan is None or not await no_card(host, (each.order_no for each in plan.new)):
        return
    count, before = len(plan.new), host.working.ledger
    if commit(
        host,
        msg("import of {count}", count=count),
        lambda ledger: imported(ledger, plan, host.session.catalogue),
        whole=plan.whole is not None,
    ):
        opened = opened_again(before, host.working.ledger, host.session.catalogue)
        named = bills_named((new for _, new in opened), host.session)
        imported_said = msg("orders imported: {count}", count=count)
        again = msg("orders imported: {count}; owed on again, look there: {bills}", count=count, bills=named)
        host.tell(again if opened else imported_said)
