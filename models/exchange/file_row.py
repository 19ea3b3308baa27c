"""A row of a file, as spreadsheets leave it, becomes an order, or all that is wrong with it, and remarks."""

from collections.abc import Mapping

from models.channels.names import Names
from models.exchange.row import FileRow, read_row
from models.exchange.sheet_cell import noted, typed


def read_file_row(row: int, cells: Mapping[str, str], names: Names) -> FileRow:
    """The order in `cells`, by column. An empty first due date is the one that the account's rule gives."""
    texts = {name: typed(name, cell) for name, cell in cells.items()}
    remarks = tuple(said for name, cell in cells.items() if (said := noted(row, name, cell)))
    return FileRow(row, read_row(row, texts, names, ruled=True), remarks)
