"""Of the acts that end in a death, those that matter: Zeller's ddmin."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from tests.tui.monkey.acts import Act, Death, Trace
from tests.tui.monkey.playing import played

MOST = 400
"""Runs of a shrinking: then what is left is left."""


def shrunk(death: Death, play: Callable[[Trace], Death | None] = played, most: int = MOST) -> Death:
    """The same death by fewer acts: none of these can be left out, but where more than `most` runs were needed."""
    parts, left = 2, most
    while len(death.trace.acts) > 1 and left > 0:
        acts = death.trace.acts
        for rest in _without_each(acts, parts):
            left -= 1
            again = play(msgspec.structs.replace(death.trace, acts=rest))
            if again is not None and again.kind == death.kind:
                death, parts = again, max(parts - 1, 2)
                break
            if left == 0:
                break
        else:
            if parts >= len(acts):
                break
            parts = min(2 * parts, len(acts))
    return death


def _without_each(acts: Sequence[Act], parts: int) -> list[tuple[Act, ...]]:
    """The acts without the first of so many parts, without the second, and so on; the earliest acts matter least."""
    cuts = [len(acts) * number // parts for number in range(parts + 1)]
    return [(*acts[:begin], *acts[end:]) for begin, end in pairwise(cuts)]


def as_test(death: Death) -> str:
    """A test of it, ready to be put into `test_monkey.py`."""
    return f"async def test_that_again() -> None:\n    assert await replay({death.trace!r}) is None"
