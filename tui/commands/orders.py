"""Commands about orders."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from models.actions.refundable import no_purchase, refunded
from models.exchange.format_names import FORMAT_NAMES
from models.ledger.ledger import repayments_of
from models.plans.plan import fee_known
from models.values.message import Message, msg
from tui.commands.command import Command, Group
from tui.run.restricted import no_import

if TYPE_CHECKING:
    from tui.commands.host import Host


def _no_order(host: Host) -> Message | None:
    return None if host.detail.order else msg("no order is selected")


def _priced_already(host: Host) -> Message | None:
    order = host.detail.order
    if order is None:
        return msg("no order is selected")
    return msg("the fee of {title} is known", title=order.title) if fee_known(order.plan) else None


def _no_bill(host: Host) -> Message | None:
    return None if host.detail.bill else msg("no bill is shown")


def _undeletable(host: Host) -> Message | None:
    order = host.detail.order
    if order is None:
        return msg("no order is selected")
    if repayments_of(host.working.ledger, order.id):
        return msg(
            "{title} has recorded repayments or an open checklist; archive it instead of deleting it", title=order.title
        )
    return None


def _unrefundable(host: Host) -> Message | None:
    order = host.detail.order
    if order is None:
        return msg("no order is selected")
    if refunded(host.working.ledger, order.id) >= order.plan.principal:
        return msg("{title} was refunded in full already", title=order.title)
    return no_purchase(order)


def _add(host: Host) -> Awaitable[None]:
    from tui.commands.entering import add

    return add(host)


def _edit(host: Host) -> Awaitable[None]:
    from tui.commands.order_acts import edit

    return edit(host)


def _price(host: Host) -> Awaitable[None]:
    from tui.commands.pricing import price

    return price(host)


def _archive(host: Host) -> Awaitable[None]:
    from tui.commands.order_acts import archive

    return archive(host)


def _delete(host: Host) -> Awaitable[None]:
    from tui.commands.order_acts import delete

    return delete(host)


def _refund(host: Host) -> Awaitable[None]:
    from tui.commands.order_acts import refund

    return refund(host)


def _import(host: Host) -> Awaitable[None]:
    from tui.commands.order_acts import import_

    return import_(host)


def _move_day(host: Host) -> Awaitable[None]:
    from tui.commands.order_acts import move_day

    return move_day(host)


COMMANDS = (
    Command(
        id="add",
        keys="a",
        group=Group.ORDERS,
        label=msg("new order"),
        brief=msg("a new order; import orders"),
        help=msg("Enter an order as the shop's order page shows it."),
        run=_add,
        bar=True,
    ),
    Command(
        id="edit",
        keys="e",
        group=Group.ORDERS,
        label=msg("edit"),
        brief=msg("edit; type the price"),
        help=msg("Edit the order under the cursor."),
        run=_edit,
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
        run=_price,
        why_not=_priced_already,
    ),
    Command(
        id="archive",
        keys="z",
        group=Group.ORDERS,
        label=msg("archive"),
        brief=msg("archive; delete"),
        help=msg("Put the order away, or bring an archived one back. Its open bills stay."),
        run=_archive,
        why_not=_no_order,
    ),
    Command(
        id="delete",
        keys="d",
        group=Group.ORDERS,
        label=msg("delete"),
        brief=msg("archive; delete"),
        help=msg("Delete the order, after a question. One with recorded repayments can only be archived."),
        run=_delete,
        why_not=_undeletable,
    ),
    Command(
        id="refund",
        keys="r",
        group=Group.ORDERS,
        label=msg("refund"),
        brief=msg("returned: how much came back"),
        help=msg("Goods were returned: how much went back to the institution. Later periods shrink or end."),
        run=_refund,
        why_not=_unrefundable,
    ),
    Command(
        id="import",
        keys="i",
        group=Group.ORDERS,
        label=msg("import"),
        brief=msg("a new order; import orders"),
        help=msg("Import orders from a {formats} file, after a preview.", formats=FORMAT_NAMES),
        run=_import,
        why_not=lambda host: no_import(host.session),
    ),
    Command(
        id="move-day",
        keys="w",
        group=Group.ORDERS,
        label=msg("move the due day"),
        help=msg("The due days that the bill's account may have, each with its next bills; choosing moves it."),
        run=_move_day,
        why_not=_no_bill,
    ),
)
