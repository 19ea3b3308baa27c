"""Cases that are each tried with one of some others, in turn; in the long campaign with all of them."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from tests.often import is_long

A = TypeVar("A")
B = TypeVar("B")


def in_turn(cases: Iterable[A], others: Sequence[B], first: int = 0) -> list[tuple[A, B]]:
    """The pairs that are tried; `first`: of the others, the one that the first case has."""
    return [
        (case, other)
        for at, case in enumerate(cases, first)
        for turn, other in enumerate(others)
        if is_long() or turn == at % len(others)
    ]
