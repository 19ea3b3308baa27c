"""The clock: the host's, or one that stands still."""

from datetime import UTC, datetime, timedelta, timezone

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.message import Problem
from tui.run.clock import clock, parse_now


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)),
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_an_instant_that_was_written_is_read_back(local: datetime, zone: timezone) -> None:
    at = local.replace(tzinfo=zone)
    assert parse_now(at.isoformat()) == at


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22T14:00:00+08:00",
        "2026-11-22 14:00+08:00",
        "2026-11-22T06:00:00Z",
        "2026-11-22T14:00:00.000+0800",
        "2026-11-22T01:00:00-05:00",
    ],
)
def test_the_usual_ways_of_writing_it_mean_the_same(text: str) -> None:
    assert parse_now(text) == datetime(2026, 11, 22, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "2026-11-22",
        "14:00",
        "2026-11-22T14:00:00",
        "P1M",
        "2026-W05",
        "2026-02-30T14:00:00+08:00",
        "2026-11-22T25:00:00+08:00",
        "２０２６-11-22T14:00:00+08:00",
        "2026-11-22T14:00:00+08:00\n",
        "1999-12-31T14:00:00+08:00",
        "9999-12-31T23:59:59-12:00",
    ],
)
def test_what_is_lax_or_far_away_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        parse_now(text)


@given(st.text())
def test_any_text_is_an_instant_or_a_problem(text: str) -> None:
    try:
        assert parse_now(text).tzinfo is not None
    except Problem as problem:
        assert str(problem)


def test_a_fixed_clock_stands_still() -> None:
    now = clock("2026-11-22T14:00:00+08:00")
    assert now() == now() == datetime(2026, 11, 22, 6, tzinfo=UTC)


def test_the_environment_fixes_the_clock_unless_an_option_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENQI_NOW", "2026-01-01T00:00:00Z")
    assert clock(None)() == datetime(2026, 1, 1, tzinfo=UTC)
    assert clock("2026-02-02T00:00:00Z")() == datetime(2026, 2, 2, tzinfo=UTC)


def test_without_a_wish_it_is_the_hosts_clock() -> None:
    before = pendulum.now("UTC")
    asked = clock(None)()
    assert before <= asked <= pendulum.now("UTC")
    assert asked.utcoffset() is not None


@pytest.mark.parametrize("year", [1970, 1999, 2100, 9999])
def test_a_clock_of_the_host_that_cannot_be_right_is_named_and_not_gone_by(
    year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FENQI_NOW", raising=False)
    monkeypatch.setattr("tui.run.clock.pendulum.now", lambda _zone: pendulum.datetime(year, 6, 1))
    with pytest.raises(Problem, match=f"the clock of this machine says {year}-06-01"):
        clock(None)
    assert clock("2026-11-22T14:00:00+08:00")().year == 2026
