"""A calendar as a file (RFC 5545): an all-day event for each day, with alarms before it.

It loads icalendar, which takes 80 ms: whoever writes a calendar loads this first then.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard

from models.bills.overview import HOME_ZONE
from models.exchange.calendar import HOUR, CalendarDay, Edition

EAST = timedelta(hours=8)
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The stamp of a calendar of which nobody knows when it changed."""


def calendar_bytes(
    days: Iterable[CalendarDay], edition: Edition, *, name: str, language: str, before: Sequence[int]
) -> bytes:
    """The calendar as a file. It has no clock: the same days of the same edition give the same bytes.

    An event is for all of its day, without an hour: a timed one would be on another date for whoever travels, and the
    words name the cut-off. Its alarms come in the morning of an earlier day: some programs ignore those of its own.

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
    if not calendar.subcomponents:
        calendar.add_component(_home_zone())
    data: bytes = calendar.to_ical()
    return data


def _home_zone() -> Timezone:
    """What stands in a calendar without events: one with nothing in it is none (RFC 5545, 3.6)."""
    zone, always = Timezone(), TimezoneStandard()
    zone.add("tzid", HOME_ZONE)
    always.add("dtstart", datetime(1992, 1, 1))  # local time, as the format has it
    always.add("tzoffsetfrom", EAST)
    always.add("tzoffsetto", EAST)
    zone.add_component(always)
    return zone


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
    alarm.add("trigger", timedelta(days=-days, hours=HOUR))
    alarm.add("description", day.summary)
    return alarm
