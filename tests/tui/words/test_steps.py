"""The steps of a checklist as lines: what is done, where one is, and what comes."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.words.steps import steps_so_far, to_come

NAMES = ("打开官方 App", "找到还款入口", "核对金额", "选择支付方式", "付款并记录")
PATH = "我的 › 花呗 › 还款 › 本期账单"
AMOUNT = "1,190.96 · 14:03 看过，今天有效"


def read(done: tuple[str, ...], width: int) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in steps_so_far(NAMES, done, width)]


def test_what_was_answered_stands_under_each_other_and_the_open_step_is_marked() -> None:
    assert read(("支付宝", PATH, AMOUNT), 76) == [
        "✓ 1 打开官方 App  支付宝",
        "✓ 2 找到还款入口  我的 › 花呗 › 还款 › 本期账单",
        "✓ 3 核对金额      1,190.96 · 14:03 看过，今天有效",
        "▸ 4 选择支付方式",
    ]
    assert [line for ((line, _),) in to_come(NAMES, 4)] == ["  5 付款并记录"]


def test_in_a_narrow_pane_the_amount_and_its_hour_stay_whole_and_what_goes_is_marked() -> None:
    assert read(("支付宝", PATH, AMOUNT), 36)[1:3] == [
        "✓ 2 找到还款入口  我的 › 花呗 › 还…",
        "✓ 3 核对金额      1,190.96 · 14:03 …",
    ]
    assert read(("支付宝", PATH, AMOUNT), 35)[2:4] == [
        "✓ 3 核对金额",
        "    1,190.96 · 14:03 看过，今天有效",
    ]
    assert read(("支付宝", PATH, "1,190.96 → 400.00 · 14:03 看过，今天有效"), 35)[2:4] == [
        "✓ 3 核对金额",
        "    1,190.96 → 400.00 ·",
    ]


def test_a_step_whose_name_says_all_says_no_more() -> None:
    assert read(("", ""), 60)[0] == "✓ 1 打开官方 App"


@given(
    st.lists(st.sampled_from(("", "支付宝", PATH, AMOUNT, "1,190.96 → 400.00 · 11-21 14:03 看过")), max_size=5),
    st.integers(30, 100),
)
def test_no_line_is_too_wide_and_no_amount_and_no_hour_is_cut(done: list[str], width: int) -> None:
    rows = read(tuple(done), width)
    assert all(cell_len(row) <= width for row in rows)
    for figure in ("1,190.96", "14:03"):
        assert sum(figure in row for row in rows) == sum(figure in each for each in done)
