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
    """How many instructions of our own modules `act` takes; what it calls of others counts as none."""
    taken = 0

    def trace(frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal taken
        if event == "call":
            if not frame.f_code.co_filename.startswith(OURS):
                return None
            frame.f_trace_lines, frame.f_trace_opcodes = False, True
        taken += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
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
