"""A screen of which no picture is made that nobody sees. It uses private names of Textual's."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

from tui.terminal.paced import Paced
from tui.terminal.timers import OnTime

if TYPE_CHECKING:
    from textual._compositor import CompositorMap
    from textual.geometry import Size
    from textual.messages import InvokeLater
    from textual.widget import Widget

Result = TypeVar("Result")


class PaintedOnce(OnTime, Screen[Result]):
    """It is painted once where Textual would paint it several times in a row."""

    _laid_out: CompositorMap | None = None
    """Where everything stood when it was last laid out, which is what the widgets have been sent."""

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Lay everything out, and send each widget its size where that is another than it was last sent.

        Textual also arranges everything where it is asked in between where something stands, and compares the next
        layout with that: who comes into sight or grows by it would never hear of it.
        """
        compositor = self._compositor
        if self._laid_out is not None and compositor._full_map is not self._laid_out:
            compositor._full_map, compositor._full_map_invalidated = self._laid_out, True
        super()._refresh_layout(size, scroll)
        self._laid_out = compositor._full_map
        if self.app.screen is not self:  # the one in front had it laid out, which puts off what it was about to do
            self.check_idle()

    def _reset_focus(self, widget: Widget, avoiding: list[Widget] | None = None) -> None:
        """Take the keyboard from what has gone; that it was hidden may be heard when it is to be seen again."""
        if avoiding or widget not in self.focus_chain:
            super()._reset_focus(widget, avoiding)

    def _on_invoke_later(self, message: InvokeLater) -> None:
        """Do what this screen does after it is painted; where another is in front, once nothing else is to be done.

        Textual leaves it to the screen in front: what that has not done when it goes would never be done.
        """
        message.prevent_default()
        self._invoke_later(message.callback, self)

    def _compositor_refresh(self) -> None:
        """Paint what has changed.

        Textual makes the picture of a new layout while repaints are held back, too, and throws it away. And after a
        layout it paints what moved, and then all of it where that is to be painted as well.
        """
        if isinstance(self.app, Paced) and self.app.held.under_way:
            self.refresh()  # all of it, when the hold ends
        elif not (self._layout_required and self._repaint_required):
            super()._compositor_refresh()
