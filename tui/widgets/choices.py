"""A list of answers with their digits: `enter` takes the one under the cursor, a digit the one with that number."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.terminal.cells import Cells
from tui.widgets.lines import LineMaker, Lines

NUMBERS = "123456789"
"""The keys of the first nine answers; those behind them have none."""
NUMBER = 3
"""Cells that an answer's number takes before its words."""


class Choices(Lines):
    """Lines to choose from, with a number before each. A digit that no answer has does nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"number({at})", show=False) for at, key in enumerate(NUMBERS)
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(cursor=True, id=id, classes=classes)

    def words_within(self, width: int) -> int:
        """The room there is for words once these answers stand in so many columns."""
        return self.room_within(width) - NUMBER

    def offer(self, count: int, make: LineMaker, cursor: int = 0) -> None:
        """Offer `count` answers, whose words `make` makes, with the cursor on one."""

        def numbered(index: int, width: int) -> Cells:
            number = NUMBERS[index] if index < len(NUMBERS) else ""
            return ((f" {number:1} ", "accent"), *make(index, width - NUMBER))

        self.show(count, numbered, cursor)

    def action_number(self, index: int) -> None:
        """Choose the answer at that index, as moving there and `enter` would."""
        if index < self.count:
            self.cursor = index
            self.action_choose()
