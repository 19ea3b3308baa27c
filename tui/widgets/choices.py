"""A list of answers with their digits: `enter` takes the one under the cursor, a digit the one with that number."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.terminal.cells import Cells
from tui.widgets.lines import LineMaker, Lines

NUMBERS = "123456789"
"""The keys of the first nine answers; those behind them have none."""
NUMBER = 3
"""Cells that an answer's number takes before its words."""


WholeMaker = Callable[[int, int], Sequence[Cells]]
"""Makes all lines of the answer at an index for a width in cells."""


class Choices(Lines):
    """Lines to choose from, with a number before each. A digit that no answer has does nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"number({at})", show=False) for at, key in enumerate(NUMBERS)
    ]

    clicked: ClassVar[bool] = False
    """An answer about the world outside is given by a key, which is known to come after its question was read."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(cursor=True, id=id, classes=classes)
        self._whole: WholeMaker | None = None
        self._lines: dict[tuple[int, int], Sequence[Cells]] = {}
        """The lines of each answer, by its index and the room that they have."""

    def words_within(self, width: int) -> int:
        """The room there is for words once these answers stand in so many columns."""
        return self.room_within(width) - NUMBER

    def offer(self, count: int, make: LineMaker, cursor: int = 0, *, whole: WholeMaker | None = None) -> None:
        """Offer `count` answers, whose words `make` makes, with the cursor on one.

        `whole` makes all lines of an answer, where it is given, and the height has room for all of them.
        """

        def numbered(index: int, width: int) -> Cells:
            number = NUMBERS[index] if index < len(NUMBERS) else ""
            return ((f" {number:1} ", "key"), *make(index, width - NUMBER))

        self._whole = whole
        self._lines.clear()
        self.show(count, numbered, cursor)

    def _lines_of(self, index: int) -> Sequence[Cells]:
        """The lines of an answer."""
        if self._whole is None or not self._roomy:
            return ()
        key = index, self._room(self._extent.width) - NUMBER
        if key not in self._lines:
            self._lines[key] = self._whole(*key)
        return self._lines[key]

    @property
    def _roomy(self) -> bool:
        """Whether there is room for more than a line of each; then there is room for all of them."""
        return self._extent.height > self.count

    def _row(self, y: int) -> tuple[int, int]:
        if not self._roomy:
            return super()._row(y)
        for index in range(self.count):
            lines = max(1, len(self._lines_of(index)))
            if y < lines:
                return index, y
            y -= lines
        return self.count, 0

    def _part(self, index: int, part: int) -> Cells:
        lines = self._lines_of(index)
        if len(lines) < 2:
            return super()._part(index, part)
        head = super()._part(index, 0)[:1] if not part else ((" " * NUMBER, ""),)
        return (*head, *lines[part])

    def action_number(self, index: int) -> None:
        """Choose the answer at that index, as moving there and `enter` would."""
        if index < self.count:
            self.cursor = index
            self.action_choose()
