"""The command that reads a message."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from models.values.message import msg
from tui.commands.command import Command, Group

if TYPE_CHECKING:
    from tui.commands.host import Host


def _paste(host: Host) -> Awaitable[None]:
    from tui.commands.pasting import paste

    return paste(host)


COMMANDS = (
    Command(
        id="paste",
        keys="T",
        group=Group.REPAY,
        label=msg("paste a message"),
        brief=msg("read a statement; a message"),
        help=msg("What a message says of a bill, a repayment, a debit or a purchase, and where it leads."),
        run=_paste,
    ),
)
