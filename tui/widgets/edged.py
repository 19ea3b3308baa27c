"""A text to scroll whose first and last row on the screen may say in words what stands above and below."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from tui.terminal.cells import Cells
from tui.widgets.lines import Lines
from tui.widgets.on_demand import OnDemand

Item = TypeVar("Item")
Edge = Callable[[int], Cells]
"""What is said instead of the line at an index that is at the edge; () where that line itself is shown."""


def _nothing(_index: int) -> Cells:
    return ()


class Edged(OnDemand[Item]):
    """Lines made on demand, with what is said at the edges of the screen: of those above it, and of those below."""

    def __init__(
        self, items: Sequence[Item], make: Callable[[Item], Cells], above: Edge = _nothing, below: Edge = _nothing
    ) -> None:
        super().__init__(items, make)
        self.above = above
        self.below = below

    def remade(self, change: Callable[[Cells], Cells]) -> "Edged[Item]":
        """The same, with each line changed when it is made."""
        make = self._make
        return Edged(self._items, lambda item: change(make(item)), self.above, self.below)


class EdgedLines(Lines):
    """A text to scroll. Enter says `Chosen` of it, too."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(cursor=False, id=id)
        self._edged: Edged[Any] | None = None

    def show_edged(self, text: Callable[[int, int], Edged[Any]]) -> None:
        """Show the lines that `text` makes for a width and a height."""

        def made(width: int) -> Sequence[Cells]:
            self._edged = text(width, self._extent.height)
            return self._edged

        self.show_text(made)

    def _part(self, index: int, part: int) -> Cells:
        return self._edge(index) or super()._part(index, part)

    def _more(self, y: int) -> str:
        return " " if self._edge(y + self._top) else super()._more(y)

    def _edge(self, index: int) -> Cells:
        if self._edged is None:
            return ()
        y, height = index - self._top, self._extent.height
        if y == height - 1 and index < self.count - 1:
            return self._edged.below(index)
        return self._edged.above(index) if y == 0 and index else ()

    def action_choose(self) -> None:
        self.post_message(self.Chosen(self, self._top))
