"""What is shown, and agreed to, before a change moves what is owed already, or touches what was repaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.actions.bill_days import redated
from models.actions.plan_change import plan_change
from models.ledger.ledger import LedgerChange
from models.ledger.order import Order
from models.values.message import Problem, msg
from tui.commands import dialogs
from tui.words.plan_change import changes
from tui.words.redated import first_said

if TYPE_CHECKING:
    from tui.commands.host import Host

MOST_POINTS = 8
"""How many sentences of what changes have room on a small screen."""
NOT_YET = msg("not saved yet; change it or leave it")


async def moves_agreed(host: Host, change: LedgerChange) -> bool:
    """Whether orders may go on the bills of their account, whose bill day becomes known: each with its dates."""
    ledger = host.working.ledger
    try:
        after = change(ledger)
    except Problem:
        return True  # it is refused, and said, when it is to be written
    moved = [
        each for each in redated(ledger, after, host.session.catalogue) if each.order != ledger.orders[each.order.id]
    ]
    if not moved:
        return True
    question = msg("These orders are due with the bills from now on; what is repaid keeps its date. Save it?")
    return await dialogs.confirm(host, question, note=first_said(moved, host.session.language))


async def agreed(host: Host, order: Order, change: LedgerChange) -> bool:
    """Whether it may change what was repaid: that is shown first. What is refused is so when it is to be kept."""
    before = host.newest()
    try:
        found = plan_change(before, change(before), order.id, host.session.catalogue)
    except Problem:
        return True
    if not (found.repaid and found.any):
        return True
    question = msg("Money was repaid for {title} already. Change it all the same?", title=order.title)
    points = tuple(changes(found))
    more = len(points) - MOST_POINTS
    if more > 0:
        points = (*points[:MOST_POINTS], msg("and {count} more", count=f"{more:,}"))
    if await dialogs.confirm(host, question, points=points):
        return True
    host.tell(NOT_YET)
    return False
