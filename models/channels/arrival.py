"""How long money is on its way to an institution, and until when it can be sent so that it is there in time.

Working days are Monday to Friday in the institution's zone: public holidays are not known.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec
import pendulum
from pendulum import DateTime

from models.values.dates import END_OF_DAY, instant, today

SATURDAY = 5
MOST_DAYS = 31
"""More days than that, no way to pay takes."""


class Takes(StrEnum):
    """How long it takes."""

    AT_ONCE = "at-once"
    SAME_DAY = "same-day"
    """The same day where it is sent `before` an hour, else the next one."""
    NEXT_WORKING_DAY = "next-working-day"
    DAYS = "days"
    """Up to so many `days`."""


class Arrival(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How long a method takes; `before` is an hour in the institution's zone, `days` the most that it takes."""

    takes: Takes
    before: time | None = None
    days: int = 0


def arrives(arrival: Arrival, at: datetime, zone: str) -> datetime:
    """By when money is there for certain that is sent `at` that moment: at the latest at the end of a day in `zone`."""
    if arrival.takes is Takes.AT_ONCE:
        return at
    return instant(_arrival_day(arrival, at, zone), END_OF_DAY, zone)


def last_safe(arrival: Arrival, due_at: DateTime) -> DateTime:
    """The last moment at which money can be sent that is there by `due_at`."""
    if arrival.takes is Takes.AT_ONCE:
        return due_at
    zone, day = due_at.timezone_name or "UTC", due_at.date()
    while True:
        for hour in (END_OF_DAY, *((arrival.before,) if arrival.before else ())):
            sent = instant(day, hour, zone)
            if arrives(arrival, sent, zone).timestamp() <= due_at.timestamp():
                return sent
        day -= timedelta(days=1)


def _arrival_day(arrival: Arrival, at: datetime, zone: str) -> date:
    day = today(at, zone)
    match arrival.takes:
        case Takes.SAME_DAY:
            late = arrival.before is not None and _clock(at, zone) > arrival.before
            return day + timedelta(days=1) if late else day
        case Takes.NEXT_WORKING_DAY:
            return _next_working_day(day)
        case _:
            return day + timedelta(days=arrival.days)


def _clock(at: datetime, zone: str) -> time:
    return pendulum.instance(at).in_timezone(zone).time()


def _next_working_day(day: date) -> date:
    """The first Monday to Friday after that day."""
    day += timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day
