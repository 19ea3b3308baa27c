"""The dates in a message, and what each is: the due date, the day of what happened, or none that counts."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from models.exchange.statement.message_text import clause_start
from models.values.dates import EARLIEST, LATEST, months_after, on_day

BEFORE, AHEAD = timedelta(days=5), timedelta(days=45)
"""A due date without a year, or without a month, is the nearest one from so long ago to so long ahead."""

_CLOCK = (
    r"(?:\s?(?:上午|中午|晚上|晚)?\s?(?P<hour>\d{1,2})[:时点](?P<minute>\d{2})(?!\d)"
    r"(?:[:分](?P<second>\d{2})(?!\d))?[分秒]?)?"
)
_DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?P<year>20\d\d)\s?(?:年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})(?:日|号)?"
    r"|(?P<sign>[-/.])(?P<month2>\d{1,2})(?P=sign)(?P<day2>\d{1,2})(?!\d)"
    r"|(?P<month3>[01]\d)(?P<day3>[0-3]\d)(?!\d))"
    r"|(?P<month4>\d{1,2})\s?月\s?(?P<day4>\d{1,2})\s?(?:日|号)?"
    r"|(?P<month5>\d{1,2})[-/.](?P<day5>\d{1,2})(?![\d./-]|\s?(?:期|元|折|%))"
    r"|(?P<every>每月|每个月)(?:的)?\s?(?P<day6>\d{1,2})\s?[日号]"
    r"|(?P<which>本月|当月|这个月|下月|次月|下个月)?\s?(?P<day7>\d{1,2})[日号](?!\s?内)"
    r"|(?P<said>今天|今日|今晚|明天|明日|后天|昨天|昨日|昨晚|当日|当天)"
    rf"){_CLOCK}",
    re.ASCII,
)
_MONTH = re.compile(
    r"(?<!\d)(?:(?P<year>20\d\d)\s?[年/.-]\s?)?(?P<month>\d{1,2})\s?月(?:份)?(?!\s?\d)(?=(?:的)?[\u4e00-\u9fff]{0,8}?(?:账单|还款|应还|对账单))"
    r"|(?P<this>本月|当月|这个月)(?=(?:的)?[\u4e00-\u9fff]{0,8}?(?:账单|还款|应还))"
    r"|(?P<last>上月|上个月)(?=(?:的)?[\u4e00-\u9fff]{0,8}?账单)"
    r"|(?P<next>下月|次月|下个月)(?=(?:的)?[\u4e00-\u9fff]{0,8}?账单)",
    re.ASCII,
)
_DAYS = {"今": 0, "明": 1, "后": 2, "昨": -1}
_SPAN = re.compile(r"\s?(?:-|~|至|到|—|－)\s?$")

_FIRST = re.compile(r"首期|首次|第一期|首个|首笔")
_NOT_DUE = re.compile(r"账单日|出账日|账单(?:生成|周期)|截至|入账|记账|交易|消费|生成|出账(?:单)?")
_DUE = re.compile(
    r"还款日|到期|还款截止|最后还款|最迟|最晚|截止|应还日|扣款日|还款期限|期限|将(?:于|在)|预计|定于|需(?:于|在)|请(?:您)?(?:务必)?(?:于|在)|应于|须于"
)
_DUE_BEHIND = re.compile(
    r"\s?(?:[)(]\s?)?(?:之前|以前|前|到期|截止|还款日|(?:当日|当天)?(?:上午|晚)?(?:将|会|起将?|开始)[^,，]{0,6}(?:扣款|还款|划扣|扣))"
)


class DateRole(StrEnum):
    """What a date in a message is of."""

    DUE = "due"
    FIRST_DUE = "first_due"
    HAPPENED = "happened"
    OTHER = "other"
    """The day of a statement, of what it counts up to."""


class SaidDay(msgspec.Struct, frozen=True):
    """A date in a message, as far as it is given: of one without a year, month and day; `every` is a day of each month.

    `away`: how many days after today. `hour`: the time of day, where it is given.
    """

    start: int
    end: int
    role: DateRole
    year: int | None = None
    month: int | None = None
    day: int | None = None
    away: int | None = None
    months: int | None = None
    every: bool = False
    clock: time | None = None


def days_in(small: str) -> list[SaidDay]:
    """The dates of a text, in their order."""
    found: list[SaidDay] = []
    for match in _DATE.finditer(small):
        start, end = match.span()
        before = small[max(clause_start(small, start, 20), found[-1].end if found else 0) : start]
        day = _day(match, _role(before, small[end : end + 16]))
        if day is None or (match["month5"] and not _is_date(match, before, small[end : end + 6])):
            continue
        if found and _SPAN.fullmatch(before):  # the end of a span that began before it: 11.01-11.30
            found[-1] = msgspec.structs.replace(found[-1], role=DateRole.OTHER)
            day = msgspec.structs.replace(day, role=DateRole.OTHER)
        if not (match["day7"] and _is_no_day(match, day, before)):
            found.append(day)
    return found


def _is_no_day(match: re.Match[str], day: SaidDay, before: str) -> bool:
    """Whether `25日` alone is none, as nothing says of what month it is, nor what of."""
    said = bool(match["which"] or day.clock) or day.role is not DateRole.HAPPENED
    return not said and not before.endswith(("于", "在", "日", "为", "是", ":", "期", "您"))


def _is_date(match: re.Match[str], before: str, after: str) -> bool:
    """Whether `12-03` is one: what stands before it says so, or behind it a time of day or what happens then."""
    if re.search(r"(?:期数|第)[:为]?\s?$", before):  # `期数 2/6` is a period
        return False
    if match["hour"] or re.match(r"\s?(?:应还|待还|到期|还款|之?前|将|自动)", after):
        return True
    return bool(re.search(r"(?:日|日期|时间|期|于|在|截止)(?:为|是)?[:(]?\s?$", before))


def _role(before: str, after: str) -> DateRole:
    if _FIRST.search(before[-10:]):
        return DateRole.FIRST_DUE
    due = max((each.end() for each in _DUE.finditer(before)), default=-1)
    other = max((each.end() for each in _NOT_DUE.finditer(before)), default=-1)
    if due > other or _DUE_BEHIND.match(after):
        return DateRole.DUE
    if other >= 0 and re.search(r"账单日|出账日|账单周期|截至|生成|出账", before):
        return DateRole.OTHER
    return DateRole.HAPPENED


def _day(match: re.Match[str], role: DateRole) -> SaidDay | None:
    """As it is given; None where there is no such day or time."""
    clock = None
    if match["hour"] and (match["hour"], match["minute"]) != ("24", "00"):  # the end of the day
        try:
            clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
        except ValueError:
            return None
    month = next((int(match[name]) for name in ("month", "month2", "month3", "month4", "month5") if match[name]), None)
    number = next((int(match[f"day{n}"]) for n in ("", 2, 3, 4, 5, 6, 7) if match[f"day{n}"]), None)
    year = int(match["year"]) if match["year"] else None
    if (month is not None and not 1 <= month <= 12) or (number is not None and not 1 <= number <= 31):
        return None
    if number is None:
        return SaidDay(match.start(), match.end(), role, away=_DAYS.get(match["said"][0], 0), clock=clock)
    months = None
    if match["which"]:
        months = 1 if match["which"][0] in "下次" else 0
    return SaidDay(
        match.start(),
        match.end(),
        role,
        year=year,
        month=month,
        day=number,
        months=months,
        every=bool(match["every"]),
        clock=clock,
    )


def due_of(day: SaidDay, today: date) -> date | None:
    """The due date that is given: without a year or a month the nearest one to today, and none that is far from it."""
    if day.away is not None:
        return today + timedelta(days=day.away)
    fits = [each for each in _candidates(day, today) if today - BEFORE <= each <= today + AHEAD]
    if day.year is not None or day.months is not None:
        fits = list(_candidates(day, today))
    return min(fits, key=lambda each: abs(each - today), default=None)


def past_of(day: SaidDay, today: date) -> date | None:
    """The day on which something happened: without a year the latest one that is not after today."""
    if day.away is not None:
        return today + timedelta(days=day.away)
    if day.year is not None:
        return next(_candidates(day, today), None)
    return max((each for each in _candidates(day, today) if each <= today), default=None)


def happened_at(day: SaidDay, today: date, zone: str) -> datetime | None:
    """The instant at which something happened: midnight where the time of day is not given."""
    on = past_of(day, today)
    return None if on is None else datetime.combine(on, day.clock or time(), ZoneInfo(zone))


def _candidates(day: SaidDay, today: date) -> Iterator[date]:
    """The dates that may be meant."""
    number = day.day or 1
    if day.months is not None:
        yield months_after(today.replace(day=1), day.months, number)
    elif day.month is None:
        for months in range(-2, 3):
            yield months_after(today.replace(day=1), months, number)
    else:
        for year in (day.year,) if day.year else (today.year - 1, today.year, today.year + 1):
            with suppress(ValueError):  # no such day in that year
                found = date(year, day.month, number)
                if EARLIEST <= found <= LATEST:
                    yield found


def month_of(small: str, today: date) -> tuple[date | None, tuple[int, int] | None]:
    """The first day of the month that the bill is said to be of, and where that stands.

    Without a year it is the one of which this month is the nearest.
    """
    match = _MONTH.search(small)
    if match is None:
        return None, None
    this = today.replace(day=1)
    if match["month"]:
        month = int(match["month"])
        if not 1 <= month <= 12:
            return None, None
        years = (int(match["year"]),) if match["year"] else (today.year - 1, today.year, today.year + 1)
        found = [on_day(year, month, 1) for year in years if EARLIEST.year <= year <= LATEST.year]
        return min(found, key=lambda each: abs(each - this), default=None), match.span()
    months = 0 if match["this"] else 1 if match["next"] else -1
    return months_after(this, months), match.span()
