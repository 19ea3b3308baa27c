"""How bills read: the days and the statuses in words, in both languages, at the institution's and the viewer's time."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.bills.bill import Bill, days_left
from models.bills.derive import derive
from models.bills.status import Moment, Status, status
from models.channels.rules import Switch
from models.values.message import Message
from tests.models.builders import at, book, catalogue_with, ledger, order
from tui.run.language import Language, language_of
from tui.words.present import (
    STATUS_GLYPHS,
    STATUS_STYLES,
    STATUS_WORDS,
    WEEKDAYS,
    status_words,
    time_left,
    viewer_time,
    weekday,
)

EN = language_of("en")
BILL = book(ledger(order())).bill("huabei/2026-12-10")


@pytest.fixture(params=["en", "zh_CN"])
def words(request: pytest.FixtureRequest) -> Language:
    return language_of(request.param)


def bill_with_cutoff(cutoff: time, zone: str = "Asia/Shanghai") -> Bill:
    catalogue = catalogue_with("huabei", zone=zone, cutoff=cutoff)
    return derive(ledger(order()), catalogue).bill("huabei/2026-12-10")


def test_a_status_is_a_glyph_and_a_word_so_that_colour_is_never_needed(words: Language) -> None:
    shown = {each: status_words(each, words) for each in Status}
    assert len(set(shown.values())) == len(Status)
    for each, text in shown.items():
        glyph, word = text.split(" ", 1)
        assert glyph == STATUS_GLYPHS[each]
        assert word == words.say(STATUS_WORDS[each])
    assert set(STATUS_STYLES) == set(Status)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-22T14:00:00+08:00", "18 days left"),
        ("2026-12-08T23:59:59+08:00", "2 days left"),
        ("2026-12-09T00:00:00+08:00", "due tomorrow"),
        ("2026-12-10T00:00:00+08:00", "23 h 59 min left"),
        ("2026-12-10T20:39:59+08:00", "3 h 20 min left"),
        ("2026-12-10T23:59:59+08:00", "0 h 0 min left"),
        ("2026-12-11T00:00:00+08:00", "1 day overdue"),
        ("2026-12-12T12:00:00+08:00", "2 days overdue"),
        ("2026-12-10T15:00:00Z", "0 h 59 min left"),
        ("2026-12-10T16:30:00Z", "1 day overdue"),
    ],
)
def test_the_days_left_are_the_institutions(now: str, words: str) -> None:
    assert time_left(BILL, at(now), EN) == words


def test_after_the_cut_off_the_day_is_named_as_past() -> None:
    early = bill_with_cutoff(time(17))
    assert time_left(early, at("2026-12-10T17:00:00+08:00"), EN) == "0 h 0 min left"
    assert time_left(early, at("2026-12-10T17:00:01+08:00"), EN) == "past today's cut-off"


@given(st.datetimes(datetime(2026, 6, 1), datetime(2027, 6, 1), timezones=st.timezones()))
def test_words_and_status_never_disagree_about_being_late(now: datetime) -> None:
    bill = book(ledger(order(channel="xiaomi"))).bill("xiaomi/2026-12-10")
    assert bill.channel.auto_debit.default is Switch.OFF, "nobody else may have paid it"
    said = time_left(bill, now, EN)
    assert (status(bill, Moment(now)) is Status.OVERDUE) == (said.endswith("overdue") or said.startswith("past"))
    assert (days_left(bill, now) > 1) == said.endswith("days left")


def test_time_left_is_said_in_both_languages(words: Language) -> None:
    moments = ("2026-11-22", "2026-12-09", "2026-12-10", "2026-12-11", "2026-12-20")
    said = [time_left(BILL, at(f"{day}T12:00:00+08:00"), words) for day in moments]
    assert len(set(said)) == len(said)
    assert "{" not in "".join(said)


def test_weekdays_follow_the_calendar(words: Language) -> None:
    assert weekday(date(2026, 12, 10), EN) == "Thu"
    assert len({weekday(date(2026, 12, day), words) for day in range(7, 14)}) == len(WEEKDAYS) == 7


def test_the_viewers_time_is_shown_only_where_the_clocks_differ() -> None:
    assert viewer_time(BILL, "Asia/Shanghai") == ""
    assert viewer_time(BILL, "Asia/Singapore") == ""
    assert viewer_time(BILL, "Europe/Berlin") == "12-10 16:59 Europe/Berlin"
    assert viewer_time(BILL, "Pacific/Auckland") == "12-11 04:59 Pacific/Auckland"
    assert viewer_time(BILL, "UTC") == "12-10 15:59 UTC"


def test_every_word_of_a_status_is_a_message() -> None:
    assert all(isinstance(each, Message) for each in (*STATUS_WORDS.values(), *WEEKDAYS))
