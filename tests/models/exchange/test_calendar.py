"""Calendars, read back by the library that wrote them and by a reader that knows nothing of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from models.exchange.calendar import BEFORE, BEGINS, CalendarDay, Edition, days_before
from models.exchange.calendar_file import calendar_bytes
from models.values.message import Problem
from models.values.text import clean
from tests.models.exchange.plain_calendar import Component, parsed

STAMP = datetime(2026, 11, 22, 14, 0, 0, 5, tzinfo=UTC)
texts = st.text(st.characters(codec="utf-8") | st.sampled_from("，；\\,;:\"'\n花呗\U0001f4b3 "), max_size=120).map(
    clean
)
days = st.builds(
    CalendarDay,
    id=st.uuids().map(lambda each: f"huabei-{each.hex[:4]}/2026-12-10"),
    on=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    summary=texts,
    description=st.lists(texts.filter(bool), max_size=5).map("\n".join),
    cancelled=st.booleans(),
)
editions = st.builds(
    Edition,
    number=st.integers(0, 10**9),
    changed_at=st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.timezones()),
)


def written(*some: CalendarDay, edition: Edition | None = None, before: tuple[int, ...] = BEFORE) -> bytes:
    return calendar_bytes(
        some, edition or Edition(number=7, changed_at=STAMP), name="还款", language="zh_CN", before=before
    )


def one(**rest: object) -> CalendarDay:
    given = {"on": date(2026, 12, 10), "summary": "花呗 应还 ¥622.06", "description": "a\nb", **rest}
    return CalendarDay(id="huabei/2026-12-10", **given)


def event(data: bytes) -> Component:
    (found,) = parsed(data).inside
    return found


@given(st.lists(days, max_size=4, unique_by=lambda each: each.id), editions, st.lists(st.integers(1, 60), unique=True))
def test_two_readers_find_in_it_what_was_put_there(some, edition, before):
    data = written(*some, edition=edition, before=tuple(before))
    assert data.startswith(BEGINS)
    by_id = {f"{each.id}@fenqi": each for each in some}
    ours = parsed(data)
    theirs = Calendar.from_ical(data)
    assert (ours.kind, ours.one("VERSION").value, ours.one("X-WR-CALNAME").text) == ("VCALENDAR", "2.0", "还款")
    assert [each.one("UID").value for each in ours.inside if some] == [str(each["UID"]) for each in theirs.events]
    assert {each.one("UID").value for each in ours.inside if some} == by_id.keys()
    for mine, its in zip(ours.inside if some else [], theirs.events, strict=True):
        day = by_id[mine.one("UID").value]
        assert mine.kind == "VEVENT"
        assert mine.one("DTSTART") == ("DTSTART", {"VALUE": "DATE"}, f"{day.on:%Y%m%d}")
        assert mine.one("DTEND").value == f"{day.on + timedelta(days=1):%Y%m%d}"
        assert (its.start, its.end) == (day.on, day.on + timedelta(days=1))
        assert mine.one("SUMMARY").text == str(its["SUMMARY"]) == day.summary
        assert mine.one("DESCRIPTION").text == str(its["DESCRIPTION"]) == day.description
        assert (int(mine.one("SEQUENCE").value), int(its["SEQUENCE"])) == (edition.number, edition.number)
        assert mine.one("STATUS").value == str(its["STATUS"]) == ("CANCELLED" if day.cancelled else "CONFIRMED")
        assert mine.one("DTSTAMP").value.endswith("Z")
        assert [each.kind for each in mine.inside] == ["VALARM"] * (0 if day.cancelled else len(before))
        assert [each["TRIGGER"].dt for each in its.walk("VALARM")] == [
            timedelta(days=-each, hours=9) for each in (() if day.cancelled else before)
        ]


@given(st.lists(days, max_size=4, unique_by=lambda each: each.id), editions, st.randoms())
def test_the_same_days_of_the_same_edition_give_the_same_bytes_in_whatever_order_they_come(some, edition, shuffled):
    again = list(some)
    shuffled.shuffle(again)
    assert written(*again, edition=edition) == written(*some, edition=edition)


def test_a_day_is_whole_free_and_private_and_rings_before_it():
    found = event(written(one()))
    assert {each.name: each.value for each in found.properties} == {
        "UID": "huabei/2026-12-10@fenqi",
        "DTSTAMP": "20261122T140000Z",
        "DTSTART": "20261210",
        "DTEND": "20261211",
        "SEQUENCE": "7",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "CLASS": "PRIVATE",
        "SUMMARY": "花呗 应还 ¥622.06",
        "DESCRIPTION": "a\\nb",
    }
    assert [{each.name: each.value for each in alarm.properties} for alarm in found.inside] == [
        {"ACTION": "DISPLAY", "TRIGGER": trigger, "DESCRIPTION": "花呗 应还 ¥622.06"}
        for trigger in ("-P2DT15H", "-PT15H")
    ]


def test_a_calendar_without_events_is_one_all_the_same():
    (only,) = parsed(written()).inside
    assert (only.kind, only.one("TZID").value) == ("VTIMEZONE", "Asia/Shanghai")
    assert Calendar.from_ical(written()).events == []


def test_what_is_cancelled_does_not_ring():
    found = event(written(one(cancelled=True)))
    assert (found.one("STATUS").value, found.inside) == ("CANCELLED", [])


@pytest.mark.parametrize(
    ("text", "found"),
    [("3,1", (3, 1)), ("1, 3", (3, 1)), ("7", (7,)), ("1,1,2", (2, 1)), ("60,5,4,3,2", (60, 5, 4, 3, 2))],
)
def test_the_days_before_are_read_farthest_first(text, found):
    assert days_before(text) == found


@pytest.mark.parametrize("text", ["", "0", "61", "3,", "a", "-1", "3;1", "1,2,3,4,5,6", "٣", "9" * 5000])
def test_other_days_before_are_refused(text):
    with pytest.raises(Problem, match="numbers from 1 to 60"):
        days_before(text)
