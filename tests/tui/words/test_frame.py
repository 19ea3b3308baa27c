"""The rules around a pane, and the month above them: as wide as the screen, and no figure in them is cut."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.bills.overview import MonthSum, Overview
from models.values.money import MAX_AMOUNT, grouped
from screenshots import make
from tui.words.frame import Tab, rule, under
from tui.words.month_line import month_line

AMOUNTS = st.integers(0, MAX_AMOUNT)
WORDS = st.text("ab 小米", min_size=1, max_size=20)


def plain(cells) -> str:
    return "".join(text for text, _ in cells)


@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=4), st.lists(WORDS, max_size=3), st.integers(0, 90))
def test_a_rule_is_as_wide_as_its_pane_and_its_end_is_whole_or_not_there(titles, ends, width) -> None:
    tabs = [Tab(words, here=here) for words, here in titles]
    line = plain(rule([tabs] if tabs else [], [((each, "dim"),) for each in ends], width))
    assert cell_len(line) == width
    shown = line.rpartition("─ ")[2] if line.endswith(" ─") else ""
    assert not shown or tabs or shown.removesuffix(" ─") in " ".join(ends)


@given(st.lists(WORDS, max_size=3), st.integers(1, 60))
def test_what_stands_in_the_rule_below_is_whole(texts, width) -> None:
    line = plain(under([((each, ""),) for each in texts], width))
    assert cell_len(line) == width
    assert not line.strip("─") or any(line.startswith(f"─ {each} ─") for each in texts)


def test_titles_that_do_not_touch_the_one_with_the_keyboard_have_the_rule_between_them() -> None:
    tabs = [Tab("1 a", here=True), Tab("2 b"), Tab("3 c")]
    end = (("4/14", ""),)
    assert plain(rule([tabs, tabs[:1]], [end], 30)) == "─ 1 a  2 b ─ 3 c ────── 4/14 ─"
    assert plain(rule([tabs, tabs[:1]], [end], 20)) == "─ 1 a ─────── 4/14 ─"
    assert plain(rule([tabs, tabs[:1]], [end], 10)) == "─ 1 a ────"


def test_the_first_words_of_the_end_give_way_before_a_title_does() -> None:
    tabs = [Tab("1 a", here=True), Tab("2 b"), Tab("3 c")]
    ends = [((words, ""),) for words in ("sample · by day · 4/14", "by day · 4/14", "4/14")]
    assert plain(rule([tabs, tabs[:1]], ends, 36)) == "─ 1 a  2 b ─ 3 c ─── by day · 4/14 ─"
    assert plain(rule([tabs, tabs[:1]], ends, 32)) == "─ 1 a ─ sample · by day · 4/14 ─"


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.integers(0, 30), st.integers(1, 260), st.sampled_from(make.LANGUAGES))
def test_no_amount_of_the_month_is_cut(due, paid, overdue, elsewhere, late, width, language) -> None:
    month = MonthSum(date(2026, 11, 1), due, min(due, paid))
    found = Overview(month=month, overdue=overdue, late=late, next=None, months=(month,), elsewhere=elsewhere)
    with make.session(language) as session:
        line = plain(month_line(found, [((f"owed {grouped(overdue)}", "dim"),)], session, width))
    assert cell_len(line) == width
    figures = {grouped(each) for each in (due, month.paid, due - month.paid, overdue, elsewhere, found.repaid)}
    numbers = {each for each in line.replace("¥", " ").split() if each[-3:-2] == "."}
    assert numbers <= figures
    if width >= 100 and max(due, paid, overdue, elsewhere) < 100_000_00 and due:
        assert grouped(due - month.paid) in numbers
        assert not late or grouped(overdue) in numbers


@pytest.mark.parametrize("language", make.LANGUAGES)
def test_where_nothing_is_late_and_there_is_room_all_that_is_owed_stands_at_the_end(language: str) -> None:
    month = MonthSum(date(2026, 11, 1), 100_00, 40_00)
    found = Overview(month=month, overdue=0, next=None, months=(month,))
    with make.session(language) as session:
        lines = [plain(month_line(found, [(("owed 1.00", ""),)], session, width)) for width in (80, 50)]
    assert [each.rstrip().endswith("owed 1.00") for each in lines] == [True, False]
    assert all("60.00" in each for each in lines)
