"""The table: medians, ratios, and the aims beside them. Nothing fails: a busy machine is not a broken program."""

from collections.abc import Iterable, Sequence
from statistics import median, quantiles
from typing import NamedTuple


class Aim(NamedTuple):
    """What the figure should be, in words, and whether it is."""

    words: str
    met: bool


class Row(NamedTuple):
    """One figure, with `python -c pass` (a) and the minimal app (b) measured beside it where that says something."""

    name: str
    value: float
    unit: str
    a: float | None = None
    b: float | None = None
    aim: Aim | None = None
    note: str = ""


def at_most(value: float, limit: float, unit: str) -> Aim:
    """The aim of a figure with a limit of its own."""
    return Aim(f"<= {limit:g} {unit}", value <= limit)


def at_most_times(value: float, of: float, times: float, name: str) -> Aim:
    """The aim of a figure that is measured against (a) or (b)."""
    return Aim(f"<= {times:g} x ({name})", value <= of * times)


def ms(seconds: Iterable[float]) -> float:
    """The median, in milliseconds."""
    return median(seconds) * 1000


def p99_ms(seconds: Sequence[float]) -> float:
    """What 99 of 100 stay within, in milliseconds; of few values the greatest."""
    return (quantiles(seconds, n=100)[98] if len(seconds) >= 100 else max(seconds)) * 1000


def table(rows: Iterable[Row]) -> str:
    """The rows in aligned columns."""
    cells = [("", "median", "x (a)", "x (b)", "aim", "", ""), *map(_cells, rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if 0 < column < 4 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    )


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.name,
        f"{row.value:,.{1 if row.unit in {'ms', 'x'} and row.value < 100 else 0}f} {row.unit}"
        if row.unit != "%"
        else f"{row.value:.2f} %",
        _ratio(row.value, row.a),
        _ratio(row.value, row.b),
        row.aim.words if row.aim else "",
        {None: "", True: "met", False: "NOT MET"}[row.aim.met if row.aim else None],
        row.note,
    )


def _ratio(value: float, of: float | None) -> str:
    return f"{value / of:.2f}" if of else ""
