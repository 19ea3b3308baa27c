"""Of many things the first are named and the rest are counted: nobody reads a million lines."""

from collections.abc import Iterable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")

NAMED = 100
"""How many are named."""


class Named(Generic[Thing]):
    """Takes things one after the other; keeps the first NAMED, and how many `more` there were."""

    def __init__(self, first: Iterable[Thing] = (), more: int = 0) -> None:
        self._first: list[Thing] = []
        self.more = more
        self.add(first)

    @property
    def first(self) -> tuple[Thing, ...]:
        """Those that are named."""
        return tuple(self._first)

    def add(self, things: Iterable[Thing]) -> None:
        """Keep them while there is room, and count the others."""
        for thing in things:
            if len(self._first) < NAMED:
                self._first.append(thing)
            else:
                self.more += 1
