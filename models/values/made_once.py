"""Properties that are made at their first reading and kept."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

MadeT = TypeVar("MadeT")


class MadeOnce(Generic[MadeT]):
    """A property that is made once for each value that has a `__dict__`.

    As `functools.cached_property`, without the lock that Python 3.11 takes at each first reading: a large ledger has
    thousands of bills.
    """

    def __init__(self, make: Callable[[Any], MadeT]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, of: None, kind: type) -> Self: ...
    @overload
    def __get__(self, of: object, kind: type) -> MadeT: ...
    def __get__(self, of: object | None, kind: type) -> Self | MadeT:
        if of is None:
            return self
        made = of.__dict__[self._name] = self._make(of)
        return made
