"""The table in a statement: a header, the rows under it, the lines of text above it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import msgspec

from models.exchange.header_key import header_key
from models.exchange.statement.cells import Amount, number_in, parse_moment, parse_signed
from models.exchange.statement.lines import NumberedCells
from models.exchange.table import is_sum
from models.values.message import Message, Problem, msg
from models.values.text import clean, normalise

_DATE = r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})"
_COVERS = re.compile(
    rf"(?:起始(?:时间|日期)|日期区间|时间范围|时间区间|查询时间段?|交易时间段?|账单周期|起止日期)[^\d\n]{{0,8}}{_DATE}[\s\S]{{0,60}}?{_DATE}"
)
_CHOSEN = re.compile(r"导出(?:交易)?(?:类型|场景|分类|方式)\s*:\s*\[?([^\]\n\t,]{1,40})")
_COUNTED = re.compile(r"共\s*:?\s*(\d{1,6})\s*笔", re.ASCII)
_DATED = re.compile(r"\d{1,4}[-/.年月]\d")
"""How a payment begins, however much of its row is gone."""
_SUM = re.compile(r"\D{0,8}(?:合计|总计|小计)\D{0,6}")
"""A label of sums, with what they are of: `人民币合计`."""
_TEXT_LENGTH = 200
_LONGEST_NAME = 200
"""Characters of a column's name, padded with spaces."""
_PROBLEMS = (ValueError, OverflowError)


class StatementRow(msgspec.Struct, frozen=True):
    """A row of a statement: the line it stands in, and its cells by the keys of the columns' names."""

    number: int
    cells: Sequence[str]
    columns: Mapping[str, int]

    def text(self, *names: str) -> str:
        """What stands in the first of these columns that there is and that is filled; "" where none is."""
        for name in names:
            index = self.columns.get(name)
            if index is not None and index < len(self.cells):
                found = self.cells[index].strip()
                if found:
                    return found
        return ""

    def words(self, *names: str) -> str:
        """The same in one width, without spaces: to look for words in."""
        return "".join(normalise(self.text(*names)).split())

    def amount(self, *names: str) -> Amount:
        """The amount in there; Problem that names the column where there is none."""
        try:
            return parse_signed(self.text(*names))
        except Problem as problem:
            raise _in_column(names, problem) from None

    def moment(self, *names: str) -> tuple[datetime, bool]:
        """The instant in there, and whether it has a time of day."""
        try:
            return parse_moment(self.text(*names))
        except Problem as problem:
            raise _in_column(names, problem) from None

    def reference(self, *names: str) -> str:
        """The number in there, without the marks of spreadsheets."""
        return number_in(self.text(*names))

    def as_read(self) -> str:
        """The row as it was read, in one line."""
        return clean(" ".join(cell for each in self.cells if (cell := each.strip())), _TEXT_LENGTH)


def _in_column(names: Sequence[str], problem: Problem) -> Problem:
    problem.about(names[0])
    return problem


class Sheet(msgspec.Struct, frozen=True):
    """A statement as a table. `rows` are those that stand for something; `broken` those that cannot be read."""

    columns: Mapping[str, int]
    above: str
    rows: tuple[StatementRow, ...]
    broken: tuple[tuple[int, Message], ...]

    def covers(self) -> tuple[date, date] | None:
        """The first and the last day of what is written above the table; None where nothing is."""
        found = _COVERS.search(normalise_lines(self.above))
        if found is None:
            return None
        try:
            first, last = (date(*map(int, part)) for part in (found.groups()[:3], found.groups()[3:]))
        except _PROBLEMS:
            return None
        return (first, last) if first <= last else None

    def lacks(self) -> Message | None:
        """Why it has not all of its days, by what is written above the table; None where nothing says that."""
        text, here = normalise_lines(self.above), len(self.rows) + len(self.broken)
        chosen = [each[1].strip() for each in _CHOSEN.finditer(text)]
        if other := next((each for each in chosen if "全部" not in each), ""):
            return msg("only {kind} was exported", kind=clean(other, 40))
        counted = _COUNTED.search(text)
        if counted and int(counted[1]) > here:
            return msg("it says that it has {count} rows, and {here} are here", count=int(counted[1]), here=here)
        return None


def normalise_lines(text: str) -> str:
    """Each line of a text in one width."""
    return "\n".join(map(normalise, text.splitlines()))


def sheet_of(
    above: Iterable[Sequence[str]], header: Sequence[str], under: Iterable[NumberedCells], needed: Iterable[str]
) -> Sheet:
    """The table under that header; rows of sums, of the header again and of one text alone are none of its rows."""
    keys = [header_key(name) for name in header]
    columns: dict[str, int] = {}
    for index, key in enumerate(keys):
        columns.setdefault(key, index)
    columns.pop("", None)
    last_needed = max(columns[name] for name in needed)
    rows, broken = list[StatementRow](), list[tuple[int, Message]]()
    names = [name for each in header if (name := each.strip())]
    for number, cells in under:
        if _stands_for_something(cells, names):
            if _is_cut(cells, last_needed, len(keys)) or any(cell.strip() for cell in cells[len(keys) :]):
                broken.append((number, _other_width(len(cells), len(keys))))
            else:
                rows.append(StatementRow(number, cells, columns))
    lines = ("\t".join(cell for cell in cells if cell.strip()) for cells in above)
    return Sheet(columns, "\n".join(lines), tuple(rows), tuple(broken))


def _stands_for_something(cells: Sequence[str], names: list[str]) -> bool:
    """Whether a row is more than a line of text, a label with its value, a sum, or the header again."""
    filled = [cell for each in cells if (cell := each.strip())]
    if len(filled) < 2 or is_sum(filled[0]) or _SUM.fullmatch(filled[0]):
        return False
    if len(filled) < 3 and not _DATED.match(filled[0]):
        return False
    return filled != names


def _is_cut(cells: Sequence[str], last_needed: int, width: int) -> bool:
    """Whether a row ends too early; the last cell of one that is shorter than the header may have been cut as well."""
    return len(cells) - (len(cells) < width) <= last_needed


def _other_width(found: int, expected: int) -> Message:
    return msg(
        "the row has {found} fields, the header {expected}; a comma inside a field needs quotes around it",
        found=found,
        expected=expected,
    )


def found_in(heads: Iterable[NumberedCells], layouts: Iterable[frozenset[str]]) -> tuple[int, int] | None:
    """Which is the first row that has all columns of a layout, and which layout that is, from 0; None where none is."""
    known = list(layouts)
    for at, (_, cells) in enumerate(heads):
        keys = {header_key(cell) for cell in cells[:200] if len(cell) <= _LONGEST_NAME}
        for index, layout in enumerate(known):
            if layout <= keys:
                return at, index
    return None
