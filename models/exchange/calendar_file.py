"""A calendar as a file (RFC 5545): an all-day event for each day, with alarms before it.

It loads icalendar, which takes 80 ms: whoever writes a calendar loads this first then.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from models.exchange.calendar import CalendarDay, Edition

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The stamp of a calendar of which nobody knows when it changed."""


def calendar_bytes(
    days: Iterable[CalendarDay], edition: Edition, *, name: str, language: str, before: Sequence[int]
) -> bytes:
    """The calendar as a file. It has no clock: the same days of the same edition give the same bytes.

    An event is for all of its day, without an hour: a timed one would be on another date for whoever travels, and the
    words name the cut-off. Its alarms come before the day begins, as some programs ignore later ones.

    `before`: how many days. Every event has the edition's number as its SEQUENCE: undo brings back older words, but is
    a write of its own, so whoever subscribed takes the newer event.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//fenqi//fenqi//{language.partition('_')[0].upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    for day in sorted(days, key=lambda each: (each.on, each.id)):
        calendar.add_component(_event(day, edition, before))
    data: bytes = calendar.to_ical()
    return data


def _event(day: CalendarDay, edition: Edition, before: Sequence[int]) -> Event:
    event = Event()
    event.add("uid", f"{day.id}@fenqi")
    event.add("dtstamp", (edition.changed_at or UNDATED).astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("sequence", edition.number)
    event.add("status", "CANCELLED" if day.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a day on which something is due is free for all else
    event.add("class", "PRIVATE")
    event.add("summary", day.summary)
    event.add("description", day.description)
    for days in () if day.cancelled else before:
        event.add_component(_alarm(day, days))
    return event


def _alarm(day: CalendarDay, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-days))
    alarm.add("description", day.summary)
    return alarm
