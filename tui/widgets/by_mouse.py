"""What the mouse does on lines, where it is asked for: a click goes to a line, a second one is enter."""

from typing import ClassVar

from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.widget import Widget

WHEEL = 3
"""Lines of a text that one turn of the wheel goes on; in a list the cursor goes on by one."""


class ByMouse(Widget):
    """Lines under the mouse."""

    clicked: ClassVar[bool] = True
    """Whether a click goes to a line, and a second one is enter; else the keys alone do it, and the wheel nothing."""

    def line_at(self, y: int) -> int | None:
        """The line in that row, where there is a cursor that may stand on it."""
        raise NotImplementedError

    def stand_on(self, index: int) -> None:
        """Have the cursor on that line."""
        raise NotImplementedError

    def go_on(self, by: int) -> None:
        """Go on by so many rows of a list, or that many times `WHEEL` lines of a text."""
        raise NotImplementedError

    def action_choose(self) -> None:
        """Choose the line under the cursor."""
        raise NotImplementedError

    def on_click(self, event: Click) -> None:
        index = self.line_at(event.y) if self.clicked else None
        if index is not None:
            self.stand_on(index)
            if event.chain == 2:
                self.action_choose()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        if self.clicked:
            self.go_on(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        if self.clicked:
            self.go_on(-1)
