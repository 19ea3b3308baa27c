from datetime import date, datetime

import pytest

from models.values.message import Problem
from models.values.typed import parse_count, parse_date, parse_flag, parse_local_time


@pytest.mark.parametrize(
    "text",
    [
        *("2026-12-05", "2026/12/05", "2026-12-5", "2026/12/5", "2026.12.5", "20261205", " ２０２６－１２－０５ "),
        *(
            "2026年12月5日",
            "2026年12月05日",
            "2026 年 12 月 5 日",
            "2026年12月5号",
            "2026年12月5日星期六",
            "2026-12-05 (周六)",
        ),
        *("2026-12-05 00:00:00", "2026-12-05T00:00", "2026/12/5 0:00", "2026-12-05 00:00:00.000"),
        *("2026-12\u200b-05", "\ufeff2026-12-05", "2026\u00a0年12月5日\u00a0", "20\u00ad26-12-05\u200e"),
    ],
)
def test_a_date_is_read_with_the_year_first(text: str) -> None:
    assert parse_date(text) == date(2026, 12, 5)


def test_a_month_may_have_one_digit() -> None:
    assert {parse_date(text) for text in ("2026-1-05", "2026/1/5", "2026年1月5日")} == {date(2026, 1, 5)}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("26-12-10", "four digits"),
        ("26年12月10日", "four digits"),
        ("10/12/26", "four digits"),
        ("10/12/2026", "may be 2026-10-12 or 2026-12-10"),
        ("01-02-2026", "may be 2026-01-02 or 2026-02-01"),
        ("31/31/2026", "there is no date"),
        ("20261310", "there is no date"),
        ("2026-12-10 星期五", "names a weekday that the date does not have"),
        ("2026-02-30", "there is no date 2026-02-30"),
        ("2026-13-01", "there is no date"),
        ("2026-00-01", "there is no date"),
        ("0000-01-01", "there is no date"),
        ("1999-12-31", "not between 2000-01-01 and 2099-12-31"),
        ("2026-12-10 00:01", "has a time of day"),
        ("", "a date is missing; write it like 2026-12-10"),
        ("  ", "a date is missing; write it like 2026-12-10"),
        ("2026-12/10", "is not a date"),
        ("2026.12-10", "is not a date"),
        ("2026121", "is not a date"),
        ("2026-12-10Z", "is not a date"),
        ("2026-W50-4", "is not a date"),
        ("next friday", "is not a date"),
        ("२०२६-१२-१०", "is not a date"),
        ("\x1b[2J", "is not a date"),
    ],
)
def test_a_date_that_could_be_another_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(Problem, match=reason) as caught:
        parse_date(text)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("text", ["13/02/2026", "13.02.2026", "02/13/2026", "13-2-2026"])
def test_a_date_with_the_year_last_is_read_where_it_can_only_be_one(text: str) -> None:
    assert parse_date(text) == date(2026, 2, 13)
    assert parse_date("11/11/2026") == date(2026, 11, 11)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-11", datetime(2026, 11, 11)),
        ("2026-11-11 20:05", datetime(2026, 11, 11, 20, 5)),
        ("2026-11-11T20:05:30", datetime(2026, 11, 11, 20, 5, 30)),
        ("2026/11/11  9:05", datetime(2026, 11, 11, 9, 5)),
        ("2026年11月11日 20：05", datetime(2026, 11, 11, 20, 5)),
        ("2026.11.11\u00a020:05:30.000", datetime(2026, 11, 11, 20, 5, 30)),
        ("20261111 20:05", datetime(2026, 11, 11, 20, 5)),
        ("2026-11-11 00:00:00", datetime(2026, 11, 11)),
    ],
)
def test_a_purchase_has_a_date_and_may_have_a_local_time(text: str, moment: datetime) -> None:
    assert parse_local_time(text) == moment
    assert parse_local_time(text).tzinfo is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-11-11T20:05Z", "time zone"),
        ("2026-11-11T20:05:30+08:00", "time zone"),
        ("2026-11-11 20:05 +0800", "time zone"),
        ("2026-11-11 20:05 CST", "time zone"),
        ("2026-11-11T20:05:30[Asia/Shanghai]", "time zone"),
        ("2026-11-11 08:05 PM", "24 hours"),
        ("2026-11-11 24:00", "no time of day"),
        ("2026-11-11 20:60", "no time of day"),
        ("2026-11-11 20:5", "not a date and time"),
        ("2026-11-11 20:05:30.5", "not a date and time"),
        ("10/11/2026 20:05", "may be 2026-10-11 or 2026-11-10"),
        ("20:05", "is not a date"),
        ("now", "is not a date"),
    ],
)
def test_a_time_with_a_zone_or_a_doubt_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(Problem, match=reason):
        parse_local_time(text)


@pytest.mark.parametrize(
    ("text", "count"), [("12", 12), ("１２", 12), (" 06 ", 6), ("0", 0), ("12.0", 12), ("1\u200b2", 12)]
)
def test_a_count_is_a_whole_number_in_digits(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize("text", ["", "12.5", "-1", "+1", "1e2", "1_000", "十二", "12期", "१२", "1 2", "9" * 5000])
def test_everything_else_is_no_count(text: str) -> None:
    with pytest.raises(Problem, match="not a whole number"):
        parse_count(text)


def test_a_flag_is_true_or_false_also_as_spreadsheets_write_it() -> None:
    assert [parse_flag(text) for text in ("true", "TRUE", "是", "1", "yes")] == [True] * 5
    assert [parse_flag(text) for text in ("false", "FALSE", "否", "0", "no")] == [False] * 5
    with pytest.raises(Problem, match="neither true nor false"):
        parse_flag("maybe")
