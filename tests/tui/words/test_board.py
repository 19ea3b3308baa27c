"""Amounts in columns, and in big digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.values.money import MAX_AMOUNT, yuan
from tui.widgets.big_digits import big
from tui.words.board import Sum, SumRow, ToPay

FACTS = (("to", "花呗"), ("from", "余额宝"), ("until", "11-25 23:59"))


def written(board: Sum | ToPay, width: int, *, tall: bool = True) -> list[str]:
    return ["".join(text for text, _ in line) for line in board.lines(width, tall=tall)]


def test_an_amount_stands_in_digits_of_three_rows() -> None:
    assert list(big("¥1,190.96", 80)) == [
        "█ █ ▀█     ▀█  █▀█ █▀█   █▀█ █▀▀",
        "▀█▀  █      █  ▀▀█ █ █   ▀▀█ █▀█",
        "▀█▀ ▀▀▀ ▄▀ ▀▀▀ ▀▀▀ ▀▀▀ ▀ ▀▀▀ ▀▀▀",
    ]


@given(st.integers(0, MAX_AMOUNT), st.integers(1, 100))
def test_big_digits_are_as_wide_as_each_other_or_the_plain_amount(fen: int, width: int) -> None:
    rows = big(yuan(fen), width)
    assert rows == (yuan(fen),) or (len(rows) == 3 and {len(row) for row in rows} == {len(rows[0])})
    assert rows == (yuan(fen),) or len(rows[0]) <= width


@pytest.mark.parametrize(("text", "width"), [("¥1,190.96", 10), ("about 5", 80)])
def test_without_room_or_form_the_amount_is_plain(text: str, width: int) -> None:
    assert big(text, width) == (text,)
    assert big("¥5.00", 80, ascii_only=True) == ("¥5.00",)


@given(st.integers(1, MAX_AMOUNT), st.integers(24, 120), st.booleans())
def test_whatever_the_room_the_facts_are_whole_and_no_line_is_too_wide(fen: int, width: int, tall: bool) -> None:
    lines = written(ToPay(yuan(fen), FACTS), width, tall=tall)
    assert all(cell_len(line) <= width for line in lines)
    assert all(any(value in line for line in lines) for _, value in FACTS)


def test_the_facts_stand_beside_the_digits_where_there_is_room_and_below_them_otherwise() -> None:
    assert len(written(ToPay("¥1,190.96", FACTS), 76)) == 3
    assert len(written(ToPay("¥1,190.96", FACTS), 40)) == 6
    assert written(ToPay("¥1,190.96", FACTS), 76, tall=False)[0].startswith("¥1,190.96")


SUM = Sum(
    (
        SumRow("bill", "1,190.96", "449.90 + 400.40 + 340.66"),
        SumRow("the app", "449.90"),
        SumRow("the app is less by", "741.06", ink="bad", ruled=True),
    ),
    typed="the app",
)


@given(st.integers(31, 120))
def test_amounts_that_are_compared_end_in_one_column_and_the_rule_and_the_field_keep_to_the_width(width: int) -> None:
    bill, app, rule, less = (line.rstrip() for line in written(SUM, width))
    assert all(cell_len(line) <= width for line in (bill, app, rule, less))
    assert cell_len(app) == cell_len(less) == cell_len(bill.removesuffix("449.90 + 400.40 + 340.66").rstrip())
    strip = SUM.figure_strip(width)
    assert cell_len(app) < strip.end <= width, "a cell for the cursor is behind the figure"


def test_what_the_amount_is_made_of_stands_beside_it_where_there_is_room() -> None:
    assert written(SUM, 76)[0].endswith("1,190.96    449.90 + 400.40 + 340.66")
    assert written(SUM, 40)[0].endswith("1,190.96")
