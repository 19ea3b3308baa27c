"""Orders as CSV: one header line, one order a row."""

import csv
import io
from collections.abc import Iterable, Sequence
from functools import partial

from msgspec.structs import replace

from models.channels.names import Names
from models.exchange.column import Cell
from models.exchange.columns import COLUMNS
from models.exchange.fee_column import assumed, by_figures, is_open
from models.exchange.file_row import read_file_row
from models.exchange.format import Content, Format, text_reader
from models.exchange.guard import guarded, unguarded
from models.exchange.row import MAX_ROWS, FileRow, Reading, RowProblem, sort_rows, too_many_rows
from models.exchange.separated import RowCells, Unsplit, find_header
from models.exchange.table import Table, by_column, name_at, no_order, table_of, under
from models.exchange.workbook import is_workbook, sheets_of
from models.ledger.order import Order
from models.values.message import Problem, msg
from models.values.text import harmless

MAX_LINES = 5 * MAX_ROWS
"""Lines of a file, with the blank ones and those inside of quotes, before any of it is read."""


def write_csv(content: Content, titles: Iterable[str] = COLUMNS) -> str:
    """The orders under the header, which has a title for each column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(titles)
    for row in content["orders"]:
        writer.writerow([guarded(harmless(_text(row[column]))) for column in COLUMNS])
    return out.getvalue()


def _text(value: Cell) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def read_csv(text: str, names: Names) -> Reading:
    """The orders in a CSV text, and everything that is wrong with it. Raises Problem where it is a statement."""
    if max(text.count("\n"), text.count("\r")) > MAX_LINES:
        fault = msg("there are more than {limit} lines; split the file", limit=f"{MAX_LINES:,}")
        return Reading(problems=(RowProblem(0, "", fault),))
    text = text.lstrip("\ufeff")
    found = find_header(text)
    if isinstance(found, RowProblem):
        return Reading(problems=(found,))
    table = table_of(text, found)
    if table is None:
        return Reading(problems=(too_many_rows(),))
    faults = (*table.head.faults, *((column, msg("this column is missing")) for column in table.missing))
    return sort_rows(
        (_read(row, cells, table, names) for row, cells in under(text, found)),
        (RowProblem(found.line, name, fault) for name, fault in faults),
        (*found.remarks, *assumed(found.cells)),
    )


def _read_sheet(data: bytes, names: Names) -> Reading:
    """The orders in a workbook, or in a text. A workbook is read as the CSV that it would be saved as."""
    if not is_workbook(data):
        return text_reader(read_csv)(data, names)
    return read_csv(as_csv(next(filter(None, sheets_of(data)), [])), names)


def as_csv(rows: Iterable[tuple[int, Sequence[str]]]) -> str:
    """The rows of a sheet, each on the line of its number."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    last = 0
    for number, cells in rows:
        out.write("\n" * (number - last - 1))
        writer.writerow([" ".join(cell.splitlines()) for cell in cells])
        last = number
    return out.getvalue()


def _read(row: int, cells: RowCells, table: Table, names: Names) -> FileRow:
    if isinstance(cells, Unsplit):
        return FileRow(row, (RowProblem(row, name_at(table, cells.index), cells.why),))
    if reason := no_order(table, cells):
        return FileRow(row, (), why=reason)
    try:
        texts, short = by_column(table, cells)
    except Problem as problem:
        return FileRow(row, (RowProblem(row, "", problem.message),))
    plain = {column: unguarded(cell) for column, cell in texts.items()}
    one = partial(read_file_row, row, names=names)
    read = by_figures(plain, one) if is_open(table.found.cells) else one(plain)
    if isinstance(read.result, Order):
        ended = msg("row {row} ends early; what it lacks counts as empty", row=row)
        return replace(read, remarks=(*read.remarks, ended)) if short else read
    # A column that is missing is named once, at the header.
    return replace(read, result=tuple(each for each in read.result if each.column not in table.missing))


# Nothing marks a text as CSV: it is what a file is that is nothing else.
CSV = Format(
    "csv", ("csv", "xlsx"), sniff=lambda _: False, read=_read_sheet, write=write_csv, titled=write_csv, marked=True
)
