"""Bars of months: whole cells, rounded in all once, cut by the running sum; letters where there are no colours."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.bills.agenda import MonthAhead
from tui.run.language import language_of
from tui.words.month_bars import MonthRows, Stack, legend, seams

PARTS = st.lists(st.integers(0, 9_000_00), min_size=1, max_size=7)
NAMES = ("a", "b", "c", "d", "e", "f", "g", "h")


def month(first: date, *amounts: int) -> MonthAhead:
    return MonthAhead(first=first, accounts=dict(zip(NAMES, amounts, strict=False)), bills=1, income=12_000_00)


@given(parts=PARTS, more=st.integers(0, 9_000_00), width=st.integers(1, 80))
def test_a_bar_is_as_long_as_its_sum_and_no_part_is_more_than_a_cell_off(parts, more, width):
    cells, whole, most = seams(parts, sum(parts) + more, width), sum(parts), sum(parts) + more
    assert sum(cells) <= width
    assert (sum(cells) > 0) is (whole > 0), "what is not zero has a cell"
    if whole:
        assert abs(sum(cells) - whole * width / most) <= 1
        assert all(abs(count - part * width / most) <= 1 for count, part in zip(cells, parts, strict=True))


def test_the_bar_of_the_picture_without_colours():
    stack = Stack(("huabei", "icbc", "cmb", "mi", "abc", "jd", "x", "y"), letters=True)
    owed = {"huabei": 1190_96, "icbc": 491_24, "cmb": 111_62, "mi": 535_91, "jd": 879_33, "x": 745_74}
    november = MonthAhead(first=date(2026, 11, 1), accounts=owed, bills=8)
    december = MonthAhead(first=date(2026, 12, 1), accounts={"huabei": 4923_83}, bills=1)
    rows = MonthRows((november, december), stack, 74, language_of("en"))
    assert rows.room(2) == 56
    text = "".join(part for part, _ in rows.row(november, "  "))
    assert text.split() == ["Nov", "A" * 14 + "B" * 5 + "C" + "D" * 6 + "F" * 10 + "G" * 9, "3,954.80"]
    said = "".join(part for part, _ in legend(stack, [*"123456", "7"], language_of("en"), 80))
    assert said == "A 1  B 2  C 3  D 4  E 5  F 6  G other accounts"


@given(amounts=st.lists(st.integers(0, 1_000_000_00), min_size=1, max_size=8), width=st.integers(40, 120))
def test_no_row_of_a_month_is_wider_than_there_is_room(amounts, width):
    months = (month(date(2026, 12, 1), *amounts), month(date(2027, 12, 1)))
    for code in ("en", "zh_CN"):
        rows = MonthRows(months, Stack(NAMES), width, language_of(code))
        for each in months:
            assert cell_len("".join(part for part, _ in rows.row(each))) <= width
