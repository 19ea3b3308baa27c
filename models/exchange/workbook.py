"""A workbook of a spreadsheet becomes the rows of cells that it shows, as text. It is read within bounds.

openpyxl and its XML are loaded only when a workbook is there: they cost more time than a whole command of the shell.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from models.exchange.encoding import MAX_BYTES
from models.exchange.workbook_styles import with_plain_styles
from models.values.message import Problem

SheetCells = list[str]
SheetRows = list[tuple[int, SheetCells]]
"""The rows of a sheet that are not blank, with their numbers."""

MAX_UNPACKED = 50_000_000
"""Bytes of all that a workbook unpacks to."""
MAX_SHEET_ROWS = 100_000
MAX_SHEET_COLUMNS = 200
MAX_SHEETS = 20

_MAX_PARTS = 2_000
_MAX_TAGS = 4_000_000
"""Ends of tags in the cells and texts: openpyxl makes values of each."""
_MAX_STYLE_TAGS = 60_000
"""The same in the other parts that it reads, of which it makes values that are larger by far."""
_MAX_ROW_TAGS = 3 * 16_384
"""A row has no more columns than that in any spreadsheet."""
_CHUNK = 1 << 20

_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError, NotImplementedError)
_HEAVY = re.compile(r"xl/(?:worksheets/.*|sharedStrings)\.xml", re.IGNORECASE)
_READ = re.compile(r"xl/(?:workbook|styles)\.xml|.*\.rels|\[Content_Types\]\.xml|docProps/.*", re.IGNORECASE)
"""What else openpyxl reads, where it only reads."""
_TAG_END = re.compile(rb"</|/>")
_AS_DIGITS = re.compile("0{2,20}")


def is_workbook(data: bytes) -> bool:
    """Whether it is one of Excel or WPS, which can be opened."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(each.filename == "xl/workbook.xml" for each in archive.infolist())
    except _BROKEN:
        return False


def sheets_of(data: bytes) -> Iterator[SheetRows]:
    """The sheets of a workbook. Raises Problem where it is too large or broken."""
    if len(data) > MAX_BYTES:
        raise Problem("the file is larger than {limit} MB", limit=MAX_BYTES // 1_000_000)
    _check_size(data)
    try:
        try:
            book = _loaded(data)
        except (TypeError, ValueError):  # styles or properties that it does not understand
            book = _loaded(with_plain_styles(data))
        if not book.worksheets:
            raise _broken()
        for sheet in book.worksheets[:MAX_SHEETS]:
            rows = sheet.iter_rows(max_row=MAX_SHEET_ROWS + 1, max_col=MAX_SHEET_COLUMNS)
            with warnings.catch_warnings(action="ignore"):
                found = list(_rows(rows))
            yield found
    except Problem:
        raise
    except Exception:  # whatever a library makes of a broken file: it is named for that
        raise _broken() from None


def _loaded(data: bytes) -> Any:
    from openpyxl import load_workbook

    with warnings.catch_warnings(action="ignore"):  # of what openpyxl left out: it is for programs
        # Styles tell dates and percentages from numbers; links and formulas are not followed.
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _broken() -> Problem:
    return Problem("the workbook is broken; open it, save it again as XLSX or as CSV UTF-8, and take that file")


def _check_size(data: bytes) -> None:
    """Problem where it unpacks to more than anybody's orders or payments, counted while it is unpacked."""
    left = MAX_UNPACKED
    tags = {True: 0, False: 0}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS:
                raise _too_large()
            for part in parts:
                content = _unpacked(archive, part, left)
                left -= len(content)
                heavy = _HEAVY.fullmatch(part.filename) is not None
                if heavy or _READ.fullmatch(part.filename):
                    tags[heavy] += sum(1 for _ in _TAG_END.finditer(content))
                    _check_tags(content, tags, heavy=heavy)
    except _BROKEN as error:
        if isinstance(error, Problem):
            raise
        raise _broken() from None


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """A part of the archive; Problem where it has more bytes than that."""
    chunks, count = list[bytes](), 0
    with archive.open(part) as opened:
        while chunk := opened.read(_CHUNK):
            count += len(chunk)
            if count > most:
                raise _too_large()
            chunks.append(chunk)
    return b"".join(chunks)


def _check_tags(content: bytes, tags: dict[bool, int], *, heavy: bool) -> None:
    if b"\0" in content[:4]:
        raise _broken()  # no spreadsheet writes its parts in UTF-16
    if tags[True] > _MAX_TAGS or tags[False] > _MAX_STYLE_TAGS:
        raise _too_large()
    if heavy and any(len(_TAG_END.findall(row)) > _MAX_ROW_TAGS for row in _long_rows(content)):
        raise _too_large()


def _long_rows(content: bytes) -> Iterator[bytes]:
    """What lies between two names of rows, where it is long enough to have more cells than a row."""
    begun = 0
    while begun >= 0:
        end = content.find(b"row", begun + 3)
        if (len(content) if end < 0 else end) - begun > 2 * _MAX_ROW_TAGS:
            yield content[begun : end if end >= 0 else None]
        begun = end


def _too_large() -> Problem:
    return Problem(
        "the workbook is larger than {limit} MB when unpacked; save the one sheet that is meant as a file of its own",
        limit=MAX_UNPACKED // 1_000_000,
    )


def _rows(rows: Iterable[Iterable[Any]]) -> Iterator[tuple[int, SheetCells]]:
    blank: object = None  # the one that stands for all rows that are not there
    for number, cells in enumerate(rows, 1):
        if cells is blank:
            continue
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        if not texts:
            blank = cells
        elif number > MAX_SHEET_ROWS:
            raise Problem("there are more than {limit} lines; split the file", limit=f"{MAX_SHEET_ROWS:,}")
        else:
            yield number, texts


def _text(cell: Any) -> str:
    """What a cell shows: a date as one, a number as it was typed."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format))
    return "" if isinstance(value, timedelta) else str(value)


def _moment(at: datetime) -> str:
    """To the second: a day's fraction is seldom a whole number of them."""
    whole = (at + timedelta(microseconds=500_000)).replace(microsecond=0)
    return whole.strftime("%Y-%m-%d" if whole.time() == time() else "%Y-%m-%d %H:%M:%S")


def _number(value: float, stated_as: str) -> str:
    """`131.77` for 131.77000000000001, `0.6%` for 0.006 that is shown so, `0042` for 42 that is shown so."""
    if "%" in stated_as:
        return f"{_plain(value * 100)}%"
    text = _plain(value)
    return text.zfill(len(stated_as)) if _AS_DIGITS.fullmatch(stated_as) else text


def _plain(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    return f"{value:.10f}".rstrip("0").rstrip(".")
