"""The cells of a statement that is text. What is handed out is not always valid CSV: a stray quote loses no row."""

import csv
import re
from collections.abc import Iterator

from models.exchange.csv_file import MAX_LINES
from models.values.message import Problem

NumberedCells = tuple[int, list[str]]
"""A row: the line on which it starts, and its cells."""

_ENDS = re.compile(r"\r\n|\n|\r")
_FAR = 10
"""Lines: no cell of a statement has more."""
_MOST_BLANK = 10_000
"""Lines with nothing in them: behind so many there is no more of a statement."""
_LONGEST = 100_000
"""Characters: no row of a statement has more, and what has is none."""


def rows_of(text: str, separator: str) -> Iterator[NumberedCells]:
    """Every row that is not blank. Raises Problem where there are more lines than anybody has payments."""
    if max(text.count("\n"), text.count("\r")) > MAX_LINES:
        raise Problem("there are more than {limit} lines; split the file", limit=f"{MAX_LINES:,}")
    lines = _ENDS.split(text)
    at = last = 0
    while at < len(lines) and at - last < _MOST_BLANK:
        end = _end(lines, at)
        cells = _cells("\n".join(lines[at:end]), separator)
        if any(map(str.strip, cells)):
            yield at + 1, cells
            last = end
        at = end


def _end(lines: list[str], at: int) -> int:
    """The line behind the row that starts there: a quote that is open on it closes on one of the next, or is a slip."""
    if lines[at].count('"') % 2 == 0:
        return at + 1
    ahead = range(at + 1, min(at + 1 + _FAR, len(lines)))
    return next((each + 1 for each in ahead if lines[each].count('"') % 2), at + 1)


def _cells(row: str, separator: str) -> list[str]:
    if len(row) > _LONGEST:
        return [row]
    if '"' in row and row.count('"') % 2 == 0:
        try:
            return next(csv.reader([row], delimiter=separator))
        except csv.Error:
            pass
    return row.split(separator)
