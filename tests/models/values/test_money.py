import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.message import Problem
from models.values.money import AMOUNT_MARKS, MAX_AMOUNT, parse_amount, plain, times, yuan

AMOUNTS = st.integers(0, MAX_AMOUNT)
RATES = st.decimals(0, 2, places=6)


@given(AMOUNTS)
def test_every_amount_is_read_back_to_the_fen(fen):
    for written in (plain(fen), yuan(fen), f"{plain(fen)}元", f" {yuan(fen)} "):
        assert parse_amount(written) == fen


@given(AMOUNTS)
def test_full_width_figures_are_read(fen):
    wide = plain(fen).translate({ord(c): ord(c) - 0x20 + 0xFF00 for c in "0123456789."})
    assert parse_amount(wide) == fen


@given(AMOUNTS, st.sampled_from("。．｡"))
def test_the_full_stop_of_a_chinese_input_method_is_a_decimal_point(fen, stop):
    for written in (plain(fen), yuan(fen), f"{plain(fen)}元"):
        assert parse_amount(written.replace(".", stop)) == fen


@pytest.mark.parametrize("text", ["。50", "50。", "5。0。0", "50。001", "。"])
def test_a_full_stop_that_stands_between_no_two_figures_is_refused(text):
    with pytest.raises(Problem):
        parse_amount(text)


@given(AMOUNTS)
def test_an_amount_below_zero_is_written_with_its_sign_first(fen):
    assert plain(-fen - 1) == "-" + plain(fen + 1)
    assert yuan(-fen - 1) == "-" + yuan(fen + 1)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("612.40", 61_240),
        ("612.4", 61_240),
        ("612", 61_200),
        ("1,234.50", 123_450),
        ("¥ 1,234.50", 123_450),
        ("￥1234.50", 123_450),
        ("1234.50 元", 123_450),
        ("RMB1234.5", 123_450),
        ("1234.5 RMB", 123_450),
        ("cny 1,234.50", 123_450),
        ("人民币1234.50元", 123_450),
        ("1234.50块", 123_450),
        ("1234.5000", 123_450),
        ("1234.500", 123_450),
        ("0.500", 50),
        ("1.234,50", 123_450),
        ("1.234.567,8", 123_456_780),
        ("1\u00a0234.50", 123_450),
        ("\ufeff1\u200b234\u00ad.50\u200e", 123_450),
        ("0", 0),
        ("007", 700),
        ("100,000,000.00", MAX_AMOUNT),
    ],
)
def test_amounts_as_people_write_them(text, fen):
    assert parse_amount(text) == fen


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "missing"),
        ("  ", "missing"),
        ("¥", "missing"),
        ("元", "missing"),
        ("-5", "negative"),
        ("¥-5.00", "negative"),
        ("-¥5.00", "negative"),
        ("－5", "negative"),
        ("1.005", "1.005 may be 1.005 or 1,005"),
        ("134.900", "134.900 may be 134.900 or 134,900"),
        ("0.005", "parts of a fen"),
        ("1234.567", "parts of a fen"),
        ("1,234.567", "parts of a fen"),
        ("1e3", "not an amount"),
        ("NaN", "not an amount"),
        ("Infinity", "not an amount"),
        ("1_000", "not an amount"),
        ("٣", "not an amount"),
        ("0,234", "0,234 may be 0.234 or 234"),
        ("1.234,567", "parts of a fen"),
        ("12,34,567", "not an amount"),
        ("1,2345", "not an amount"),
        ("1 234", "not an amount"),
        ("+5", "not an amount"),
        (".5", "not an amount"),
        ("5.", "not an amount"),
        ("5.1.2", "not an amount"),
        ("$5", "not an amount"),
        ("612.40元/期", "not an amount"),
        ("100000000.01", "over ¥100,000,000.00"),
        (str(10**15), "over ¥100,000,000.00"),
        ("9" * 5000, "over ¥100,000,000.00"),
    ],
)
def test_what_is_no_amount_is_refused_and_said_to_be_so(text, said):
    with pytest.raises(Problem, match=said):
        parse_amount(text)


def test_a_refusal_shows_the_text_without_what_steers_a_terminal():
    with pytest.raises(Problem) as refused:
        parse_amount("5\x1b[31m" + "x" * 100)
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 100


@given(st.text())
def test_any_text_is_an_amount_or_a_problem(text):
    try:
        assert 0 <= parse_amount(text) <= MAX_AMOUNT
    except Problem as problem:
        assert str(problem)


@given(AMOUNTS, RATES)
def test_a_rate_is_applied_exactly_and_rounded_once_half_up(fen, rate):
    exact = Fraction(fen) * Fraction(rate)
    assert -Fraction(1, 2) < times(fen, rate) - exact <= Fraction(1, 2)


def test_half_a_fen_is_rounded_up():
    assert times(50, Decimal("0.01")) == 1
    assert times(49, Decimal("0.01")) == 0


@given(AMOUNTS, st.sampled_from([",.", ".,"]), st.booleans())
def test_thousands_and_decimals_may_be_written_either_way_round(fen, signs, grouped):
    thousands, decimals = signs
    whole = f"{fen // 100:,}".replace(",", thousands) if grouped else str(fen // 100)
    written = f"{whole}{decimals}{fen % 100:02d}"
    assert parse_amount(written) == fen
    assert re.fullmatch(AMOUNT_MARKS, written)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("492,62", 49_262),
        ("492，62", 49_262),
        ("￥492,6元", 49_260),
        ("￥ 1,499", 149_900),
        ("0,50", 50),
        ("1234,50", 123_450),
        ("134,9000", 13_490),
        ("1,234", 123_400),
        ("1.234,5", 123_450),
        ("1.234.567", 123_456_700),
        ("1,234,567.89", 123_456_789),
    ],
)
def test_what_can_only_be_one_amount_is_read_as_that(text, fen):
    assert parse_amount(text) == fen
    assert re.fullmatch(AMOUNT_MARKS, text)


@pytest.mark.parametrize("text", ["12,34,56", "1,23,456.00", "1,234,56", "1.234.56", "1234.567,89", "1,2345", ",50"])
def test_signs_that_neither_group_nor_begin_decimals_are_refused(text):
    with pytest.raises(Problem):
        parse_amount(text)


@pytest.mark.parametrize("text", ["b", "12a", "1-", "1+1", "１x", "十"])
def test_a_letter_or_a_sign_is_in_no_amount(text):
    assert not re.fullmatch(AMOUNT_MARKS, text)
