"""What was repaid so far: the page of it, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.values.message import Message, msg
from tui.commands.command import Command, Group

if TYPE_CHECKING:
    from tui.commands.host import Host
    from tui.words.past_repayments import PastRepayment


def go_to(host: Host, row: PastRepayment) -> None:
    """Show the bill that the repayment was made for; where it settled an order early, that order."""
    if row.order and row.bill:
        host.find(row.order)
    if row.bill:
        host.point_at(host.working.book.bill(row.bill))
        host.show_pane("bill")
    elif row.order:
        host.find(row.order)
        host.show_pane("bill")
    else:
        host.tell(msg("its bill is there no more"))


def _nothing_there(host: Host) -> Message | None:
    ledger = host.working.ledger
    return None if ledger.repayments or ledger.orders else msg("nothing is recorded yet")


COMMANDS = (
    Command(
        id="looking-back",
        keys="L",
        group=Group.VIEW,
        label=msg("looking back"),
        brief=msg("payoff; looking back"),
        help=msg("All repayments, to search; the fees paid so far."),
        run=lambda host: host.show_looking_back(),
        why_not=_nothing_there,
    ),
)
