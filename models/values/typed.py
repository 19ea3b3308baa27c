"""Single values as people and spreadsheets write them. Everything ambiguous is refused, with the reason."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from models.values.dates import checked
from models.values.message import Problem, enumerated
from models.values.text import MAX_NORMALISED, clean, normalise

Choice = TypeVar("Choice", bound=StrEnum)

_DATE = re.compile(
    r"(?P<year>\d{4})(?:\s*(?P<mark>[-/.])\s*(?P<month>\d{1,2})\s*(?P=mark)\s*(?P<day>\d{1,2})"
    r"|\s*年\s*(?P<month2>\d{1,2})\s*月\s*(?P<day2>\d{1,2})\s*[日号]|(?P<month3>\d{2})(?P<day3>\d{2}))",
    re.ASCII,
)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_MIDNIGHT = re.compile(r"0?0:00(:00(\.0+)?)?", re.ASCII)
_WEEKDAY = re.compile(r"\s*[(]?(?:星期|周|礼拜)([一二三四五六日天])[)]?\s*$")
_WEEKDAYS = "一二三四五六日"
_MOMENT = re.compile(r"(?P<day>[^Tt:]*[^\sTt:])(?:\s+|[Tt])(?P<clock>\d{1,2}:\d.*)", re.DOTALL)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?", re.ASCII)
_ZONED = re.compile(r"[\d:.]+\s*(?:[+-]\s*\d.*|[A-Za-z\[].*)", re.ASCII)
_HALF_DAY = re.compile(r"[\d:.]+\s*[ap]\.?m\.?", re.ASCII | re.IGNORECASE)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_COUNT = re.compile(r"(\d{1,9})(?:\.0+)?", re.ASCII)
_FLAGS = {"true": True, "yes": True, "1": True, "是": True, "false": False, "no": False, "0": False, "否": False}


def parse_date(text: str) -> date:
    """The date in `2026-12-10`, `2026/12/10`, `2026.12.10`, `20261210` or `2026年12月10日`, also with midnight.

    With the year last it is read where day and month can be only one. Raises Problem for all else.
    """
    given = normalise(text)[: MAX_NORMALISED + 1]
    moment = _MOMENT.fullmatch(given)
    if moment is not None and _MIDNIGHT.fullmatch(moment["clock"]):
        given = moment["day"]
    quoted = clean(given, 40)
    given = _DASHES.sub("-", given)
    weekday = _WEEKDAY.search(given)
    day = _day(given[: weekday.start()] if weekday else given, quoted)
    if weekday and _WEEKDAYS.index(weekday[1].replace("天", "日")) != day.weekday():
        raise Problem("{text} names a weekday that the date does not have", text=quoted)
    return checked(day)


def _day(given: str, quoted: str) -> date:
    match = _DATE.fullmatch(given)
    if match is None:
        return _year_last(given, quoted)
    month, day = (int(match[name] or match[f"{name}2"] or match[f"{name}3"]) for name in ("month", "day"))
    try:
        return date(int(match["year"]), month, day)
    except ValueError:
        raise Problem("there is no date {text}", text=quoted) from None


def _year_last(given: str, quoted: str) -> date:
    """The date in `13/02/2026`, where only one of the two can be the month."""
    match = _YEAR_LAST.fullmatch(given)
    if match is None:
        raise _not_a_date(given, quoted)
    one, _, two, year = match.groups()
    found = set()
    for month, day in ((one, two), (two, one)):
        with suppress(ValueError):
            found.add(date(int(year), int(month), int(day)))
    if not found:
        raise Problem("there is no date {text}", text=quoted)
    first, *other = sorted(found)
    if other:
        raise Problem(
            "{text} may be {one} or {other}; write the year first, like 2026-12-10",
            text=quoted,
            one=first.isoformat(),
            other=other[0].isoformat(),
        )
    return first


def _not_a_date(given: str, quoted: str) -> Problem:
    if not quoted:
        return Problem("a date is missing; write it like 2026-12-10")
    if _MOMENT.fullmatch(given):
        return Problem("{text} has a time of day; give the date alone, like 2026-12-10", text=quoted)
    if _SHORT_YEAR.fullmatch(given):
        return Problem("the year in {text} needs four digits, like 2026-12-10", text=quoted)
    return Problem("{text} is not a date; write it like 2026-12-10", text=quoted)


def parse_local_time(text: str) -> datetime:
    """A date, or a date and ` 20:05`, ` 20:05:30` or `T20:05`: naive, midnight where no time is given.

    Raises Problem for all else, zones and offsets included.
    """
    given = normalise(text)
    match = _MOMENT.fullmatch(given)
    if match is None:
        return datetime.combine(parse_date(given), time())
    return datetime.combine(parse_date(match["day"]), _parse_clock(match["clock"], clean(given, 40)))


def _parse_clock(given: str, quoted: str) -> time:
    match = _CLOCK.fullmatch(given)
    if match is None:
        raise _not_a_time(given, quoted)
    hour, minute, second = (int(digits or 0) for digits in match.groups())
    try:
        return time(hour, minute, second)
    except ValueError:
        raise Problem("there is no time of day like that in {text}", text=quoted) from None


def _not_a_time(given: str, quoted: str) -> Problem:
    if _HALF_DAY.fullmatch(given):
        return Problem("write the time in {text} with 24 hours, like 2026-11-11 20:05", text=quoted)
    if _ZONED.fullmatch(given):
        return Problem("{text} has a time zone; give the shop's local time without one", text=quoted)
    return Problem("{text} is not a date and time; write it like 2026-11-11 20:05", text=quoted)


def parse_count(text: str, units: str = "") -> int:
    """A whole number in digits, like `12` or `12.0`; one of the `units`, characters, may stand behind it.

    Raises Problem for signs, fractions, words and more than nine digits.
    """
    given = normalise(text)
    match = _COUNT.fullmatch(given.rstrip(units + " ") if units else given)
    if match is None:
        raise Problem("{text} is not a whole number; write it like 12", text=clean(given, 40))
    return int(match[1])


def parse_flag(text: str) -> bool:
    """`true` or `false`, also as yes/no, 1/0 or 是/否; raises Problem for all else."""
    flag = _FLAGS.get(normalise(text).casefold())
    if flag is None:
        raise Problem("{text} is neither true nor false", text=clean(text, 40))
    return flag


def choice_of(choices: Iterable[Choice], chinese: Mapping[str, Choice]) -> Callable[[str], Choice]:
    """What reads one of the choices, or what it is called in Chinese; it raises Problem for all else."""
    known = {**{each.value: each for each in choices}, **chinese}

    def parse(text: str) -> Choice:
        found = known.get(normalise(text).casefold())
        if found is None:
            raise Problem("{text} is none of {words}", text=clean(text, 40), words=enumerated(choices))
        return found

    return parse
