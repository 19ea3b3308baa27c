"""Due dates are calendar dates in the institution's zone; with the cut-off they become instants."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated

import msgspec
import pendulum
from pendulum import DateTime

from models.values.message import Problem

EARLIEST = date(2000, 1, 1)
LATEST = date(2099, 12, 31)
END_OF_DAY = time(23, 59, 59)
CLOCK_SLACK = timedelta(minutes=5)
"""How far a phone's clock may be ahead of the host's."""
A_DAY_ANYWHERE = 2
"""How many days the dates of one instant can be apart, seen from different zones; and one for the day that it is."""


def checked(day: date) -> date:
    """`day`, if instalments can plausibly fall on it; else Problem."""
    if not EARLIEST <= day <= LATEST:
        raise Problem(
            "the date {day} is not between {first} and {last}",
            day=day.isoformat(),
            first=EARLIEST.isoformat(),
            last=LATEST.isoformat(),
        )
    return day


def on_day(year: int, month: int, day: int) -> date:
    """That day of the month, or the month's last where it has fewer days."""
    return date(year, month, day if day <= 28 else min(day, monthrange(year, month)[1]))


def months_after(anchor: date, count: int, day: int | None = None) -> date:
    """`count` months after `anchor`, on `day` (the anchor's own unless given), clamped to the month's end.

    Always counted from the anchor, so that day 31 springs back: 31 Jan, 28 Feb, 31 Mar.
    """
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + count, 12)
    return on_day(year, month + 1, day or anchor.day)


@lru_cache(maxsize=4096)
def due_dates(first: date, count: int, day: int | None = None) -> tuple[date, ...]:
    """`count` monthly due dates: `first` itself, then `day`, which is meant where `first` had to be clamped."""
    # Month by month, not by `months_after`: a large ledger asks for ten thousands of them.
    year, month, day, found = first.year, first.month, day or first.day, [first]
    for _ in range(1, count):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        found.append(date(year, month, day) if day <= 28 else on_day(year, month, day))
    return tuple(found)


@lru_cache(maxsize=4096)
def instant(day: date, at: time, zone: str) -> DateTime:
    """The moment `at` on `day` in `zone`: the earlier one in a repeated hour, an hour before in a skipped one.

    Late is worse than early.
    """
    return pendulum.datetime(day.year, day.month, day.day, at.hour, at.minute, at.second, tz=zone, fold=0)


@lru_cache(maxsize=64)
def today(now: datetime, zone: str) -> date:
    """The calendar date that it is in `zone` at `now`."""
    local = pendulum.instance(now).in_timezone(zone)
    return date(local.year, local.month, local.day)


def instant_said(at: datetime, zone: str) -> str:
    """`2026-12-10 21:30`: the date and time that it is in `zone` at that moment."""
    return pendulum.instance(at).in_timezone(zone).strftime("%Y-%m-%d %H:%M")


def clock_time(at: datetime, now: datetime, zone: str) -> str:
    """`21:30`, in `zone`; with the day, but not the year, where that is another than at `now`."""
    said = instant_said(at, zone)
    return said.removeprefix(f"{today(now, zone)} ").removeprefix(said[:5])


def days_between(start: date, end: date) -> int:
    """Whole calendar days from `start` to `end`; negative when `end` is before."""
    return end.toordinal() - start.toordinal()


Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment, with its offset from UTC."""
