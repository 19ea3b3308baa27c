"""Dates as one says them of what was bought lately: `11-11`, `yesterday`, `昨天`, `周三`, also with a time of day.

They are read where somebody types, never in a file: what they mean hangs on the day of today.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.values.dates import months_after, today
from models.values.text import normalise
from models.values.typed import parse_local_time

_DAYS_AGO = {
    "today": 0,
    "yesterday": 1,
    "the day before yesterday": 2,
    "今天": 0,
    "今日": 0,
    "昨天": 1,
    "昨日": 1,
    "前天": 2,
    "前日": 2,
    "大前天": 3,
}
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CHINESE_DAYS = "一二三四五六日"
_AGO = re.compile(r"(\d{1,3})\s*(?:天前|日前|days? ago)", re.ASCII)
_MONTH_DAY = re.compile(r"(\d{1,2})(?:\s*[-/.]\s*(\d{1,2})|\s*月\s*(\d{1,2})\s*[日号]?)", re.ASCII)
_DAY = re.compile(r"(\d{1,2})\s*[日号]", re.ASCII)
_CHINESE_WEEKDAY = re.compile(r"(上个?)?(?:周|星期|礼拜)([一二三四五六日天])")
_ENGLISH_WEEKDAY = re.compile(r"([a-z]{3,9})\.?", re.ASCII)
_TIMED = re.compile(r"(?P<day>.*\S)\s+(?P<clock>\d{1,2}:\d.*)", re.ASCII | re.DOTALL)


def spelt_out(text: str, day: date) -> str:
    """The text with its date as `2026-11-11`, where it is one as people say them, the latest not after `day`.

    What is none is given back as it is: it may be a date with its year, or a day that there is not.
    """
    return _spelt(text, lambda said: _past(said, day))


def instant_typed(text: str, zone: str, now: datetime) -> datetime:
    """The instant of a time of the clock in `zone` that was typed, also as people say it: `yesterday 19:00`.

    Problem for what is no date, or no date with a time of day.
    """
    local = parse_local_time(spelt_out(text, today(now, zone)))
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def spelt_out_from(text: str, day: date) -> str:
    """The same for a date that lies ahead: the first `12-10`, or 10th of a month, that is not before `day`."""
    return _spelt(text, lambda said: _ahead(said, day))


def _spelt(text: str, find: Callable[[str], date | None]) -> str:
    given = " ".join(normalise(text).casefold().split())
    timed = _TIMED.fullmatch(given)
    found = find(timed["day"] if timed else given)
    if found is None:
        return text
    return f"{found.isoformat()} {timed['clock']}" if timed else found.isoformat()


def _past(said: str, day: date) -> date | None:
    ago = _DAYS_AGO.get(said)
    counted = _AGO.fullmatch(said)
    if counted:
        ago = int(counted[1])
    if ago is not None:
        return day - timedelta(days=ago)
    named = _weekday(said)
    if named is not None:
        number, week_before = named
        monday = day - timedelta(days=day.weekday() + (7 if week_before else 0))
        return monday + timedelta(days=number) if week_before else day - timedelta(days=(day.weekday() - number) % 7)
    of_month = _DAY.fullmatch(said)
    if of_month:
        months = (months_after(day.replace(day=1), -back) for back in range(3))
        return _first((_on(each.year, each.month, int(of_month[1])) for each in months), lambda on: on <= day)
    return _in_a_year(said, (day.year, day.year - 1), lambda on: on <= day and months_after(on, 12) >= day)


def _ahead(said: str, day: date) -> date | None:
    if said in {"today", "今天", "今日"}:
        return day
    of_month = _DAY.fullmatch(said)
    if of_month:
        months = (months_after(day.replace(day=1), ahead) for ahead in range(3))
        return _first((_on(each.year, each.month, int(of_month[1])) for each in months), lambda on: on >= day)
    return _in_a_year(said, (day.year, day.year + 1), lambda on: on >= day)


def _in_a_year(said: str, years: tuple[int, int], fits: Callable[[date], bool]) -> date | None:
    """The day of a month that is given without its year; None where none is given so."""
    match = _MONTH_DAY.fullmatch(said)
    if match is None:
        return None
    month, day = int(match[1]), int(match[2] or match[3])
    return _first((_on(year, month, day) for year in years), fits)


def _first(dates: Iterator[date | None], fits: Callable[[date], bool]) -> date | None:
    return next((each for each in dates if each is not None and fits(each)), None)


def _on(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _weekday(said: str) -> tuple[int, bool] | None:
    """The day of the week from Monday 0 on, and whether that of the week before is meant."""
    chinese = _CHINESE_WEEKDAY.fullmatch(said)
    if chinese:
        return _CHINESE_DAYS.index(chinese[2].replace("天", "日")), bool(chinese[1])
    english = _ENGLISH_WEEKDAY.fullmatch(said)
    if english is None:
        return None
    number = next((at for at, name in enumerate(_ENGLISH_DAYS) if name.startswith(english[1])), None)
    return None if number is None else (number, False)
