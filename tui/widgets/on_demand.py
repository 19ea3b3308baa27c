"""Lines of a long text that are made when they are seen."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

from tui.terminal.cells import Cells

Item = TypeVar("Item")


class OnDemand(Sequence[Cells], Generic[Item]):
    """A line for each item, made by `make` whenever it is seen: a long text costs what is on the screen of it."""

    def __init__(self, items: Sequence[Item], make: Callable[[Item], Cells]) -> None:
        self._items = items
        self._make = make

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> Cells: ...
    @overload
    def __getitem__(self, index: slice) -> list[Cells]: ...
    def __getitem__(self, index: int | slice) -> Cells | list[Cells]:
        if isinstance(index, slice):
            return [self._make(each) for each in self._items[index]]
        return self._make(self._items[index])
