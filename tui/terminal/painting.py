"""A screen of which no picture is made that nobody sees. It uses private names of Textual's."""

from typing import TypeVar

from textual.screen import Screen

from tui.terminal.paced import Paced

Result = TypeVar("Result")


class PaintedOnce(Screen[Result]):
    """It is painted once where Textual would paint it several times in a row."""

    def _compositor_refresh(self) -> None:
        """Paint what has changed.

        Textual makes the picture of a new layout while repaints are held back, too, and throws it away. And after a
        layout it paints what moved, and then all of it where that is to be painted as well.
        """
        if isinstance(self.app, Paced) and self.app.held.under_way:
            self.refresh()  # all of it, when the hold ends
        elif not (self._layout_required and self._repaint_required):
            super()._compositor_refresh()
