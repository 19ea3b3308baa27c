"""The one question about an order whose fee is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.actions.pricing import priced
from models.ledger.ledger import Ledger
from models.values.message import msg
from tui.commands import dialogs
from tui.commands.agreeing import agreed
from tui.commands.commit import commit

if TYPE_CHECKING:
    from tui.commands.host import Host


async def price(host: Host) -> None:
    """Ask for the price of the order under the cursor, where nobody said what of its amounts is fee."""
    order = host.detail.order
    said = await dialogs.price(host, order) if order else None
    if order is None or said is None:
        return

    def change(ledger: Ledger) -> Ledger:
        return priced(ledger, order.id, said.price, host.session.catalogue, said.fees)

    if await agreed(host, order, change) and commit(host, msg("price of {title}", title=order.title), change):
        host.tell(msg("the fee of {title} is known now", title=order.title))
