"""The commands in the key bar while a checklist asks something: only those that do something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import COMMANDS

if TYPE_CHECKING:
    from tui.commands.command import Command
    from tui.commands.host import Host

OFFERED = ("back", "abandon", "leave", "help")
"""Of a checklist, an amount to be typed, too."""
AFTER = ("pay", "reference", "undo", "leave", "help")
"""Once a repayment is on record."""
OF_A_LIST = ("back", "abandon")
"""Those that are about the steps of a list."""


def offered(host: Host, *, typing: bool) -> list[Command]:
    """The commands to name; where words are typed, letters are letters."""
    if typing:
        ids: tuple[str, ...] = ("leave",)
    else:
        ids = AFTER if host.selection.extra else OFFERED
    return [each for each in COMMANDS if each.id in ids and _works(each, host)]


def _works(command: Command, host: Host) -> bool:
    """Whether it does something here: a list without steps has none to go back to, and none to drop."""
    conversation = host.conversation
    if command.id == "back" and conversation.standing is not None:
        return True
    return command.id not in OF_A_LIST or (conversation.has_steps and command.why_not(host) is None)
