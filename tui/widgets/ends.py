"""A line with something at each end: a heading with what stands at its right, or a rule with words in it."""

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from tui.terminal.cells import cut

SHORTEST = 8
"""Cells of what stands at the left that are kept before what stands at the right is cut."""


class Ends(Widget):
    """One line as wide as it has room. Of what does not fit the left end is cut first, and the cut is marked."""

    def __init__(self, *, fill: str = " ", id: str) -> None:  # noqa: A002  # Textual's name
        """`fill` stands between the ends, and before and after them where it is no space."""
        super().__init__(id=id)
        self._fill = fill
        self._left: tuple[str, str] = ("", "")
        self._more = self._right = self._left

    def show(self, left: tuple[str, str], right: tuple[str, str] = ("", ""), more: tuple[str, str] = ("", "")) -> None:
        """Show these texts with their styles; `more` stands behind the left one and is cut first."""
        if (left, right, more) != (self._left, self._right, self._more):
            self._left, self._right, self._more = left, right, more
            self.refresh()

    def render(self) -> Content:
        width, rule = self.size.width, self._fill != " "
        apart = " " if rule else ""  # between words and the rule that they stand in
        right = cut(self._right[0], max(0, width - 2 - 2 * len(apart) - SHORTEST))
        tail = f"{apart}{right}{apart}" if right else ""
        room = width - 2 - cell_len(tail) - (0 if rule else 1)
        left = cut(self._left[0], max(0, room - 2 * len(apart)))
        head = f"{apart}{left}{apart}" if left else ""
        more = cut(self._more[0], room - cell_len(head) - 2)
        beside = f"  {more}" if more else ""
        gap = width - 2 - cell_len(head) - cell_len(beside) - cell_len(tail)
        return Content.assemble(
            (self._fill, "$line"),
            (head, self._left[1]),
            (beside, self._more[1]),
            (self._fill * gap, "$line"),
            (tail, self._right[1]),
            (self._fill, "$line"),
        )
