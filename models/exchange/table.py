"""The rows under a header: which of their cells count, and which of them are no orders."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from models.exchange.columns import needed_for
from models.exchange.header import Header, header
from models.exchange.header_key import header_key
from models.exchange.row import MAX_ROWS
from models.exchange.separated import FoundHeader, RowCells, rows
from models.values.identity import plain_key
from models.values.message import Message, Problem, msg
from models.values.text import clean

_SUMS = re.compile(
    r"(?:本[页頁期表]|全部|[订訂][单單]|本月)?"
    r"(?:(?:合|[总總]|小|共)[计計]|[总總](?:和|共|金?[额額])|累[计計]|汇总|匯總|(?:sub-?|grand)?total|sum)s?(?:金[额額])?"
    r"[\d.,:¥元笔筆单單订訂期件个個条條()共*/-]*(?:(?:sub)?total|sum)?|[总總]?共\d+[笔筆单單条條个個件期].*"
    r"|以上.{0,8}(?:合|[总總]|小|共)[计計].*|平均.{0,8}|average|[∑σ]",
    re.IGNORECASE,
)
_SAYING = re.compile("[^:]{2,}:.+")
"""`导出时间：2026-11-22`, alone on its line: what is written below a table."""
_RULE = re.compile(r":?-{2,}:?")
"""What stands under the header of a table in plain text."""

_SAID_OF_AN_ORDER = ("channel", "bought_at", "first_due")
"""A row of sums has none of these."""


class Table(msgspec.Struct, frozen=True):
    """A header and how its rows are cut: `used` are the indexes of the cells that belong to a column."""

    found: FoundHeader
    head: Header
    used: tuple[int, ...]
    missing: tuple[str, ...]
    optional: frozenset[int]


def table_of(text: str, found: FoundHeader) -> Table | None:
    """The table under a header; None where it has more rows than anybody has orders."""
    unnamed = [index for index, name in enumerate(found.cells) if not clean(name)]
    filled = set[int]()
    count = 0
    for _, cells in islice(under(text, found), MAX_ROWS + 1):
        count += 1
        if unnamed and isinstance(cells, list):
            filled.update(index for index in unnamed if index < len(cells) and cells[index].strip())
    if count > MAX_ROWS:
        return None
    empty = {index for index in unnamed if index not in filled}
    head = header(found.cells, unused={index + 1 for index in empty})
    needed = needed_for(head.columns)
    return Table(
        found,
        head,
        used=tuple(index for index in range(len(found.cells)) if index not in empty),
        missing=tuple(name for name in needed if name not in head.columns and name != "first_due"),
        optional=frozenset(index for index, name in enumerate(head.columns) if name not in needed),
    )


def under(text: str, found: FoundHeader) -> Iterator[tuple[int, RowCells]]:
    """Every row under the header."""
    return ((line, cells) for line, cells in rows(text, found.separator) if line > found.line)


def by_column(table: Table, cells: Sequence[str]) -> tuple[dict[str, str], bool]:
    """The cells by column, and whether the row ended before the header does, in cells that an order may lack.

    Raises Problem where it has more cells or lacks others.
    """
    width = len(table.found.cells)
    last = max((index for index, cell in enumerate(cells) if cell.strip()), default=-1)
    short = [index for index in table.used if index >= len(cells)]
    if last >= width or any(index not in table.optional for index in short):
        raise Problem(
            "the row has {found} fields, the header {expected}", found=len(cells), expected=table.used[-1] + 1
        )
    columns = table.head.columns
    return {columns[index]: cells[index] for index in table.used if columns[index] and index < len(cells)}, bool(short)


def name_at(table: Table, index: int | None) -> str:
    """The column at that index, or what the header has there; "" where it is not known or beyond the header."""
    if index is None or index >= len(table.found.cells):
        return ""
    return table.head.columns[index] or clean(table.found.cells[index], 40)


def no_order(table: Table, cells: Sequence[str]) -> Message | None:
    """Why the row is none of an order; None where it is one."""
    if _names(cells) == _names(table.found.cells):
        return msg("it is the header again")
    said = [cell.strip() for cell in cells if cell.strip()]
    if all(map(_RULE.fullmatch, said)):
        return msg("it is a line and no order")
    columns = table.head.columns
    there = {column for column, cell in zip(columns, cells, strict=False) if cell.strip() and not is_sum(cell)}
    if there.isdisjoint(_SAID_OF_AN_ORDER) or len(said) == 1:
        sums = next(filter(is_sum, said), None)
        if sums is not None:
            return msg("it is a row of sums ({text}) and no order", text=clean(sums, 40))
    if len(said) == 1 and _SAYING.fullmatch(plain_key(said[0][:80])):
        return msg("it is a line of text ({text}) and no order", text=clean(said[0], 40))
    return None


def is_sum(cell: str) -> bool:
    """Whether it says that the row is one of sums."""
    return _SUMS.fullmatch(plain_key(cell[:80])) is not None


def _names(cells: Iterable[str]) -> list[str]:
    found = [header_key(cell) for cell in cells]
    while found and not found[-1]:
        found.pop()
    return found
