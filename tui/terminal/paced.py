"""An app that keeps pace with the hands: repaints can wait for each other, and keys that wait can be taken together.

It is also the one place where the app itself uses private names of Textual's.
"""

import asyncio
from collections.abc import Callable, Collection
from typing import Any, cast

from rich.console import RenderableType
from rich.text import Text
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import ScreenStackError
from textual.css.query import QueryError
from textual.events import Resize
from textual.screen import Screen
from textual.widget import MountError

from models.values.message import Message, msg
from tui.terminal.held import Held
from tui.terminal.picture import Picture, Sent
from tui.terminal.ringing import Ringing
from tui.terminal.themes import Themed
from tui.terminal.timers import OnTime
from tui.terminal.typed import Typed

HURRIED = msg("fenqi cannot see here when a key is done: pause half a second before enter or the number of an answer")

GONE = (MountError, QueryError, ScreenStackError)
"""How it fails to look for, or to fill, what has been taken away."""


class Paced(OnTime, Themed):
    """What widgets may ask of the app. `typed`: the keys that wait for their turn; None where nobody types."""

    typed: Typed | None = None
    _leaves = False

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.held = Held(self)
        self.picture = Picture()
        self.ringing = Ringing()

    def waiting(self, keys: Collection[str]) -> list[str]:
        """The next keys in the order typed, up to the first that is not one of `keys`; they are taken, and handled."""
        return self.typed.take_keys(keys) if self.typed else []

    def waiting_text(self, takes: Callable[[str, str], bool]) -> str:
        """The text of the printable keys that come next, up to the first that a field does not take; they are taken,
        and typed together. `takes` is given the name of a key, and its character."""
        return self.typed.take_text(takes)[0] if self.typed else ""

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What is to be said of this terminal at the start."""
        return (HURRIED,) if self.typed is not None and not self.typed.sees_rest else ()

    def fault_in_words(self, name: str) -> str:  # noqa: ARG002  # for the app that has words
        """What is said when a fault of our own, of that name, ends the app; "" has its trace printed."""
        return ""

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Paint a part of the screen, or all of it: what differs from what stands there is sent."""
        if isinstance(renderable, ChopsUpdate | LayoutUpdate):
            renderable = cast("RenderableType", Sent(renderable, self.picture))  # none by its type, as theirs are
        super()._display(screen, renderable)

    def on_resize(self, event: Resize) -> None:
        """A terminal that changes its size, or comes back, does not keep what stood there.

        One that has its old size again before the other was laid out moves nothing, so nothing else would paint it.
        """
        self.picture.forget()
        if self.screen_stack and self.screen.outer_size == event.size:
            self.screen.refresh()

    async def push_screen_wait(self, screen: Any, **how: Any) -> Any:
        """Show a screen and wait for its answer, as Textual does, once what is to be done before has been done.

        That may be the end of the very screen that asks, which cancels who asks: it must not be cancelled by this in
        turn, or the app would end with it.
        """
        while self._next_callbacks:
            await asyncio.shield(self._flush_next_callbacks())
        return await super().push_screen_wait(screen, **how)

    def exit(self, *result: Any, **how: Any) -> None:
        self._leaves = True
        super().exit(*result, **how)

    def _handle_exception(self, error: Exception) -> None:
        """Once the app leaves, its widgets go in any order: what was still to be painted finds no place, and need not.

        The exit code stays that of the leaving.
        """
        if not (self._leaves and isinstance(error, GONE)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual's end by an exception: it would print the trace, and with it what the user's file holds."""
        if text := self.fault_in_words(type(self._exception).__name__):
            self.panic(Text(text))
        else:
            super()._fatal_error()
