"""What is drawn of an amount while amounts are hidden."""

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui.widgets.big_digits import big
from tui.widgets.hidden import AMOUNT, HIDDEN, HIDING

BLACK = Color(0, 0, 0)


def drawn(*parts: str) -> str:
    return "".join(segment.text for segment in HIDING.apply([Segment(part) for part in parts], BLACK))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("¥1,234.50", "¥••••••••"),
        ("-¥0.01 of ¥12.00", "-¥•••• of ¥•••••"),
        ("12 × 134.90=1,618.88", "12 × ••••••=••••••••"),
        ("13.03% a year until 23:59 on 2026-12-10, 4/12", "13.03% a year until 23:59 on 2026-12-10, 4/12"),
        ("版本 1.2.34", "版本 1.2.34"),
        ("还 612.40，", "还 ••••••，"),
    ],
)
def test_each_digit_of_an_amount_is_a_dot_and_nothing_else_is(text, hidden):
    assert drawn(text) == hidden
    assert cell_len(hidden) == cell_len(text)


def test_a_figure_at_a_chart_is_hidden_where_it_says_that_it_is_an_amount():
    row = [Segment("  12k ", AMOUNT), Segment("▇▇ 12k")]
    assert [each.text for each in HIDING.apply(row, BLACK)] == ["  ••• ", "▇▇ 12k"]


def test_an_amount_in_pieces_is_hidden_whole_and_keeps_its_inks():
    bold = Style(bold=True)
    found = HIDING.apply([Segment("to pay 1,1"), Segment("90.9", bold), Segment("6 now")], BLACK)
    assert [(each.text, each.style) for each in found] == [("to pay •••", None), ("••••", bold), ("• now", None)]


@pytest.mark.parametrize("amount", ["¥1,190.96", "¥444.44", "¥11.11", "¥100,000,000.00"])
def test_of_big_digits_no_shape_is_left(amount):
    for row in big(amount, 99):
        hidden = drawn("  ", row, "  until 23:59")
        assert set(hidden.removesuffix("  until 23:59")) == {" ", HIDDEN}
        assert cell_len(hidden) == cell_len(row) + len("    until 23:59")


@pytest.mark.parametrize("chart", ["━━━╾────", "▁▂▃▄▅▆▇█", "▆▆▆▆▆▆", "█ █ █", "▄▄██████▄▄"])
def test_bars_and_charts_are_no_digits(chart):
    assert drawn(chart) == chart
