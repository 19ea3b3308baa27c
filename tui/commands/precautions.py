"""The command that shows the page of precautions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.values.message import msg
from tui.commands.command import Command, Group

if TYPE_CHECKING:
    from tui.commands.host import Host


def _show(host: Host) -> None:
    from tui.commands.acting_on_precautions import show

    show(host)


COMMANDS = (
    Command(
        id="precautions",
        keys="K",
        group=Group.VIEW,
        label=msg("precautions"),
        brief=msg("channels' rules; precautions"),
        help=msg("What to look at now and then: what each protects from, and when it was looked at last."),
        run=_show,
    ),
)
