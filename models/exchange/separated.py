"""Rows of cells between separators: which character separates, where the header is, what stands above it."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from models.exchange.columns import COLUMNS
from models.exchange.header import column_of, titles, too_many
from models.exchange.row import RowProblem
from models.exchange.statement_sources import check_statement
from models.values.message import Message, Words, msg

HEAD = 60
"""The header is among so many lines from the start."""

SEPARATORS: dict[str, Words] = {
    ",": {"en": "commas", "zh_CN": "逗号"},
    ";": {"en": "semicolons", "zh_CN": "分号"},
    "\t": {"en": "tabs", "zh_CN": "制表符"},
    "，": {"en": "full-width commas", "zh_CN": "中文逗号"},
    "；": {"en": "full-width semicolons", "zh_CN": "中文分号"},
    "、": {"en": "enumeration commas", "zh_CN": "顿号"},
    "|": {"en": "upright strokes", "zh_CN": "竖线"},
}
"""What may stand between cells, the usual one first, with its name."""

_SAID = re.compile(r"\s*\"?sep=(.)\"?[ \t]*(?:\r\n|\n|\r|$)", re.IGNORECASE)
"""The first line by which a file says its separator to a spreadsheet."""


_IN_QUOTES = re.compile(r'"[^"]*"')


class Unsplit(msgspec.Struct, frozen=True):
    """Why a row cannot be split, and at which of its fields, from 0; None where that is not known."""

    why: Message
    index: int | None = None


RowCells = list[str] | Unsplit
"""The cells of a row, where it can be split."""


class FoundHeader(msgspec.Struct, frozen=True):
    """Where the header is: its line, its cells, and what separates them. `remarks` say what is not as usual."""

    separator: str
    line: int
    cells: Sequence[str]
    remarks: tuple[Message, ...]


def find_header(text: str) -> FoundHeader | RowProblem:
    """The row among the first HEAD that names the most columns; or what is wrong with the file where none does.

    Raises Problem where it is a statement.
    """
    said = _SAID.match(text)
    separators = [said[1]] if said and said[1] in SEPARATORS else list(SEPARATORS)
    best, most = None, 0
    for separator in separators:
        for line, cells in _head(text, separator):
            if isinstance(cells, Unsplit):
                continue
            count = len({column_of(cell) for cell in cells[:200]} - {""})
            if count > most:
                best, most = (separator, line, cells), count
    if best is None:
        return _no_header(text)
    separator, line, cells = best
    head = [(at, each) for at, each in _head(text, separator) if isinstance(each, list)]
    above = [each for at, each in head if at < line and not (said and at == 1)]
    if "periods" not in map(column_of, cells):
        check_statement(above, [each for _, each in head])
    if excess := too_many([cell for cell in cells if cell.strip()]):
        return RowProblem(line, "", excess)
    return FoundHeader(separator, line, cells, tuple(_remarks(separator, line, len(above))))


def _head(text: str, separator: str) -> Iterator[tuple[int, RowCells]]:
    return islice(rows(text, separator), HEAD)


def _no_header(text: str) -> RowProblem:
    """What is said of a file in which no line names a column."""
    for separator in (",", "\t"):
        cells = [each for _, each in _head(text, separator) if isinstance(each, list)]
        check_statement(cells, cells)
    usual = _usual(text)
    line, first = next(rows(text, usual), (0, Unsplit(msg("the file is empty"))))
    broken = ((at, each) for at, each in _head(text, usual) if isinstance(each, Unsplit))
    line, first = next(broken, (line, first))
    if isinstance(first, Unsplit):
        return RowProblem(line, "" if first.index is None else _letter(first.index), first.why)
    if text.lstrip().startswith(("{", "[")):
        return RowProblem(0, "", msg("the file holds JSON; name it so that it ends in `.json`"))
    fault = msg(
        "none of the first {count} lines names a known column; the header is like {columns}, "
        "and `fenqi import --template csv` prints an example",
        count=HEAD,
        columns=titles(COLUMNS),
    )
    return RowProblem(line, "", fault)


def _usual(text: str) -> str:
    """What separates the cells, as far as it is known: as the file says, else what it has most of outside quotes."""
    said = _SAID.match(text)
    if said and said[1] in SEPARATORS:
        return said[1]
    bare = _IN_QUOTES.sub("", text[: csv.field_size_limit() * 2])
    return max(SEPARATORS, key=bare.count)


def _letter(index: int) -> str:
    """A column by its letters in a spreadsheet, `A` the first, where the header cannot name it."""
    found, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        found = chr(ord("A") + digit) + found
    return found


def _remarks(separator: str, line: int, above: int) -> Iterator[Message]:
    if separator != ",":
        yield msg("the cells are separated by {separator}", separator=SEPARATORS[separator])
    if above:
        yield msg("the header is in line {line}; what stands above it is left out", line=line)


def rows(text: str, separator: str) -> Iterator[tuple[int, RowCells]]:
    """Every row that is not blank, with the line it starts on; why one cannot be split instead of its cells."""
    taken: list[str] = []  # the lines of the row
    reader = csv.reader(_kept(io.StringIO(text, newline=""), taken), strict=True, delimiter=separator)
    while True:
        line = reader.line_num + 1
        taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, _not_csv(str(error), taken, separator)
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells


def _kept(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """The lines, each of which is put down as it is taken."""
    for line in lines:
        taken.append(line)
        yield line


def _not_csv(reason: str, lines: Iterable[str], separator: str) -> Unsplit:
    """Why a row cannot be split, in our own words: Python's are English, and those for a field without an end explain
    nothing."""
    limit, row = csv.field_size_limit(), "".join(lines)
    if str(limit) in reason:
        fault = msg("a field has more than {limit} characters; is a quote missing?", limit=limit)
        return Unsplit(fault, _longer(row, separator, limit))
    index, closed = _badly_quoted(row, separator)
    if not closed:
        return Unsplit(msg("the quote that opens this field has no end; write a quote inside quotes twice"), index)
    return Unsplit(msg("more stands behind the quote that ends this field; write a quote inside quotes twice"), index)


def _badly_quoted(row: str, separator: str) -> tuple[int, bool]:
    """The index of the first field of a row whose quotes will not do, and whether one of them ends it."""
    index = at = 0
    while True:
        if row.startswith('"', at):
            at = _behind_quotes(row, at)
            if not at or row[at : at + 1] not in {separator, "\r", "\n", ""}:
                return index, at > 0
        else:
            at = row.find(separator, at)
        if not 0 <= at < len(row):
            return index, True
        index, at = index + 1, at + 1


def _behind_quotes(row: str, start: int) -> int:
    """Where the field that begins with a quote there has ended; 0 where no quote ends it."""
    end = row.find('"', start + 1)
    while row[end + 1 : end + 2] == '"' and end > 0:
        end = row.find('"', end + 2)
    return end + 1


def _longer(row: str, separator: str, limit: int) -> int:
    """The index of the first field that has more characters than that."""
    index = begun = length = 0
    quoted = False
    for at, character in enumerate(row):
        if character == '"' and row[begun] == '"':
            quoted = not quoted
            length += quoted and at > begun  # one that stands twice
        elif character == separator and not quoted:
            index, begun, length = index + 1, at + 1, 0
        else:
            length += 1
        if length > limit:
            break
    return index
