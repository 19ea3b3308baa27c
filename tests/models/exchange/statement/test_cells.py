"""The cells of statements, as apps, banks and spreadsheets write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.statement.card import day_in
from models.exchange.statement.cells import (
    given_back,
    label_in,
    last4_in,
    number_in,
    parse_moment,
    parse_signed,
    period_in,
)
from models.values.message import Problem
from models.values.money import plain


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("28.16", "28.16"),
        ("¥28.16", "28.16"),
        ("￥28.16", "28.16"),
        (" 28.16          \t", "28.16"),
        ("1,234.50", "1234.50"),
        ("-8,000.00", "-8000.00"),
        ("¥-8,000.00", "-8000.00"),
        ("-¥8,000.00", "-8000.00"),
        ("\u2212268.00", "-268.00"),
        ("8,000.00(CN)", "8000.00"),
        ("-1.23(CN)", "-1.23"),
        ("131.77(已退款89.84)", "131.77"),
        ("468.32（已全额退款）", "468.32"),
        ("CNY 666.60", "666.60"),
        ("CNY13.50", "13.50"),
        ('="12.00"', "12.00"),
        ("268", "268.00"),
        ("１２．５０", "12.50"),
    ],
)
def test_an_amount_is_read_with_its_sign_and_without_its_note(cell: str, amount: str) -> None:
    assert plain(parse_signed(cell).fen) == amount


@pytest.mark.parametrize(
    "cell",
    ["", "/", "twelve", "1-2", "1.2.3", "4,6", "1,2345", "1.234,50", "12.345", "268.00-", "9" * 600, "(", "1(2(3))"],
)
def test_what_is_no_amount_is_refused(cell: str) -> None:
    with pytest.raises(Problem):
        parse_signed(cell)


@pytest.mark.parametrize(
    ("note", "back"),
    [
        ("已退款89.84", "89.84"),
        ("已全额退款", "131.77"),
        ("已退款(￥12.00)", "12.00"),
        ("已退款￥12", "12.00"),
        ("已退款999.00", "131.77"),
        ("CN", "0.00"),
        ("支付成功", "0.00"),
        ("", "0.00"),
    ],
)
def test_a_note_says_what_went_back_and_never_more_than_there_was(note: str, back: str) -> None:
    assert plain(given_back(131_77, note)) == back


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("花呗主动还款-2026年09月账单", "2026-09-01"),
        ("自动还款-花呗|信用购2026年11月账单", "2026-11-01"),
        ("【美团月付】主动还款2025年3月账单", "2025-03-01"),
        ("花呗主动还款", None),
        ("花呗主动还款-2026年13月账单", None),
        ("2026年09月的面", None),
    ],
)
def test_a_label_is_the_month_of_a_bill(text: str, month: str | None) -> None:
    assert label_in(text) == (month and date.fromisoformat(month))


@pytest.mark.parametrize(
    ("text", "paid", "month"),
    [
        ("花呗主动还款-11月账单", "2026-10-25", "2026-11-01"),
        ("花呗主动还款-1月份账单", "2026-12-20", "2027-01-01"),
        ("花呗自动还款-12月账单", "2027-01-02", "2026-12-01"),
        ("花呗自动还款-2025年12月账单", "2027-01-02", "2025-12-01"),
        ("花呗自动还款-2026年13月账单", "2027-01-02", None),
        ("花呗自动还款-13月账单", "2027-01-02", None),
        ("花呗自动还款", "2027-01-02", None),
    ],
)
def test_a_label_without_a_year_is_the_nearest_month_of_that_name(text: str, paid: str, month: str | None) -> None:
    assert label_in(text, date.fromisoformat(paid)) == (month and date.fromisoformat(month))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("招商银行储蓄卡(8705)", "8705"),
        ("招商银行信用卡（尾号1234）", "1234"),
        ("尾号为1356的信用卡", "1356"),
        ("2026年", ""),
        ("储蓄卡(12345)", ""),
    ],
)
def test_the_last_four_digits_of_a_card(text: str, digits: str) -> None:
    assert last4_in(text) == digits


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("银联分期00000000000/10/12期", (10, 12)),
        ("分期还款 本金 第2/12期", (2, 12)),
        ("分期付款 第10期/共12期", (10, 12)),
        ("消费分期 第10期，共12期", (10, 12)),
        ("账单分期 共12期第10期", (10, 12)),
        ("10期/12期", (10, 12)),
        ("商户分期（10/12）", (10, 12)),
        ("商户（10/12）", None),
        ("分12期", None),
        ("1/06期", (1, 6)),
        ("13/12期", None),
        ("0/12期", None),
        ("12期", None),
    ],
)
def test_the_period_of_an_instalment(text: str, period: tuple[int, int] | None) -> None:
    assert period_in(text) == period


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("2026111029020999060000005\t", "2026111029020999060000005"),
        ("'4200000069", "4200000069"),
        ('="4200000069"', "4200000069"),
        ("4.20000006920261E+27", ""),
        ("2611120119_R1 张三", "2611120119_R1"),
        ("张三", ""),
        ("/", ""),
        (" ", ""),
    ],
)
def test_a_number_without_the_marks_of_spreadsheets(cell: str, number: str) -> None:
    assert number_in(cell) == number


@pytest.mark.parametrize(
    ("cell", "at", "timed"),
    [
        ("2026-10-24 18:36:44\t", "2026-10-24T18:36:44+08:00", True),
        ("2026/10/24 18:36", "2026-10-24T18:36:00+08:00", True),
        ("2026-10-24 00:00:00", "2026-10-24T00:00:00+08:00", True),
        ("2026-10-24", "2026-10-24T00:00:00+08:00", False),
        ("46319.7755092593", "2026-10-24T18:36:44+08:00", True),
        ("46319", "2026-10-24T00:00:00+08:00", False),
    ],
)
def test_a_moment_is_the_institution_s_and_says_whether_it_has_a_time(cell: str, at: str, timed: bool) -> None:
    found, known = parse_moment(cell)
    assert (found.isoformat(), known) == (at, timed)


@given(st.dates(date(2020, 3, 1), date(2030, 12, 31)), st.integers(0, 360))
def test_a_day_without_a_year_is_the_latest_that_is_not_after_the_last(last: date, back: int) -> None:
    day = last - timedelta(days=back)
    if (day.month, day.day) != (2, 29):
        assert day_in(f"{day.month:02}/{day.day:02}", last) == day


def test_a_day_that_a_spreadsheet_put_into_the_year_of_today_is_put_back() -> None:
    assert day_in("2027-12-24", date(2027, 1, 31)) == date(2026, 12, 24)
    assert day_in("2027-01-31", date(2027, 1, 31)) == date(2027, 1, 31)


def test_no_day_is_made_of_what_is_none() -> None:
    for cell in ("13/01", "02/30", "", "x"):
        with pytest.raises(Problem):
            day_in(cell, date(2026, 11, 22))
