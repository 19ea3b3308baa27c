"""The command that joins another version of the ledger, which a sync tool left beside it."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from models.values.message import Message, msg
from tui.commands.command import Command, Group
from tui.run.restricted import no_merge

if TYPE_CHECKING:
    from tui.commands.host import Host


def _names(host: Host) -> tuple[str, ...]:
    from models.store.beside import conflicts

    return conflicts(host.session.store.path)


def no_second_version(host: Host) -> Message | None:
    """Why there is nothing to join; None where there is."""
    refused = no_merge(host.session)
    if refused is not None:
        return refused
    return None if _names(host) else msg("no other version of the ledger lies beside it; `fenqi merge` joins any file")


def _merge(host: Host) -> Awaitable[None]:
    from tui.commands.merge_acts import merge

    return merge(host)


COMMANDS = (
    Command(
        id="merge",
        keys="M",
        group=Group.APP,
        label=msg("join another version"),
        brief=msg("hide amounts; join versions"),
        help=msg(
            "Show what joining another version of the ledger, which a sync tool left beside it, comes to; then join it."
        ),
        run=_merge,
        why_not=no_second_version,
    ),
)
