"""A list with lines among its rows that the cursor passes over: heads, and what only belongs to a row above."""

from bisect import bisect_left
from collections.abc import Sequence

from tui.widgets.lines import LineMaker, Lines


class Stops(Lines):
    """Lines of which the cursor stands on some: a move counts these alone. Without any there is no cursor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(cursor=True, id=id)
        self._stops: Sequence[int] = ()

    def offer(self, count: int, make: LineMaker, stops: Sequence[int], cursor: int = 0) -> None:
        """Show `count` lines, of which the cursor stands on one of the `stops`, in their order."""
        self._stops = stops
        self._pointing = bool(stops)
        self.show(count, make, cursor)

    def _room(self, width: int) -> int:
        """As with a cursor, also while there is none: what is laid out before it comes fits beside it."""
        return max(1, width - 2)

    def _standing(self) -> tuple[int, int]:
        if not self._stops:
            return super()._standing()
        return bisect_left(self._stops, self.cursor), len(self._stops) - 1

    def _stand(self, at: int) -> None:
        super()._stand(self._stops[at] if self._stops else at)

    def line_at(self, y: int) -> int | None:
        index = super().line_at(y)
        return index if index in self._stops else None

    def _in_sight(self, top: int) -> int:
        """With the cursor in sight, also the lines above it that it passes over, and below the last row of all."""
        found = super()._in_sight(top)
        if not self._stops:
            return found
        at = bisect_left(self._stops, self.cursor)
        if at == len(self._stops) - 1:
            found = max(found, min(self.cursor, self._furthest))
        above = self._stops[at - 1] + 1 if at else 0
        return min(found, above) if self.cursor - above < self.size.height else found
