"""Which orders to settle early first: the page of it, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.channels.effective import channel_of
from models.values.dates import today
from models.values.message import Message, msg
from tui.commands.command import Command, Group

if TYPE_CHECKING:
    from models.bills.payoff import Settlement
    from tui.commands.host import Host


def settle(host: Host, first: Settlement) -> None:
    """Show what settling that order would cost now, from where `p` starts its checklist, and what is to be asked."""
    host.find(first.order)
    host.settle_early(first.order)
    order = host.working.ledger.orders[first.order]
    channel = channel_of(host.working.book.channels, order.account_id)
    if first.on > today(host.session.now(), channel.zone):
        host.tell(msg("this plan settles it on {day}; here is what it costs today", day=first.on.isoformat()))
    elif "early" in channel.uncertain:
        host.tell(msg("this is an estimate: ask for the app's own figure first; p starts the checklist"))


def _nothing_owed(host: Host) -> Message | None:
    return None if host.working.book.open_bills else msg("nothing is owed")


COMMANDS = (
    Command(
        id="payoff",
        keys="O",
        group=Group.VIEW,
        label=msg("payoff"),
        brief=msg("payoff; looking back"),
        help=msg("With money to spare: which order to settle first, and what that saves."),
        run=lambda host: host.show_payoff(),
        why_not=_nothing_owed,
    ),
)
