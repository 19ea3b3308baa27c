"""What a calendar says: days with words, of one edition of a ledger."""

from datetime import date, datetime

import msgspec

from models.values.message import Problem

BEGINS = b"BEGIN:VCALENDAR\r\n"
"""What every calendar begins with."""
BEFORE = (3, 1)
"""How many days before its day each event rings, where nobody says it."""
HOUR = 9
"""When on that day it rings, by the clock of whoever reads it."""
MOST_BEFORE, MOST_ALARMS = 60, 5


class CalendarDay(msgspec.Struct, frozen=True, kw_only=True):
    """A bill on its day, the institution's, in words; `cancelled`: nothing is left to do there.

    `id` is the bill's, which its event keeps for as long as there is one: a bill that gets another date is another one.
    """

    id: str
    on: date
    summary: str
    description: str
    cancelled: bool = False


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """Which state of a ledger a calendar is of: its write number, which only rises, and when it changed last."""

    number: int
    changed_at: datetime | None = None


def days_before(text: str) -> tuple[int, ...]:
    """`3,1`: the days before, each once, the farthest first. Problem where that is anything else."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdecimal() and len(part) <= 2 for part in parts):
        raise _wrong(text)
    found = tuple(sorted({int(part) for part in parts}, reverse=True))
    if len(found) > MOST_ALARMS or not all(1 <= each <= MOST_BEFORE for each in found):
        raise _wrong(text)
    return found


def _wrong(text: str) -> Problem:
    return Problem(
        "the days before are numbers from 1 to {most}, at most {count} of them, like 3,1; {text} is not that",
        field="days_before",
        most=MOST_BEFORE,
        count=MOST_ALARMS,
        text=text[:40],
    )
