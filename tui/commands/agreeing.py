"""What is shown, and agreed to, before days of an account move what is owed already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.actions.bill_days import redated
from models.ledger.ledger import Ledger
from models.values.message import Problem, msg
from tui.commands import dialogs
from tui.words.redated import first_said

if TYPE_CHECKING:
    from tui.commands.host import Host


async def moves_agreed(host: Host, change: Callable[[Ledger], Ledger]) -> bool:
    """Whether orders may go on the bills of their account, whose bill day becomes known: each with its dates."""
    ledger = host.working.ledger
    try:
        after = change(ledger)
    except Problem:
        return True  # it is refused, and said, when it is to be written
    placed = [
        each for each in redated(ledger, after, host.session.catalogue) if each.order != ledger.orders[each.order.id]
    ]
    if not placed:
        return True
    question = msg("These orders are due with the bills from now on; what is repaid keeps its date. Save it?")
    return await dialogs.confirm(host, question, note=first_said(placed, host.session.language))
