"""What is ahead: the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.values.message import Message, msg
from tui.commands.command import Command, Group

if TYPE_CHECKING:
    from tui.commands.host import Host


def _nothing_ahead(host: Host) -> Message | None:
    return None if host.working.book.open_bills else msg("nothing is owed, so nothing is ahead")


COMMANDS = (
    Command(
        id="agenda",
        keys="o",
        group=Group.VIEW,
        label=msg("ahead"),
        brief=msg("ahead; income, fixed costs"),
        help=msg("The coming months as bars, each by its days, and when a pay account runs short."),
        run=lambda host: host.show_agenda(),
        why_not=_nothing_ahead,
    ),
)
