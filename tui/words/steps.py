"""The steps of a checklist as lines: what is done keeps what was answered, what comes is only named."""

import re
from collections.abc import Sequence

from rich.cells import cell_len

from tui.terminal.cells import Cells, cut, fit, wrap

BEFORE = 4
"""Cells before the name of a step: its mark and its number."""


def steps_so_far(names: Sequence[str], done: Sequence[str], width: int) -> list[Cells]:
    """The steps that are done, with what was answered under each other, and the one that is open."""
    column = max(map(cell_len, names), default=0)
    lines: list[Cells] = []
    for index, name in enumerate(names[: len(done) + 1]):
        number = f" {index + 1} "
        if index == len(done):
            lines.append((("▸", "key away"), (number, "key away"), (fit(name, width - BEFORE), "bold away")))
        else:
            lines += _done(number, name, done[index], column, width)
    return lines


def _done(number: str, name: str, said: str, column: int, width: int) -> list[Cells]:
    mark: Cells = (("✓", "good"), (number, "dim"))
    room = width - BEFORE - column - 2
    beside = _shortened(said, room)
    if beside is not None:
        return [(*mark, (fit(name, column), ""), (f"  {beside}".rstrip(), "dim"))]
    return [(*mark, (name, "")), *(((" " * BEFORE, ""), (part, "dim")) for part in wrap(said, width - BEFORE))]


def _shortened(said: str, room: int) -> str | None:
    """What was answered in so many cells, without its last words; None where the rest has no room.

    A figure, and the hour at which it was seen, are not cut.
    """
    if cell_len(said) <= room:
        return said
    kept = re.match(r".*\d", said, re.DOTALL)
    if kept is None:
        return cut(said, room) if room > BEFORE else None
    return f"{kept[0]} …" if cell_len(kept[0]) + 2 <= room else None


def to_come(names: Sequence[str], start: int) -> list[Cells]:
    """The steps from the one with that index on."""
    return [((f"  {index} {name}", "dim"),) for index, name in enumerate(names[start:], start + 1)]
