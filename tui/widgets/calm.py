"""What every screen of ours is, the main one and those on top of it."""

from pathlib import Path, PurePath
from typing import Any, ClassVar, TypeVar

from textual.events import Resize
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tui.terminal.painting import PaintedOnce

Result = TypeVar("Result")

BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (150, "-vast")]
"""From how many columns on a screen has which class."""


def styles(*names: str) -> list[str | PurePath]:
    """The stylesheets with these names: a page names those that it needs, and no other is read for it."""
    return [Path(__file__).parents[1] / "styles" / f"{name}.tcss" for name in names]


def take_own_size(screen: Screen[Any], event: Resize) -> None:
    """Have a screen take the terminal's size alone.

    Textual sends a screen its own size whenever it was laid out again. Where a second size is on its way already, each
    causes the other, for as long as something stands between them in the queue, and an old one may win.
    """
    size = screen.app.size
    if event.size != size:
        event.prevent_default()
        screen.post_message(Resize(size, size))


class Calm(PaintedOnce[Result]):
    """A screen that is not repainted whole when the keyboard goes elsewhere: whose it was and whose it is repaint."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    to_read: ClassVar[bool] = False
    """Nobody waits for its answer and nothing is typed into it: another place may be gone to from it."""

    def on_resize(self, event: Resize) -> None:
        take_own_size(self, event)
