"""What is owed beside what comes in, in words that fit."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.bills.proportion import AllOwed, Proportion, Share, UntilPayday
from models.values.money import MAX_AMOUNT, yuan
from tui.run.language import language_of
from tui.words.proportion import (
    Piece,
    below_the_month,
    beside_income,
    highest_piece,
    highest_with,
    in_a_line,
    month_said,
    percent_said,
    sentences,
)

ENGLISH, CHINESE = language_of("en"), language_of("zh_CN")
NOVEMBER = date(2026, 11, 1)
AMOUNTS = st.integers(0, MAX_AMOUNT)
PAYDAY = UntilPayday(on=date(2026, 12, 10), next=date(2027, 1, 10), before=3_989_15, after=4_923_83)
SHARE = Share(NOVEMBER, 4_557_32, 12_000_00)
REPAID = Share(NOVEMBER, 4_557_32, 12_000_00, 602_52)
OWED = AllOwed(29_841_62, date(2028, 9, 30))


def plain(cells) -> str:
    return "".join(text for text, _ in cells)


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (Proportion(owed=OWED), ""),
        (Proportion(owed=OWED, left_over=1), ""),
        (Proportion(owed=AllOwed(0, None), until_payday=PAYDAY, share=SHARE), ""),
        (
            Proportion(owed=OWED, until_payday=PAYDAY),
            "by payday 12-10 ¥3,989.15, then ¥4,923.83 · owed ¥29,841.62 to 2028-09",
        ),
        (Proportion(owed=OWED, share=SHARE), "38% of income: watch · owed in all ¥29,841.62, last due 2028-09-30"),
        (
            Proportion(owed=OWED, share=REPAID),
            "38% of income, repaid included: watch · owed ¥29,841.62 to 2028-09",
        ),
        (
            Proportion(owed=OWED, until_payday=PAYDAY, share=REPAID),
            "38%: watch · by payday ¥3,989.15, then ¥4,923.83 · owed ¥29,841.62 to 2028-09",
        ),
        (
            Proportion(owed=OWED, until_payday=PAYDAY, share=SHARE),
            "38%: watch · by payday ¥3,989.15, then ¥4,923.83 · owed ¥29,841.62 to 2028-09",
        ),
    ],
)
def test_a_line_of_78_cells_says_what_is_known_and_is_empty_where_nothing_is(found: Proportion, line: str) -> None:
    assert plain(in_a_line(beside_income(found, ENGLISH), 78)) == line
    assert cell_len(plain(in_a_line(beside_income(found, CHINESE), 78))) <= 78


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.integers(0, 120), st.sampled_from([ENGLISH, CHINESE]))
def test_whatever_the_amounts_none_is_cut_and_no_line_is_too_wide(before, after, due, income, width, language) -> None:
    until = UntilPayday(on=PAYDAY.on, next=PAYDAY.next, before=before, after=after)
    share = Share(NOVEMBER, due, income)
    found = Proportion(owed=OWED, until_payday=until, share=share, highest=share, left_over=income - due)
    for pieces in (beside_income(found, language), *below_the_month(found, language)):
        cells = in_a_line(pieces, width)
        parts = [text for text, _ in cells if text != " · "]
        assert cell_len(plain(cells)) <= width
        assert all(text in each.forms for text, each in zip(parts, pieces, strict=False))
    said = " ".join(sentence for sentence, _ in sentences(found, language))
    assert all(yuan(each) in said for each in (before, after))


MILLIONS = st.integers(1, 9_999_999_99)


@given(MILLIONS, MILLIONS, MILLIONS, st.integers(0, 9_999_999_99), MILLIONS, st.sampled_from([ENGLISH, CHINESE]))
@example(9_999_999_99, 9_999_999_99, 9_999_999_99, 0, 9_999_999_99, ENGLISH)
@example(9_999_999_99, 9_999_999_99, 9_999_999_99, 0, 9_999_999_99, CHINESE)
@example(9_999_999_99, 9_999_999_99, 9_999_999_99, 1_00, 9_999_999_99, ENGLISH)
@example(9_999_999_99, 9_999_999_99, 9_999_999_99, 1_00, 9_999_999_99, CHINESE)
@example(9_999_999_99, 1_000_000_00, 1_000_000_00, 2_200_000_00, 1_000_000_00, ENGLISH)
def test_up_to_ten_million_all_that_is_owed_and_its_end_are_said_at_80_columns(
    owed, before, after, income, to_confirm, language
) -> None:
    until = UntilPayday(on=PAYDAY.on, next=PAYDAY.next, before=before, after=after, to_confirm=to_confirm)
    share = Share(NOVEMBER, before, income)
    found = Proportion(owed=AllOwed(owed, date(2028, 9, 30)), until_payday=until, share=share)
    line = plain(in_a_line(beside_income(found, language), 78))
    assert f"{yuan(owed)} " in line
    assert "2028-09" in line
    assert yuan(before) in line
    assert yuan(after) in line
    assert cell_len(line) <= 78


def test_from_100_000_owed_the_end_is_said_as_well() -> None:
    until = UntilPayday(on=PAYDAY.on, next=PAYDAY.next, before=12_989_15, after=14_923_83)
    found = Proportion(owed=AllOwed(129_841_62, date(2028, 9, 30)), until_payday=until, share=SHARE)
    line = plain(in_a_line(beside_income(found, ENGLISH), 78))
    assert line == "38%: watch · by payday ¥12,989.15, then ¥14,923.83 · ¥129,841.62 to 2028-09"


def test_the_first_pieces_are_said_at_length_rather_than_the_last() -> None:
    pieces = (Piece("aaaa", "a"), Piece("bbbb", "b"), Piece("cccc", "c"))
    lines = [plain(in_a_line(pieces, width)) for width in (18, 17, 12, 9, 8, 1, 0)]
    assert lines == ["aaaa · bbbb · cccc", "aaaa · bbbb · c", "aaaa · b · c", "a · b · c", "a · b", "a", ""]


def test_where_there_is_no_room_for_its_month_all_that_is_owed_is_still_said() -> None:
    until = UntilPayday(on=date(2026, 12, 31), next=date(2027, 1, 31), before=1_527_00, after=2_545_00)
    found = Proportion(
        owed=AllOwed(15_270_00, date(2027, 5, 10)), until_payday=until, share=Share(NOVEMBER, 2_540_00, 2_000_00)
    )
    lines = [plain(in_a_line(beside_income(found, CHINESE), width)) for width in (70, 61)]
    assert [each.rpartition(" · ")[2] for each in lines] == ["¥15,270.00 到 2027-05", "共待还 ¥15,270.00"]


def test_what_may_be_due_besides_until_the_payday_stands_in_the_line_too() -> None:
    until = UntilPayday(on=PAYDAY.on, next=PAYDAY.next, before=1_527_00, after=2_545_00, to_confirm=1_018_00)
    pieces = beside_income(Proportion(owed=OWED, until_payday=until), ENGLISH)
    assert plain(in_a_line(pieces, 90)).startswith("by payday 12-10 ¥1,527.00–2,545.00, then ¥2,545.00 · owed ")
    assert plain(in_a_line(pieces, 70)) == "by payday ¥1,527.00+, then ¥2,545.00 · owed ¥29,841.62 to 2028-09"


def test_a_month_is_called_by_its_name_until_the_same_comes_again() -> None:
    months = (NOVEMBER, date(2027, 10, 1), date(2027, 11, 1))
    assert [month_said(each, NOVEMBER, ENGLISH) for each in months] == ["Nov", "Oct", "2027-11"]
    assert [month_said(each, NOVEMBER, CHINESE) for each in months] == ["11 月", "10 月", "2027-11"]


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
@given(month=st.dates(NOVEMBER, date(2030, 1, 1)), due=st.integers(0, 10**7), width=st.integers(8, 40))
def test_nowhere_can_a_month_and_its_share_be_read_as_a_time(language, month, due, width) -> None:
    share = Share(month.replace(day=1), due, 10_000)
    piece = highest_piece(share, NOVEMBER, language)
    for said in (*piece.forms, highest_with(share, NOVEMBER, language, width)[0]):
        assert not re.search(r"(?<!-)\b\d{1,2} ?[:：] ?\d", said), said


@pytest.mark.parametrize(
    ("due", "income", "width", "said"),
    [
        (45, 100, 15, "Dec 45% warning"),
        (45, 100, 14, "Dec warning"),
        (120, 100, 15, "Dec 120% alarm"),
        (99_999, 1, 15, "Dec >999% alarm"),
        (1, 0, 15, "Dec alarm"),
    ],
)
def test_in_a_column_the_month_and_the_mark_are_said_before_the_figure(due, income, width, said) -> None:
    assert highest_with(Share(date(2026, 12, 1), due, income), NOVEMBER, ENGLISH, width)[0] == said


def test_a_share_over_999_per_cent_says_no_more_than_that() -> None:
    assert [percent_said(Share(NOVEMBER, due, 100)) for due in (999, 1_000, 10**9)] == ["999%", ">999%", ">999%"]
