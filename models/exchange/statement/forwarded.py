"""When a mail that was forwarded as text was sent first: the lines above it say it, as mail programs write them."""

import re
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from models.bills.overview import HOME_ZONE
from models.exchange.statement.english_months import MONTH, month_number

_ZONE = ZoneInfo(HOME_ZONE)
_FORWARDED = re.compile("转发|转寄|原始邮件|Forwarded|Original Message|Begin forwarded|Fwd?:", re.IGNORECASE)
_SENT = re.compile(
    r"(?:发送时间|发件时间|发送日期|时间|日期|Sent|Date)\s{0,3}[:：]\s{0,3}(?P<when>.{6,60})", re.IGNORECASE
)
_DAY = re.compile(
    r"(?P<year>20\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})日?"
    r"(?:\D{0,12}?(?P<hour>\d{1,2}):(?P<minute>\d\d))?",
    re.ASCII,
)
_IN_WORDS = re.compile(
    rf"(?P<day1>\d{{1,2}})?\s?{MONTH}\s"
    r"(?:(?P<day2>\d{1,2}),?\s)?(?P<year>20\d\d)(?:\D{0,6}(?P<hour>\d{1,2}):(?P<minute>\d\d))?",
    re.ASCII | re.IGNORECASE,
)


def in_home_zone(at: datetime) -> datetime:
    """The instant in the zone of the institutions; one without a zone is of theirs."""
    return at.replace(tzinfo=_ZONE) if at.tzinfo is None else at.astimezone(_ZONE)


def sent_first(text: str, sent: datetime | None) -> datetime | None:
    """When the text was sent; where it was forwarded and says an earlier instant above, that one."""
    start = _FORWARDED.search(text)
    above = text[start.start() : start.start() + 1000] if start else ""
    first = next((at for found in _SENT.finditer(above) if (at := _instant(found["when"]))), None)
    return min(filter(None, (first, sent)), default=None)


def _instant(text: str) -> datetime | None:
    found = min(filter(None, (_DAY.search(text), _IN_WORDS.search(text))), key=lambda each: each.start(), default=None)
    if found is None:
        return None
    said = found.groupdict()
    month = said["month"]
    number = month if month.isdecimal() else str(month_number(month))
    day = said.get("day") or said.get("day1") or said.get("day2")
    return _made(said["year"], number, day, said["hour"], said["minute"])


def _made(year: str, month: str, day: str | None, hour: str | None, minute: str | None) -> datetime | None:
    with suppress(ValueError):
        return datetime(int(year), int(month), int(day or 0), int(hour or 0), int(minute or 0), tzinfo=_ZONE)
    return None
