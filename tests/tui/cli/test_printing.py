"""Tables in a terminal."""

from rich.cells import cell_len

from tui.cli.printing import folded

ROWS = [
    ["id", "name", "days", "to pay", "ends"],
    ["huabei", "Huabei 花呗", "bill day 1, due day 10", "¥4,314.19", "2027-08-10"],
    ["cmb", "China Merchants Bank card 招行", "bill day 7, due day 25", "¥85.00", "2027-02-25"],
]


def test_a_row_whose_figures_have_no_room_goes_on_in_the_next_line_and_none_is_broken() -> None:
    assert folded(ROWS, frozenset({3}), 64) == [
        "id      name                            days",
        "     to pay  ends",
        "huabei  Huabei 花呗                     bill day 1, due day 10",
        "  ¥4,314.19  2027-08-10",
        "cmb     China Merchants Bank card 招行  bill day 7, due day 25",
        "     ¥85.00  2027-02-25",
    ]
    narrow = folded(ROWS, frozenset({3}), 34)
    assert all(cell_len(line) <= 34 for line in narrow)
    assert [line for line in narrow if "¥4,314.19  2027-08-10" in line]


def test_where_the_figures_have_room_a_row_is_one_line_however_long_the_text_behind_them_is() -> None:
    rows = [["2026-12-10", "¥34.91", "a long remark " * 9], ["2026-12-11", "¥4.91", ""]]
    assert len(folded(rows, frozenset({1}), 40)) == 2
