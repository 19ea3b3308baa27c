"""The commands in the key bar: what the pane with the keyboard can do, and what can be done everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import COMMANDS
from tui.commands.command import key_on_screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.commands.command import Command
    from tui.commands.host import Host
    from tui.widgets.keybar import Keys

IN_PANE = {
    "orders": ("pay", "early", "add", "agenda", "filter", "undo", "confirm", "edit"),
    "bill": ("pay", "previous-bill", "next-bill", "confirm", "early", "leave", "undo"),
    "checklist": ("pay", "leave", "undo"),
}
"""What each pane is for, as far as it can be done now; what has no room is left out from the end. In the list, what can
be done on some rows only stands behind what can be done on all, which keeps its place."""
ALONE = ("pay", "pane-bill", "add", "agenda", "filter", "undo", "confirm", "early", "edit")
"""The same of the list that has no other pane beside it."""
EMPTY = ("add", "import", "demo")
"""Where there is no order yet: the ways to begin."""
EVERYWHERE = ("help", "palette", "quit")
OFFERED = ("back", "abandon", "help", "leave")
"""Of a checklist, an amount to be typed, too."""
PASSED = (*OFFERED, "hide-amounts")
"""Those that work while an amount is typed, whether they are named or not."""
AFTER = ("pay", "reference", "undo", "help", "leave")
"""Once a repayment is on record."""
OF_A_LIST = ("back", "abandon")
"""Those that are about the steps of a list."""
AT_THE_END = ("help", "leave")
"""Those of a checklist that stand at the right end."""


def of_pane(host: Host, pane: str, *, alone: bool, folds: Keys = ()) -> tuple[Keys, Keys]:
    """The keys of a pane, and those of every pane; `alone`: no other one is on the screen.

    `folds`: what enter does on the row of the cursor, where that is not to go to the bill.
    """
    ids = ALONE if alone and pane == "orders" else IN_PANE[pane]
    if not host.working.ledger.orders:
        ids = EMPTY
    found = [each for each in named(ids) if _works(each, host)]
    keys = [
        ("⏎" if ids is ALONE and each.id == "pane-bill" else key, label)
        for each, (key, label) in zip(found, _keys(host, found), strict=True)
        if not (ids is ALONE and each.id == "pane-bill" and (folds or host.detail.order is None))
    ]
    return [*folds, *keys], _keys(host, named(EVERYWHERE))


def of_question(host: Host, *, typing: bool) -> tuple[Keys, Keys]:
    """The keys of what a checklist asks; where words are typed, letters are letters."""
    ids = ("leave",) if typing else AFTER if host.selection.extra else OFFERED
    found = [each for each in named(ids) if _works(each, host)]
    t, question = host.session.language.t, host.conversation.question
    choosing = [("j k", t("choose"))] if question is not None and question.answers and not typing else []
    first = ("⏎", t("next"))
    ends = [each for each in found if each.id in AT_THE_END]
    return [*choosing, first, *_keys(host, [each for each in found if each not in ends])], _keys(host, ends)


def named(ids: Iterable[str]) -> list[Command]:
    """The commands of these ids, in this order."""
    return [next(each for each in COMMANDS if each.id == ident) for ident in ids]


def key_of(host: Host, command: Command) -> str:
    """What the command's key is called, the user's own where they gave it one: `^P` for ctrl+p."""
    return key_on_screen(host.session.config.keymap.get(command.id, command.keys))


def _keys(host: Host, commands: Iterable[Command]) -> Keys:
    return [(key_of(host, each), host.session.language.say(each.label)) for each in commands]


def _works(command: Command, host: Host) -> bool:
    """Whether it does something here: a list without steps has none to go back to, and none to drop."""
    conversation = host.conversation
    if command.id == "back" and conversation.standing is not None:
        return True
    return (command.id not in OF_A_LIST or conversation.has_steps) and command.why_not(host) is None
