"""The command that reads a statement."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from models.values.message import msg
from tui.commands.command import Command, Group
from tui.run.restricted import no_statement

if TYPE_CHECKING:
    from tui.commands.host import Host


def _reconcile(host: Host) -> Awaitable[None]:
    from tui.commands.reconciling import reconcile

    return reconcile(host)


COMMANDS = (
    Command(
        id="reconcile",
        keys="t",
        group=Group.REPAY,
        label=msg("statement"),
        brief=msg("read a statement; a message"),
        help=msg("Lay a statement of an institution or a payment app beside the ledger, line by line."),
        run=_reconcile,
        why_not=lambda host: no_statement(host.session),
    ),
)
