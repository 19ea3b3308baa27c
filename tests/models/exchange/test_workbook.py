"""A workbook is read as what it shows, within bounds; openpyxl makes those of the tests."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook

from models.exchange.reading import read_orders
from models.exchange.workbook import MAX_SHEET_COLUMNS, is_workbook, sheets_of
from models.values.message import Problem
from tests.models.exchange.samples import CATALOGUE, ROW, faults, order


def book_of(*sheets: Iterable[Iterable[Any]], formats: dict[str, str] | None = None) -> bytes:
    """A workbook with these sheets; `formats`: how a cell of the first is shown, by its name."""
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    for cell, shown_as in (formats or {}).items():
        book.worksheets[0][cell].number_format = shown_as
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same workbook with another content of one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, content if part.filename == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return out.getvalue()


def rows(data: bytes) -> list[list[str]]:
    return [cells for _, cells in next(sheets_of(data))]


SMALL = book_of([["a", 1]])
SHEET = "xl/worksheets/sheet1.xml"
XML = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def test_cells_are_texts_as_they_were_typed() -> None:
    at = datetime(2026, 10, 24, 18, 36, 44)
    row = [
        "小米",
        268,
        28.16,
        131.77000000000001,
        0.1 + 0.2,
        at,
        datetime(2026, 10, 24),
        True,
        None,
        "￥28.16",
        5261122000001001,
    ]
    shown = ["小米", "268", "28.16", "131.77", "0.3", "2026-10-24 18:36:44", "2026-10-24", "true", "", "￥28.16"]
    assert rows(book_of([row])) == [[*shown, "5261122000001001"]]


def test_a_number_is_read_as_it_is_shown() -> None:
    data = book_of([[0.006, 42, 0.5]], formats={"A1": "0.00%", "B1": "0000", "C1": "0.00"})
    assert rows(data) == [["0.6%", "0042", "0.5"]]


def test_rows_keep_their_numbers_and_blank_ones_are_left_out() -> None:
    [sheet] = sheets_of(book_of([["a"], [None], ["b"]]))
    assert sheet == [(1, ["a"]), (3, ["b"])]


def test_orders_in_a_workbook_are_those_of_the_same_csv() -> None:
    data = book_of([], [["my orders"], list(ROW), [ROW[name] for name in ROW]])
    assert read_orders(data, "csv", CATALOGUE).orders == ((3, order()),)


def test_orders_with_numbers_and_dates_in_the_cells_are_the_same() -> None:
    typed = {
        **ROW,
        "order_no": 5261111000000001,
        "bought_at": datetime(2026, 11, 11, 20, 5),
        "principal": 1499,
        "periods": 12,
        "amount_per_period": 134.9,
        "fee_per_period": 9.99,
        "first_due": datetime(2026, 12, 10),
    }
    reading = read_orders(book_of([list(typed), list(typed.values())]), "csv", CATALOGUE)
    assert reading.orders == ((2, order()),)


def test_what_is_wrong_in_a_workbook_is_named_with_its_row() -> None:
    data = book_of([list(ROW), [None], [{**ROW, "periods": "many"}[name] for name in ROW]])
    [(row, column, said)] = faults(read_orders(data, "csv", CATALOGUE))
    assert (row, column) == (3, "periods")
    assert "many" in said


@pytest.mark.parametrize(
    "data",
    [
        with_part(SMALL, SHEET, b"<worksheet"),
        with_part(SMALL, SHEET, b""),
        with_part(SMALL, SHEET, (XML % b"").decode().encode("utf-16")),
        with_part(SMALL, SHEET, b'<!DOCTYPE x [<!ENTITY e "e">]>' + XML % b"<row><c><v>&e;</v></c></row>"),
        with_part(SMALL, "xl/workbook.xml", b"<workbook/>"),
        with_part(SMALL, "xl/styles.xml", b"<x>"),
    ],
    ids=["cut", "empty", "utf-16", "entity", "no sheets", "styles"],
)
def test_a_broken_workbook_is_named_for_that(data: bytes) -> None:
    assert is_workbook(data)
    with pytest.raises(Problem, match="the workbook is broken"):
        list(sheets_of(data))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (with_part(SMALL, "xl/media/x.bin", bytes(60_000_000)), "larger than 50 MB"),
        (with_part(SMALL, "xl/styles.xml", b"<s>" + b"<x/>" * 100_000 + b"</s>"), "larger than 50 MB"),
        (with_part(SMALL, SHEET, XML % (b"<row>" + b"<c/>" * 100_000 + b"</row>")), "larger than 50 MB"),
        (with_part(SMALL, SHEET, XML % b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), ""),
        (with_part(SMALL, SHEET, XML % b'<row r="9"><c r="XFD9"><v>1</v></c></row>'), ""),
    ],
    ids=["bytes", "styles", "columns", "far row", "far column"],
)
def test_a_bomb_is_refused_or_harmless(data: bytes, said: str) -> None:
    if said:
        with pytest.raises(Problem, match=said):
            list(sheets_of(data))
    else:
        assert list(sheets_of(data)) == [[]]


def test_parts_of_other_programs_may_be_as_they_like() -> None:
    """What a query leaves in a workbook is in UTF-16."""
    query = with_part(SMALL, "customXml/item1.xml", '<?xml version="1.0" encoding="utf-16"?><x/>'.encode("utf-16"))
    cached = with_part(query, "xl/pivotCache/pivotCacheRecords1.xml", b"<r>" + b"<x/>" * 100_000 + b"</r>")
    assert rows(cached) == [["a", "1"]]


def test_no_more_columns_are_looked_at_than_any_list_has() -> None:
    assert len(rows(book_of([["x"] * 500]))[0]) == MAX_SHEET_COLUMNS
