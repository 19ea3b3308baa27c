"""Commands about orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.actions import orders
from models.actions import refund as refunds
from models.actions.auto_debit_changes import own_since
from models.actions.editing import edited
from models.actions.opened_again import opened_again
from models.actions.order_deletion import order_deleted
from models.actions.refund import refunded
from models.bills.derive import derive
from models.exchange.format_names import FORMAT_NAMES
from models.ledger.ledger import Ledger, repayments_of
from models.ledger.order import Order
from models.values import quantity
from models.values.message import Message, Problem, msg
from models.values.money import Fen, yuan
from tui.commands import channels, dialogs
from tui.commands.agreeing import agreed
from tui.commands.command import Command, Group
from tui.commands.commit import commit
from tui.commands.commit_named import commit_named
from tui.commands.drafting import Drafting
from tui.commands.entering import add, no_card, with_account
from tui.commands.pricing import price, priced_already
from tui.run.restricted import no_import
from tui.words.opened_again import bills_named

if TYPE_CHECKING:
    from tui.commands.host import Host
    from tui.forms.account_fields import EnteredOrder


OTHER_EDIT = msg("Another terminal has changed this order meanwhile. Overwrite what it did?")


def _no_order(host: Host) -> Message | None:
    return None if host.detail.order else msg("no order is selected")


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


def _no_bill(host: Host) -> Message | None:
    return None if host.detail.bill else msg("no bill is shown")


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


def _undeletable(host: Host) -> Message | None:
    order = host.detail.order
    if order is None:
        return msg("no order is selected")
    if repayments_of(host.working.ledger, order.id):
        return msg(
            "{title} has recorded repayments or an open checklist; archive it instead of deleting it", title=order.title
        )
    return None


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


def _unrefundable(host: Host) -> Message | None:
    order = host.detail.order
    if order is None:
        return msg("no order is selected")
    if refunded(host.working.ledger, order.id) >= order.plan.principal:
        return msg("{title} was refunded in full already", title=order.title)
    return refunds.no_purchase(order)


async def refund(host: Host) -> None:
    """Record that goods of the order under the cursor were returned."""
    order = host.detail.order
    if order is None:
        return
    draft = Drafting(host, f"refund/{order.id}")
    back = await dialogs.refund(host, order, order.plan.principal - refunded(host.working.ledger, order.id), draft)
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
    from models.exchange.import_plan import imported  # noqa: PLC0415  # it was loaded with what read the file

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


COMMANDS = (
    Command(
        id="add",
        keys="a",
        group=Group.ORDERS,
        label=msg("new order"),
        brief=msg("a new order; import orders"),
        help=msg("Enter an order as the shop's order page shows it."),
        run=add,
        bar=True,
    ),
    Command(
        id="edit",
        keys="e",
        group=Group.ORDERS,
        label=msg("edit"),
        brief=msg("edit; type the price"),
        help=msg("Edit the order under the cursor."),
        run=edit,
        why_not=_no_order,
        bar=True,
    ),
    Command(
        id="price",
        keys="E",
        group=Group.ORDERS,
        label=msg("the price"),
        brief=msg("edit; type the price"),
        help=msg("Type the price of an order of which only the amounts are known; its fee and rate follow."),
        run=price,
        why_not=priced_already,
    ),
    Command(
        id="archive",
        keys="z",
        group=Group.ORDERS,
        label=msg("archive"),
        brief=msg("archive; delete"),
        help=msg("Put the order away, or bring an archived one back. Its open bills stay."),
        run=archive,
        why_not=_no_order,
    ),
    Command(
        id="delete",
        keys="d",
        group=Group.ORDERS,
        label=msg("delete"),
        brief=msg("archive; delete"),
        help=msg("Delete the order, after a question. One with recorded repayments can only be archived."),
        run=delete,
        why_not=_undeletable,
    ),
    Command(
        id="refund",
        keys="r",
        group=Group.ORDERS,
        label=msg("refund"),
        brief=msg("returned: how much came back"),
        help=msg("Goods were returned: how much went back to the institution. Later periods shrink or end."),
        run=refund,
        why_not=_unrefundable,
    ),
    Command(
        id="import",
        keys="i",
        group=Group.ORDERS,
        label=msg("import"),
        brief=msg("a new order; import orders"),
        help=msg("Import orders from a {formats} file, after a preview.", formats=FORMAT_NAMES),
        run=import_,
        why_not=lambda host: no_import(host.session),
    ),
    Command(
        id="move-day",
        keys="w",
        group=Group.ORDERS,
        label=msg("move the due day"),
        help=msg("The due days that the bill's account may have, each with its next bills; choosing moves it."),
        run=move_day,
        why_not=_no_bill,
    ),
)
