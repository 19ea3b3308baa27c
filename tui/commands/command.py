"""A command is the single source of a key, its palette entry, its help line and its label in the key bar."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from models.values.message import Message, msg

if TYPE_CHECKING:
    from tui.commands.host import Host


class Group(StrEnum):
    """The headings of the help page, in its order."""

    MOVE = "move"
    REPAY = "repay"
    ORDERS = "orders"
    VIEW = "view"
    APP = "app"


GROUP_WORDS = {
    Group.MOVE: msg("Moving"),
    Group.REPAY: msg("Repaying"),
    Group.ORDERS: msg("Orders"),
    Group.VIEW: msg("View"),
    Group.APP: msg("fenqi"),
}


def always(_host: Host) -> Message | None:
    """Nothing stands in the way."""
    return None


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """One action. `keys` are Textual's names; `why_not` gives the reason where it cannot run now.

    `bar` puts it into the key bar. `brief` is its line in the help, where the label is too short for that; commands of
    a group with the same one share the line. `help` is said of it when the cursor is there.

    `run` is short: it loads what the command needs. What it returns is waited for beside what goes on.
    """

    id: str
    keys: str
    group: Group
    label: Message
    help: Message
    run: Callable[[Host], Awaitable[None] | None]
    why_not: Callable[[Host], Message | None] = always
    bar: bool = False
    brief: Message | None = None


def hindered(commands: Iterable[Command], host: Host) -> dict[str, Message]:
    """Why those of the commands that cannot run now cannot, by their ids."""
    found = ((command.id, command.why_not(host)) for command in commands)
    return {ident: why for ident, why in found if why is not None}


KEY_NAMES = {
    "slash": "/",
    "dollar_sign": "$",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "enter": "⏎",
    "backspace": "⌫",
}


def key_name(key: str) -> str:
    """How a key is called on screen: `ctrl+p`, `/`, `esc`."""
    return KEY_NAMES.get(key, key)


def key_on_screen(key: str) -> str:
    """The same in few cells: `^P` for ctrl+p."""
    name = key_name(key)
    return f"^{name.removeprefix('ctrl+').upper()}" if name.startswith("ctrl+") else name
