"""Dates as people say them of a purchase: the latest one that fits, never one in the future."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.message import Problem
from models.values.spoken_date import instant_typed, spelt_out, spelt_out_from
from models.values.typed import parse_local_time

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("today", "2026-11-25"),
        (" Today ", "2026-11-25"),
        ("今天", "2026-11-25"),
        ("yesterday", "2026-11-24"),
        ("昨天", "2026-11-24"),
        ("前天", "2026-11-23"),
        ("大前天", "2026-11-22"),
        ("3天前", "2026-11-22"),
        ("3 days ago", "2026-11-22"),
        ("11-11", "2026-11-11"),
        ("11/11", "2026-11-11"),
        ("11.11", "2026-11-11"),
        ("１１－１１", "2026-11-11"),
        ("11月11日", "2026-11-11"),
        ("11月11号", "2026-11-11"),
        ("11 月 11 日", "2026-11-11"),
        ("1-5", "2026-01-05"),
        ("11-25", "2026-11-25"),
        ("11-26", "2025-11-26"),
        ("12-31", "2025-12-31"),
        ("11号", "2026-11-11"),
        ("28日", "2026-10-28"),
        ("31日", "2026-10-31"),
        ("周三", "2026-11-25"),
        ("周四", "2026-11-19"),
        ("星期天", "2026-11-22"),
        ("礼拜一", "2026-11-23"),
        ("上周三", "2026-11-18"),
        ("上周日", "2026-11-22"),
        ("wed", "2026-11-25"),
        ("Thursday", "2026-11-19"),
        ("昨天 20:05", "2026-11-24 20:05"),
        ("11-11 20:05:30", "2026-11-11 20:05:30"),
    ],
)
def test_a_date_of_the_last_twelve_months_is_meant(said: str, meant: str) -> None:
    assert spelt_out(said, WEDNESDAY) == meant


@pytest.mark.parametrize("said", ["2026-11-11", "2026/11/11 20:05", "26-11-11", "soon", "", "11-11-11", "20261111"])
def test_what_is_said_otherwise_stays_as_it_is(said: str) -> None:
    assert spelt_out(said, WEDNESDAY) == said


@pytest.mark.parametrize("said", ["13-01", "0-5", "2-30", "02-29", "32日", "11-31"])
def test_a_day_that_there_is_not_stays_and_is_refused(said: str) -> None:
    assert spelt_out(said, WEDNESDAY) == said
    with pytest.raises(Problem, match="date"):
        parse_local_time(said)


def test_the_29th_of_february_is_the_one_of_the_last_twelve_months() -> None:
    assert spelt_out("02-29", date(2028, 11, 25)) == "2028-02-29"


@pytest.mark.parametrize(
    ("said", "meant"),
    [("12-10", "2026-12-10"), ("11-25", "2026-11-25"), ("1月10日", "2027-01-10"), ("10号", "2026-12-10")],
)
def test_a_due_date_lies_ahead(said: str, meant: str) -> None:
    assert spelt_out_from(said, WEDNESDAY) == meant


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)), st.integers(0, 364), st.sampled_from("-/."))
def test_every_day_of_the_last_year_is_known_by_its_month_and_day(day: date, back: int, sign: str) -> None:
    meant = date.fromordinal(day.toordinal() - back)
    said = spelt_out(f"{meant.month}{sign}{meant.day}", day)
    assert parse_local_time(said).date() == meant


def test_a_time_that_was_typed_is_the_instant_that_it_is_at_the_institution():
    now = datetime(2026, 12, 10, 17, 0, tzinfo=UTC)  # 01:00 of the 11th there
    said = datetime(2026, 12, 10, 11, 2, tzinfo=UTC)
    for text in ("2026-12-10 19:02", "12-10 19:02", "yesterday 19:02", "昨天 19:02"):
        assert instant_typed(text, "Asia/Shanghai", now) == said
    with pytest.raises(Problem):
        instant_typed("soon", "Asia/Shanghai", now)
