"""The commands to find by name, as Textual's palette has them."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.events import Resize
from textual.widgets import Input

from tui.terminal.paced import Paced
from tui.widgets.page import take_own_size

MOVES = {"down": "cursor_down", "up": "command_list('cursor_up')"}
"""Textual's own actions, by their keys."""


class Palette(CommandPalette):
    """Textual's palette, in which cursor keys that come together are one move."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(key, f"go('{key}')", show=False) for key in MOVES]

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False  # as in `TypedLine`

    def on_resize(self, event: Resize) -> None:
        take_own_size(self, event)

    async def action_go(self, key: str) -> None:
        """Go where the key leads, and those that were typed right behind it."""
        app = self.app
        for each in (key, *(app.waiting(MOVES) if isinstance(app, Paced) else ())):
            await self.run_action(MOVES[each])
