"""What is owed at each month's end, as columns: those of a plan before those of going on as planned."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from models.values.money import Fen
from tui.terminal.cells import Cells, line_len, right

EIGHTHS = " ▁▂▃▄▅▆▇█"
AREA, BEHIND, OVER = "plan", "behind", "plan over"
"""The inks of a plan, of what stands behind it, and of a cell that has both."""
SCALE = 7
"""Cells of the scale at the left, with the space behind it."""
BELOW = 3
"""Rows below the columns: the line that they stand on, the months, the years."""
WIDEST = 3
"""Cells of a month, at most."""
SHORT = {1_000_000_00: "M", 1_000_00: "k"}
"""What a tick is said in, in fen."""
TICKS = 3


def curve(
    owed: Sequence[Fen],
    planned: Sequence[Fen],
    months: Sequence[date],
    legend: Sequence[tuple[str, str]],
    width: int,
    height: int,
    *,
    colours: bool = True,
) -> list[Cells]:
    """The columns in `height` rows, with a scale and the months; of more months than have room, some of them.

    `legend` says in which ink what is drawn. Without `colours` what stands behind is drawn in another glyph.
    """
    room, rows = width - SCALE, height - BELOW
    if not months or room < 1 or rows < TICKS:
        return []
    step = -(-len(months) // room)
    shown = range(0, len(months), step)
    each = max(1, min(WIDEST, room // len(shown)))
    top, unit = _top(max(planned))
    marks = {_row_of(value, top, rows): _tick(value, unit) for value in range(0, top + 1, unit)}
    fronts = [_eighths(owed[index], top, rows) for index in shown]
    backs = [_eighths(planned[index], top, rows) for index in shown]
    lines: list[Cells] = []
    for row in range(rows):
        below = (rows - 1 - row) * 8
        cells = [_cell(front - below, back - below, colours=colours) for front, back in zip(fronts, backs, strict=True)]
        line: Cells = (
            (right(marks.get(row, ""), SCALE - 1) + " ", "dim tick"),
            *((glyph * each, ink) for glyph, ink in cells),
        )
        lines.append(_with_legend(line, legend, row, width))
    axis = ((" " * SCALE, ""), ("─" * (each * len(shown)), "line"))
    return [*lines, axis, *_months([months[index] for index in shown], each, room)]


def _top(most: Fen) -> tuple[Fen, Fen]:
    """The upper end of the scale, and the distance of its ticks: a round sum, of which there are at most three."""
    unit = 1_00
    while unit * TICKS < most:
        unit = unit * 5 // 2 if str(unit)[0] == "2" else unit * 2
    return unit * max(1, -(-most // unit)), unit


def _tick(value: Fen, unit: Fen) -> str:
    """`20k`; every tick of a scale in the same way."""
    named = next((each for each in SHORT if unit % each == 0), 100)
    return f"{value // named}{SHORT.get(named, '')}" if value else "0"


def _row_of(value: Fen, top: Fen, rows: int) -> int:
    """The row that it ends in: they are as far from each other as their sums are, but for less than a row."""
    return min(rows - 1, (top - value) * rows // top)


def _eighths(value: Fen, top: Fen, rows: int) -> int:
    """How high a column is; whatever is owed is seen."""
    return max(1, round(value * rows * 8 / top)) if value > 0 else 0


def _cell(front: int, back: int, *, colours: bool) -> tuple[str, str]:
    """The glyph of a column in a row, of which so many eighths are filled."""
    if front >= 8:  # all of it
        return "█", AREA
    if front > 0:
        return EIGHTHS[front], OVER if colours and back >= 8 else AREA
    if back <= 0:
        return " ", ""
    return (EIGHTHS[min(8, back)], BEHIND) if colours else ("░", BEHIND)


def _with_legend(line: Cells, legend: Sequence[tuple[str, str]], row: int, width: int) -> Cells:
    """The row of the chart with that of the legend at its right end, where the columns leave it room."""
    if not 1 < row <= 1 + len(legend):
        return line
    words, ink = legend[row - 2]
    drawn, at = _stripped(line), width - max(cell_len(each) for each, _ in legend) - 4
    gap = at - line_len(drawn)
    return (*drawn, (" " * gap, ""), ("■ ", ink), (words, "dim")) if gap > 0 else line


def _stripped(line: Cells) -> Cells:
    """The line without the empty cells at its end."""
    parts = list(line)
    while len(parts) > 1 and not parts[-1][0].strip():
        parts.pop()
    return tuple(parts)


def _months(months: Sequence[date], each: int, room: int) -> list[Cells]:
    """The number of the first month, of each January and July, and below each January its year, where there is room."""
    names, years = "", ""
    for index, month in enumerate(months):
        if not index or month.month in {1, 7}:
            names = _set_at(names, index * each, f"{month:%m}", room)
        if month.month == 1:
            years = _set_at(years, index * each, f"{month:%Y}", room)
    return [((" " * SCALE, ""), (text, "dim")) for text in (names, years)]


def _set_at(line: str, at: int, text: str, room: int) -> str:
    """The line with a text at that cell, where it touches no other one and ends within the room."""
    fits = at >= len(line) + bool(line) and at + len(text) <= room
    return line.ljust(at) + text if fits else line
