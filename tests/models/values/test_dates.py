from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.dates import EARLIEST, LATEST, checked, days_between, due_dates, instant, months_after, on_day, today
from models.values.message import Problem
from tests.models.builders import at

DAYS = st.dates(EARLIEST, LATEST)
ZONES = st.sampled_from(("Asia/Shanghai", "UTC", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"))
INSTANTS = st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("first", "third"), [(date(2026, 1, 31), date(2026, 2, 28)), (date(2028, 1, 31), date(2028, 2, 29))]
)
def test_day_31_clamps_to_the_end_of_february_and_springs_back(first, third):
    assert due_dates(first, 4) == (first, third, date(first.year, 3, 31), date(first.year, 4, 30))


def test_a_first_date_that_was_clamped_springs_to_the_day_that_is_meant():
    assert due_dates(date(2026, 2, 28), 3, 31) == (date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30))
    assert due_dates(date(2026, 2, 28), 2) == (date(2026, 2, 28), date(2026, 3, 28))


def test_the_first_date_stays_whatever_day_is_meant():
    assert due_dates(date(2026, 10, 10), 2, 31) == (date(2026, 10, 10), date(2026, 11, 30))


@given(DAYS, st.integers(1, 360))
def test_due_dates_are_one_in_each_month_on_the_day_or_the_months_last(first, count):
    dues = due_dates(first, count)
    months = [due.year * 12 + due.month for due in dues]
    assert months == list(range(months[0], months[0] + count))
    assert all(due.day == min(first.day, monthrange(due.year, due.month)[1]) for due in dues)
    assert dues[0] == first


@given(DAYS, st.integers(-120, 120))
def test_twelve_months_are_a_year(day, years):
    later = months_after(day, 12 * years)
    assert (later.year, later.month) == (day.year + years, day.month)


@given(st.integers(2000, 2099), st.integers(1, 12), st.integers(1, 31))
def test_a_day_that_a_month_lacks_is_its_last(year, month, day):
    found = on_day(year, month, day)
    assert found.day == day or (found + timedelta(days=1)).month != month


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1999, 12, 31), date(2100, 1, 1), date(9999, 12, 31)])
def test_a_date_that_no_instalment_falls_on_is_refused(day):
    with pytest.raises(Problem, match=f"the date {day} is not between 2000-01-01 and 2099-12-31"):
        checked(day)


def test_the_first_and_the_last_date_are_taken():
    assert [checked(day) for day in (EARLIEST, LATEST)] == [EARLIEST, LATEST]


@given(DAYS, st.times(), ZONES)
def test_a_due_instant_is_on_its_day_in_its_zone(day, cutoff, zone):
    found = instant(day, cutoff.replace(microsecond=0), zone)
    assert found.tzinfo is not None
    assert today(found, zone) == day


@given(INSTANTS, ZONES, ZONES)
def test_today_is_the_same_in_whatever_zone_now_is_given(now, zone, given_in):
    assert today(now.astimezone(ZoneInfo(given_in)), zone) == now.astimezone(ZoneInfo(zone)).date()


def test_the_hosts_clock_says_the_10th_and_in_shanghai_it_is_the_11th():
    host = at("2026-12-10T16:00:00+00:00")
    assert today(host, "UTC") == date(2026, 12, 10)
    assert today(host, "Asia/Shanghai") == date(2026, 12, 11)
    assert today(host - timedelta(seconds=1), "Asia/Shanghai") == date(2026, 12, 10)


def test_in_a_repeated_hour_the_earlier_instant_counts():
    # astimezone: a time in a repeated or skipped hour is never equal to one in another zone.
    due = instant(date(2026, 11, 1), time(1, 30), "America/New_York").astimezone(UTC)
    assert due == at("2026-11-01T05:30:00+00:00")


def test_a_time_that_a_clock_skips_counts_an_hour_early():
    due = instant(date(2026, 3, 8), time(2, 30), "America/New_York").astimezone(UTC)
    assert due == at("2026-03-08T06:30:00+00:00")


@given(DAYS, DAYS)
def test_days_are_counted_on_the_calendar(start, end):
    assert start + timedelta(days=days_between(start, end)) == end
