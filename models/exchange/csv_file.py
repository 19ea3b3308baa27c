"""Orders as CSV: one header line, one order a row."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from models.channels.names import Names
from models.exchange.column import Cell
from models.exchange.columns import COLUMNS, header, needed_for, too_many
from models.exchange.format import Content, Format, text_reader
from models.exchange.row import MAX_ROWS, Reading, RowProblem, read_row, sort_rows, too_many_rows
from models.ledger.order import Order
from models.values.message import Message, msg
from models.values.text import harmless

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""What a spreadsheet may run as a formula. Quoted cells count, so that taking one quote off is exact."""


MAX_LINES = 5 * MAX_ROWS
"""Lines of a file, with the blank ones and those inside of quotes, before any of it is read."""


def guarded(cell: str) -> str:
    """`cell`, behind a `'` where a spreadsheet could take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """`cell` without the quote that `guarded` put there."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def write_csv(content: Content) -> str:
    """The orders under the header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in content["orders"]:
        writer.writerow([guarded(harmless(_text(row[column]))) for column in COLUMNS])
    return out.getvalue()


def _text(value: Cell) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def read_csv(text: str, names: Names) -> Reading:
    """The orders in a CSV text, and everything that is wrong with it."""
    if max(text.count("\n"), text.count("\r")) > MAX_LINES:
        fault = msg("there are more than {limit} lines; split the file", limit=f"{MAX_LINES:,}")
        return Reading(problems=(RowProblem(0, "", fault),))
    rows = _rows(text)
    line, first = next(rows, (0, msg("the file is empty")))
    if isinstance(first, Message):
        return Reading(problems=(RowProblem(line, "", first),))
    if excess := too_many(first):
        return Reading(problems=(RowProblem(line, "", excess),))
    head = header(first)
    if not any(head.columns):
        fault = msg("the first line names no known column; it is commas between {columns}", columns=",".join(COLUMNS))
        return Reading(problems=(RowProblem(line, "", fault),))
    if sum(1 for _ in islice(_rows(text), MAX_ROWS + 2)) > MAX_ROWS + 1:  # the header is one
        return Reading(problems=(too_many_rows(),))
    missing = [column for column in needed_for(head.columns) if column not in head.columns]
    faults = (*head.faults, *((column, msg("this column is missing")) for column in missing))
    return sort_rows(
        ((row, _read(row, cells, head.columns, missing, names)) for row, cells in rows),
        (RowProblem(line, name, fault) for name, fault in faults),
    )


def _read(
    row: int, cells: list[str] | Message, columns: Sequence[str], missing: Sequence[str], names: Names
) -> Order | tuple[RowProblem, ...]:
    if isinstance(cells, Message):
        return (RowProblem(row, "", cells),)
    if len(cells) != len(columns):
        wrong = msg("the row has {found} fields, the header {expected}", found=len(cells), expected=len(columns))
        return (RowProblem(row, "", wrong),)
    by_column = {column: unguarded(cell) for column, cell in zip(columns, cells, strict=True)}
    result = read_row(row, by_column, names)
    if isinstance(result, Order):
        return result
    # A column that is missing is named once, at the header.
    return tuple(problem for problem in result if problem.column not in missing)


def _rows(text: str) -> Iterator[tuple[int, list[str] | Message]]:
    """Every row that is not blank, with the line it starts on; a sentence instead of one that cannot be split."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, _not_csv(str(error))
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells


def _not_csv(reason: str) -> Message:
    """Why a row cannot be split: Python's own words for a field without an end explain nothing."""
    limit = csv.field_size_limit()
    if str(limit) in reason:
        return msg("a field has more than {limit} characters; is a quote missing?", limit=limit)
    return msg("the row is not valid CSV: {reason}; write a quote inside quotes twice", reason=reason)


# Nothing marks a text as CSV: it is what a file is that is nothing else.
CSV = Format("csv", ("csv",), sniff=lambda _: False, read=text_reader(read_csv), write=write_csv)
