"""Text in terminal cells: a Chinese character takes two, amounts and dates are never cut."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.values.text import clean
from tui.terminal.cells import FIGURE, Cells, columns, cut, cut_line, fit, flow, line_len, right, wrap

mixed = st.text(st.sampled_from("aZ 9.小米手环花呗，。（）🙂é…·—¥") | st.characters(), max_size=40)
words = st.text(st.sampled_from("aZ 9.小米手环花呗，。"), max_size=60)


@given(mixed, st.integers(0, 60))
def test_fit_gives_exactly_the_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(mixed, st.integers(0, 60))
def test_fit_shows_the_whole_text_where_it_has_room_and_marks_the_cut_where_not(text: str, width: int) -> None:
    fitted = fit(text, width)
    if cell_len(clean(text)) <= width:
        assert fitted.rstrip(" ") == clean(text).rstrip(" ")
    elif width:
        assert fitted.rstrip(" ").endswith("…")
        assert clean(text).startswith(fitted.rstrip(" ")[:-1].rstrip())


@given(mixed, st.integers(0, 60))
def test_cut_never_takes_more_than_the_width(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width


def test_a_cut_never_splits_a_chinese_character() -> None:
    assert cut("小米手环", 8) == "小米手环"
    assert cut("小米手环", 7) == "小米手…"
    assert cut("小米手环", 6) == "小米…"
    assert fit("小米手环", 6) == "小米… "
    assert fit("小米", 6) == "小米  "


@given(
    st.lists(st.sampled_from(["¥1,190.96 ", "11-25 ", "2026-11-25", " 小米 ", "Pro 14", "4/12"]), max_size=6),
    st.integers(0, 40),
)
def test_what_is_left_of_a_text_has_no_part_of_an_amount_or_a_date(parts: list[str], width: int) -> None:
    text = "".join(parts)
    kept = len(cut(text, width).removesuffix("…"))
    if kept < len(text.rstrip()):
        assert not [each for each in FIGURE.finditer(text) if each.start() < kept < each.end()]


@given(st.lists(st.tuples(mixed.map(clean), st.sampled_from(["", "dim"])), max_size=4).map(tuple), st.integers(1, 60))
def test_a_line_is_cut_as_its_text_is_and_keeps_its_inks(line: Cells, width: int) -> None:
    text, left = "".join(part for part, _ in line), cut_line(line, width)
    if line_len(left) == line_len(line):
        assert cell_len(text.rstrip()) <= width
    else:
        assert "".join(part for part, _ in left) == cut(text, width)
    inks = [ink for part, ink in line for _ in part]
    assert [ink for part, ink in left for _ in part] == inks[: sum(len(part) for part, _ in left)]


def test_what_steers_a_terminal_is_not_fitted() -> None:
    assert "\x1b" not in fit("a\x1b[2Jb", 10)


@given(st.text("0123456789-¥,.", max_size=30), st.integers(0, 40))
def test_what_stands_right_is_never_cut(text: str, width: int) -> None:
    placed = right(text, width)
    assert placed.lstrip(" ") == text
    assert cell_len(placed) == max(width, cell_len(text))


@given(words, st.integers(20, 80), st.integers(0, 6))
def test_wrapping_keeps_every_word_within_the_width(text: str, width: int, indent: int) -> None:
    assume(all(cell_len(word) <= width - indent - 2 for word in text.split()))
    lines = wrap(text, width, indent)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(st.tuples(words, words, words).map(lambda row: [clean(cell) for cell in row]), min_size=1, max_size=8))
def test_columns_line_up(rows: list[list[str]]) -> None:
    lines = columns(rows, frozenset({1}))
    assert len(lines) == len(rows)
    first, second = (max(cell_len(row[index]) for row in rows) for index in (0, 1))
    for line, row in zip(lines, rows, strict=True):
        head = f"{row[0]}{' ' * (first - cell_len(row[0]))}  {' ' * (second - cell_len(row[1]))}{row[1]}"
        assert line == f"{head}  {row[2]}".rstrip()


def test_no_rows_make_no_lines() -> None:
    assert columns([], frozenset()) == []


PIECES = st.lists(
    st.lists(st.tuples(words.map(clean), st.sampled_from(["", "dim"])), max_size=3).map(tuple), max_size=6
)


@given(PIECES, st.integers(4, 80))
def test_what_flows_is_whole_and_within_the_width(pieces: list[Cells], width: int) -> None:
    lines = ["".join(text for text, _ in line) for line in flow(pieces, width)]
    assert all(cell_len(line.rstrip()) <= width for line in lines)
    whole = "".join(text for piece in pieces for text, _ in piece)
    assert "".join("".join(lines).split()) == "".join(whole.split())


@given(st.lists(st.text("0123456789-¥,.", min_size=1, max_size=18), min_size=1, max_size=6), st.integers(20, 60))
def test_a_date_or_an_amount_that_flows_stands_on_one_line(figures: list[str], width: int) -> None:
    lines = ["".join(text for text, _ in line) for line in flow([((each, ""),) for each in figures], width)]
    assert " ".join(lines).split() == figures


def test_a_piece_goes_to_the_next_line_where_it_does_not_fit() -> None:
    pieces: list[Cells] = [
        (("花呗", "accent"),),
        (("to pay ", "dim"), ("¥1.00", "bold")),
        (("", "dim"),),
        (("late", ""),),
    ]
    assert flow(pieces, 18) == [
        (("花呗", "accent"), ("  ", ""), ("to pay ", "dim"), ("¥1.00", "bold")),
        (("  ", ""), ("late", "")),
    ]


@given(st.text(st.sampled_from("小米手环花呗还款入口「」（），。：9¥%aZ第步"), max_size=60), st.integers(24, 60))
def test_a_line_of_chinese_neither_begins_with_what_closes_nor_ends_with_what_opens(text: str, width: int) -> None:
    assume(not re.search(r"[^小米手环花呗还款入口]{8}", text))  # what clings together fits into a line
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert not [line for line in lines[1:] if line[0] in "」），。：%"]
    assert not [line for line in lines[:-1] if line[-1] in "「（¥第"]


def test_a_number_stays_with_what_it_counts_and_a_quotation_with_its_marks() -> None:
    assert wrap("停在第 2 步「还款入口」。要接着走吗？", 22) == ["停在第 2 步「还款入", "口」。要接着走吗？"]
    assert wrap("停在第 2 步「还款入口」。要接着走吗？", 9) == [
        "停在",
        "第 2 步",
        "「还款入",
        "口」。",
        "要接着走",
        "吗？",
    ]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (
            "Mi Finance 小米金融 / Mi Wallet 小米钱包 / Airstar",
            36,
            ["Mi Finance 小米金融 / Mi Wallet", "小米钱包 / Airstar"],
        ),
        ("绑定的储蓄卡、微信支付、支付宝、余额", 28, ["绑定的储蓄卡、微信支付、", "支付宝、余额"]),
        ("余下 ¥34.91 未还，过了还款日有利息", 24, ["余下 ¥34.91 未还，", "过了还款日有利息"]),
        ("小米，小米电视小米电视小米电视", 12, ["小米，小米电", "视小米电视小", "米电视"]),
    ],
    ids=["a name", "a name in a list", "a clause", "not where half of a line would be empty"],
)
def test_what_begins_just_before_the_end_of_a_line_goes_to_the_next_one_whole(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrap(text, width) == lines


def test_a_path_that_no_line_has_room_for_is_broken_and_not_cut() -> None:
    assert wrap("no ledger at /home/someone/ledger.json yet", 12) == [
        "no ledger at",
        "/home/someon",
        "e/ledger.jso",
        "n yet",
    ]
