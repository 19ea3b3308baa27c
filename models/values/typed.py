"""Single values as people and spreadsheets write them. Everything ambiguous is refused, with the reason."""

import re
from datetime import date, datetime, time

from models.values.dates import checked
from models.values.message import Problem
from models.values.text import clean, normalise

_DATE = re.compile(r"(\d{4})(?:([-/])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?", re.ASCII)
_YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", re.ASCII)
_MOMENT = re.compile(r"(?P<day>[^\sTt:]+)(?:\s+|[Tt])(?P<clock>\d{1,2}:\d.*)", re.ASCII | re.DOTALL)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
_ZONED = re.compile(r"[\d:.]+\s*(?:[+-]\s*\d.*|[A-Za-z\[].*)", re.ASCII)
_HALF_DAY = re.compile(r"[\d:.]+\s*[ap]\.?m\.?", re.ASCII | re.IGNORECASE)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_FLAGS = {"true": True, "yes": True, "1": True, "是": True, "false": False, "no": False, "0": False, "否": False}


def parse_date(text: str) -> date:
    """The date in `2026-12-10`, `2026/12/10` or `2026年12月10日`; raises Problem for all else."""
    given = normalise(text)
    quoted = clean(given, 40)
    match = _DATE.fullmatch(given)
    if match is None:
        raise _not_a_date(given, quoted)
    year, _, *months_and_days = match.groups()
    month, day = (int(digits) for digits in months_and_days if digits)
    try:
        return checked(date(int(year), month, day))
    except Problem:
        raise
    except ValueError:
        raise Problem("there is no date {text}", text=quoted) from None


def _not_a_date(given: str, quoted: str) -> Problem:
    if _MOMENT.fullmatch(given):
        return Problem("{text} has a time of day; give the date alone, like 2026-12-10", text=quoted)
    if _YEAR_LAST.fullmatch(given):
        return Problem("{text} may be day or month first; write the year first, like 2026-12-10", text=quoted)
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


def parse_count(text: str) -> int:
    """A whole number in digits, like `12`; raises Problem for signs, fractions, words and more than nine digits."""
    given = normalise(text)
    if not _COUNT.fullmatch(given):
        raise Problem("{text} is not a whole number; write it like 12", text=clean(given, 40))
    return int(given)


def parse_flag(text: str) -> bool:
    """`true` or `false`, also as yes/no, 1/0 or 是/否; raises Problem for all else."""
    flag = _FLAGS.get(normalise(text).casefold())
    if flag is None:
        raise Problem("{text} is neither true nor false", text=clean(text, 40))
    return flag
