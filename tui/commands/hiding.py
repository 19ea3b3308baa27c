"""Hiding the amounts on the screen, while somebody else can see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from models.values.message import msg
from tui.commands.command import Command, Group

if TYPE_CHECKING:
    from tui.commands.host import Host
    from tui.widgets.hidden import Hiding


def hide(host: Host) -> None:
    """Hide all amounts, or show them again."""
    app = cast("Hiding", host.app)
    app.hide_amounts(hidden=not app.amounts_hidden)
    shown = msg("amounts are shown again")
    host.tell(msg("amounts are hidden; the same key shows them") if app.amounts_hidden else shown)


HIDE = Command(
    id="hide-amounts",
    keys="dollar_sign",
    group=Group.APP,
    label=msg("hide amounts"),
    brief=msg("hide amounts; join versions"),
    help=msg("Hide all amounts on the screen, or show them again."),
    run=hide,
)

COMMANDS = (HIDE,)
