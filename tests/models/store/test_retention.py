"""Which backups stay, whatever the clock did and whenever the others were removed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.store.retention import LAST, MOST, SPANS, BackupMark, kept

START = datetime(2026, 11, 16, 0, 0, tzinfo=UTC)
ZONE = timedelta(hours=8)
"""Days are Shanghai's."""
END = datetime.max.replace(tzinfo=UTC) - ZONE
AHEAD, DEAD = datetime(2099, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)

clocks = st.one_of(
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from([AHEAD, DEAD]),
    st.integers(0, 3_000).map(lambda hours: START + timedelta(hours=hours)),
)
histories = st.lists(clocks, max_size=150).map(lambda times: [BackupMark(*each) for each in enumerate(times, 1)])


def written(*times: datetime) -> list[BackupMark]:
    return [BackupMark(*each) for each in enumerate(times, 1)]


@given(histories)
def test_the_newest_ten_stay_and_never_more_than_so_many(marks: list[BackupMark]) -> None:
    staying = kept(marks)
    assert set(marks[-LAST:]) <= staying <= set(marks)
    assert len(staying) <= MOST == 80


@given(histories, st.data())
def test_whenever_and_in_whatever_order_backups_come_and_go_the_same_stay(
    marks: list[BackupMark], data: st.DataObject
) -> None:
    there: frozenset[BackupMark] = frozenset()
    for mark in data.draw(st.permutations(marks)):
        there |= {mark}
        if data.draw(st.booleans()):
            there = kept(there)
    assert kept(there) == kept(marks)


@given(histories)
def test_every_one_of_the_last_hours_days_weeks_and_months_has_its_newest_write(marks: list[BackupMark]) -> None:
    staying = kept(marks)
    for span, count in SPANS:
        newest = {span(min(mark.at, END) + ZONE): mark for mark in marks}
        assert set(sorted(newest.values())[-count:]) <= staying


def test_a_week_of_twelve_writes_a_day_leaves_the_last_of_every_day() -> None:
    marks = written(*(START + timedelta(days=day, hours=number) for day in range(7) for number in range(12)))
    assert set(marks[11::12]) <= kept(marks)


def test_two_years_of_writes_leave_every_month() -> None:
    marks = written(*(START + timedelta(days=day) for day in range(720)))
    last_of = {(mark.at.year, mark.at.month): mark for mark in marks}
    assert set(list(last_of.values())[-24:]) <= kept(marks)


def test_one_write_by_a_clock_that_was_ahead_is_not_the_newest_for_good() -> None:
    ordinary = [START + timedelta(hours=hour) for hour in range(40)]
    marks = written(*ordinary[:3], AHEAD, *ordinary[3:])
    staying = kept(marks)
    assert set(marks[-LAST:]) <= staying
    assert {mark for mark in marks if mark.at > AHEAD - ZONE} <= staying, "a month of its own"
    without = kept([mark for mark in marks if mark.at != AHEAD])
    assert len(without - staying) <= len(SPANS), "it takes one place of each kind"


def test_a_dead_clock_takes_one_place_of_each_kind_however_often_it_writes() -> None:
    before = written(*(START + timedelta(days=day) for day in range(10)))
    after = [BackupMark(100 + number, DEAD + timedelta(seconds=number)) for number in range(50)]
    assert set(before) <= kept([*before, *after])


def test_the_last_instants_of_the_calendar_have_days_too() -> None:
    marks = written(datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC))
    assert kept(marks) == set(marks)
