"""The command about auto-debit of an account: set it up step by step, turn it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.values.message import Message, msg
from tui.commands.command import Command, Group

if TYPE_CHECKING:
    from tui.commands.host import Host


def _no_account(host: Host) -> Message | None:
    return None if host.detail.bill else msg("no bill is shown; on the page of the channels (h), A does it too")


def _begin(host: Host) -> None:
    from tui.commands.own_steps import begin

    begin(host)


COMMANDS = (
    Command(
        id="set-up",
        keys="A",
        group=Group.REPAY,
        label=msg("auto-debit"),
        brief=msg("auto-debit: set up, turn off"),
        help=msg(
            "Set up auto-debit of the bill's account in its own app, step by step, or turn it off; what was "
            "interrupted goes on where it was."
        ),
        run=_begin,
        why_not=_no_account,
    ),
)
