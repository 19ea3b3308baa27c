"""How much work something is, counted and not timed: the same in every run and on every machine."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

OURS = tuple(str(Path(__file__).parents[1] / package) for package in ("models", "tui"))

MOST = 11
"""How much more work ten times as much may be: ten, and what sorting adds."""


def steps(act: Callable[[], object]) -> int:
    """How many lines of our own modules `act` takes, each round of a loop or of a comprehension again.

    What it calls of others counts as none. Instructions grow as lines do, and take three times as long to count.
    """
    taken = 0

    def step(_frame: FrameType, _event: str, _arg: Any) -> Any:
        nonlocal taken
        taken += 1
        return step

    def call(frame: FrameType, event: str, arg: Any) -> Any:
        return step(frame, event, arg) if frame.f_code.co_filename.startswith(OURS) else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        act()
    finally:
        sys.settrace(before)
    return taken


def growth(act: Callable[[int], Callable[[], object]], small: int = 100) -> float:
    """How many times the steps of a size ten times as large are; `act` prepares what is counted for a size."""
    of_small, of_large = act(small), act(small * 10)
    of_small()  # what is kept between runs is there for both
    return steps(of_large) / steps(of_small)
