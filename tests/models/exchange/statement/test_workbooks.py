"""A statement that is a workbook says what the same rows say as text, whatever kind its cells are of."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from models.values.money import parse_amount
from tests.models.exchange.statement.samples import SAMPLES, Sample, covered, read
from tests.models.exchange.test_workbook import book_of

PROPERTIES = (
    '<p:coreProperties xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:t="http://purl.org/dc/terms/" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">'
    '<t:created i:type="t:W3CDTF">2026-11-01 08:00:00</t:created></p:coreProperties>'
)
EACH = pytest.mark.parametrize("sample", SAMPLES, ids=[each.file for each in SAMPLES])


def cells_of(sample: Sample) -> list[list[str]]:
    return list(csv.reader(io.StringIO(sample.text())))


def as_typed(cell: str) -> Any:
    """A date or a number where a spreadsheet makes one of it; what is long stays text."""
    given = cell.strip()
    for make in (datetime.fromisoformat, lambda text: parse_amount(text) / 100):
        try:
            return make(given) if len(given) < 20 and ("." in given or "-" in given) else cell
        except ValueError:
            continue
    return cell


@EACH
@pytest.mark.parametrize("make", [str, as_typed], ids=["texts", "numbers and dates"])
def test_a_workbook_says_what_the_text_says(sample: Sample, make: Callable[[str], Any]) -> None:
    book = read(book_of([[make(cell) for cell in row] for row in cells_of(sample)]))
    text = read(sample.data())
    assert covered(book) == covered(text)
    assert [replace(each, row=0, text="") for each in book.lines] == [
        replace(each, row=0, text="") for each in text.lines
    ]


def test_the_sheet_with_the_table_is_found_among_others() -> None:
    sample = SAMPLES[0]
    book = read(book_of([["notes"]], [], cells_of(sample)))
    assert [each.id for each in book.lines] == [each.id for each in read(sample.data()).lines]


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("xl/styles.xml", "<fill><patternFill /></fill>", "<fill/>"),
        ("xl/styles.xml", '<color theme="1" />', '<color rgb="#FF0000"/>'),
        ("docProps/core.xml", "", PROPERTIES),
    ],
    ids=["a fill of nothing", "a colour in its own way", "a time in its own way"],
)
def test_styles_and_properties_that_only_other_programs_understand_do_not_matter(
    part: str, before: str, after: str
) -> None:
    sample = SAMPLES[0]
    book = book_of([[as_typed(cell) for cell in row] for row in cells_of(sample)])
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as archive, zipfile.ZipFile(changed, "w") as other:
        for name in archive.namelist():
            content = archive.read(name).decode()
            if name == part:
                assert before in content
                content = content.replace(before, after, 1) if before else after
            other.writestr(name, content)
    assert [each.id for each in read(changed.getvalue()).lines] == [each.id for each in read(sample.data()).lines]
