"""The days of a channel, moved: one bill day a month, one due date a bill."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.channels.builtin import builtin
from models.channels.channel import Channel
from models.channels.cycle import Cycle, DueMove, bill_after, bill_due, bill_in, cycle_of, held_on, month_of
from models.channels.due import due_before_move, dues, first_due, meant_day
from models.channels.rules import Mode

DAYS = st.integers(1, 31)
DATES = st.dates(date(2026, 1, 1), date(2029, 12, 31))
MID_DECEMBER = date(2026, 12, 15)


@st.composite
def moves(draw: st.DrawFn, most: int = 3) -> tuple[DueMove, ...]:
    """The days moved up to so often, the earliest move first; some of the due day alone."""
    some = st.builds(DueMove, since=DATES, bill_day=st.none() | DAYS, due_day=DAYS)
    made = draw(st.lists(some, max_size=most, unique_by=lambda move: move.since))
    return tuple(sorted(made, key=lambda move: move.since))


@st.composite
def cycles(draw: st.DrawFn) -> Cycle:
    """Any days, due on a day of the month or some days after the bill, and any moves of them."""
    made = draw(moves())
    if draw(st.booleans()):
        return Cycle(draw(DAYS), draw(DAYS), None, made)
    return Cycle(draw(DAYS), None, draw(st.integers(1, 60)), made)


def channel(bill_day: int | None, due_day: int, *moved: DueMove, ident: str = "huabei") -> Channel:
    return replace(builtin()[ident], bill_day=bill_day, due_day=due_day, due_moves=moved)


def days(of: Channel, first: str, count: int, **more) -> list[str]:
    """Due dates without their year's century: `26-12-10`."""
    return [f"{due:%y-%m-%d}" for due in dues(of, date.fromisoformat(first), count, **more)]


@pytest.mark.parametrize(
    ("old", "new", "first", "expected"),
    [
        pytest.param((1, 10), (10, 20), "2026-12-10", ["26-12-10", "27-01-20", "27-02-20"], id="later"),
        pytest.param((1, 6), (10, 15), "2026-12-06", ["26-12-06", "27-01-15", "27-02-15"], id="later, fewer days"),
        pytest.param((1, 10), (5, 15), "2026-12-10", ["26-12-10", "27-01-15", "27-02-15"], id="a little later"),
        pytest.param((10, 20), (1, 10), "2026-12-20", ["26-12-20", "27-01-10", "27-02-10"], id="back"),
        pytest.param((18, 5), (5, 25), "2026-12-05", ["26-12-05", "26-12-25", "27-01-25"], id="into the bill's month"),
        pytest.param((5, 25), (20, 10), "2026-12-25", ["26-12-25", "27-02-10", "27-03-10"], id="into the next month"),
        pytest.param((20, 15), (5, 10), "2026-12-15", ["26-12-15", "26-12-16", "27-01-10"], id="due before the last"),
        pytest.param((1, 10), (31, 18), "2026-12-10", ["26-12-10", "27-02-18", "27-03-18"], id="bill day 31"),
        pytest.param((1, 10), (10, 31), "2026-12-10", ["26-12-10", "27-01-31", "27-02-28", "27-03-31"], id="due on 31"),
    ],
)
def test_moved_days_keep_every_bill_its_one_due_date(old, new, first, expected):
    assert days(channel(*old, DueMove(MID_DECEMBER, *new)), first, len(expected)) == expected


@pytest.mark.parametrize(
    ("bought", "due"),
    [
        pytest.param(date(2026, 11, 30), date(2026, 12, 10), id="billed before the move"),
        pytest.param(date(2026, 12, 1), date(2027, 1, 20), id="billed after it"),
        pytest.param(date(2027, 1, 5), date(2027, 1, 20), id="before the new bill day"),
        pytest.param(date(2027, 1, 10), date(2027, 2, 20), id="on the new bill day"),
        pytest.param(date(2027, 1, 12), date(2027, 2, 20), id="after the new bill day"),
    ],
)
def test_a_purchase_is_due_by_the_bill_days_as_they_were_moved(bought, due):
    moved = channel(1, 10, DueMove(MID_DECEMBER, 10, 20))
    assert first_due(moved, bought) == due
    assert dues(moved, due, 1) == (due,)


@pytest.mark.parametrize(
    ("since", "december"),
    [
        (date(2026, 11, 30), "26-12-20"),
        (date(2026, 12, 1), "26-12-20"),
        (date(2026, 12, 2), "26-12-10"),
        (date(2026, 12, 31), "26-12-10"),
        (date(2090, 1, 1), "26-12-10"),
        (date(2000, 1, 1), "26-12-20"),
    ],
)
def test_the_months_bill_day_is_the_old_one_where_it_has_passed(since, december):
    assert days(channel(1, 10, DueMove(since, 10, 20)), "2026-12-10", 1) == [december]


def test_days_move_again_and_back():
    moved = channel(1, 10, DueMove(date(2027, 3, 5), 1, 10), DueMove(MID_DECEMBER, 10, 20))
    expected = ["26-12-10", "27-01-20", "27-02-20", "27-03-10", "27-04-10"]
    assert days(moved, "2026-12-10", 5) == expected
    assert days(moved, "2027-01-10", 4) == expected[1:], "entered before the first move"
    assert days(moved, "2027-01-20", 4) == expected[1:], "entered after it"
    assert days(moved, "2027-03-20", 2) == expected[3:], "entered between the two"


def test_of_two_moves_on_one_day_the_last_that_was_said_counts():
    moved = channel(20, 8, DueMove(MID_DECEMBER, 5, 25), DueMove(MID_DECEMBER, 10, 25))
    assert first_due(moved, date(2027, 1, 7)) == date(2027, 1, 25)
    assert days(moved, "2026-12-08", 3) == ["26-12-08", "26-12-25", "27-01-25"]


def test_a_move_of_the_due_day_alone_keeps_the_bill_day_that_held_then():
    moved = channel(1, 10, DueMove(MID_DECEMBER, 10, 20), DueMove(date(2027, 2, 15), None, 25))
    assert days(moved, "2026-12-10", 4) == ["26-12-10", "27-01-20", "27-02-25", "27-03-25"]
    assert first_due(moved, date(2027, 3, 9)) == date(2027, 3, 25)
    assert first_due(moved, date(2027, 3, 10)) == date(2027, 4, 25)


def test_that_a_move_of_the_due_day_alone_put_off_a_bill_that_was_out_is_known_with_the_earlier_date():
    alone, both = (channel(1, 10, DueMove(date(2026, 12, 5), day, 20)) for day in (None, 1))
    assert days(alone, "2026-12-10", 2) == ["26-12-20", "27-01-20"], "as older versions noted it"
    assert due_before_move(alone, date(2026, 12, 20)) == date(2026, 12, 10)
    assert due_before_move(alone, date(2027, 1, 20)) is None, "that one was made since"
    assert days(both, "2026-12-10", 2) == ["26-12-10", "27-01-20"], "the move said again, with the bill day"
    assert {due_before_move(both, due) for due in dues(both, date(2026, 12, 10), 3)} == {None}
    sooner = channel(1, 20, DueMove(date(2026, 12, 5), None, 10))
    assert due_before_move(sooner, date(2026, 12, 10)) is None, "sooner is not late"


def test_a_due_date_some_days_after_the_bill_gives_way_to_the_days_moved_to():
    baitiao = replace(builtin()["jd-baitiao"], mode=Mode.STATEMENT, bill_day=1, due_after=9)
    moved = replace(baitiao, due_moves=(DueMove(MID_DECEMBER, 5, 14),))
    assert days(moved, "2026-12-10", 3) == ["26-12-10", "27-01-14", "27-02-14"]
    assert days(moved, "2026-12-11", 3) == ["26-12-11", "27-01-14", "27-02-14"], "the first date typed stays"
    assert first_due(moved, date(2026, 12, 20)) == date(2027, 1, 14)


def test_orders_on_their_own_dates_are_due_in_the_same_month_on_the_day_moved_to():
    own = replace(builtin()["jd-baitiao"], due_moves=(DueMove(date(2027, 1, 10), 1, 25),))
    assert days(own, "2026-12-08", 4) == ["26-12-08", "27-01-08", "27-02-25", "27-03-25"]
    assert days(own, "2026-12-31", 3) == ["26-12-31", "27-01-25", "27-02-25"]
    assert first_due(own, date(2027, 2, 3)) == date(2027, 3, 25)


def test_a_move_says_the_bill_day_of_a_card_of_which_none_was_known():
    card = replace(builtin()["cmb"], due_moves=(DueMove(MID_DECEMBER, 18, 5),))
    assert first_due(card, date(2026, 12, 14)) is None
    assert first_due(card, date(2026, 12, 17)) == date(2027, 1, 5)
    assert first_due(card, date(2026, 12, 18)) == date(2027, 2, 5)
    assert days(card, "2026-12-12", 3) == ["26-12-12", "27-01-05", "27-02-05"]


def test_a_day_of_the_orders_own_goes_on_until_the_days_are_moved():
    moved = channel(1, 10, DueMove(MID_DECEMBER, 10, 20))
    assert days(moved, "2026-12-12", 3) == ["26-12-12", "27-01-20", "27-02-20"]
    after = {"bought": date(2027, 1, 11)}
    assert days(moved, "2027-02-12", 2, **after) == ["27-02-12", "27-03-12"], "it was typed with the days as they are"


def test_moved_to_day_31_a_first_date_in_a_short_month_means_31():
    moved = channel(1, 10, DueMove(MID_DECEMBER, 10, 31))
    due = first_due(moved, date(2027, 2, 1))
    assert due == date(2027, 2, 28)
    assert meant_day(moved, date(2027, 2, 1), due) == 31
    assert days(moved, "2027-02-28", 3, day=31) == ["27-02-28", "27-03-31", "27-04-30"]


@given(cycles(), DATES)
def test_each_month_has_one_bill_day_and_each_bill_one_due_date(cycle, start):
    bills = [bill_in(cycle, month_of(start) + k) for k in range(40)]
    for k, one in enumerate(bills):
        assert one.billed is not None
        assert month_of(one.billed) == month_of(start) + k
        assert one.due >= one.billed
        assert bill_due(cycle, one.due) == month_of(start) + k
    assert all(one.due < other.due and one.moves <= other.moves for one, other in pairwise(bills))


@given(cycles(), DATES)
def test_a_bill_that_no_move_concerns_is_as_if_there_were_none(cycle, start):
    for k in range(-6, 40):
        one, usual = bill_in(cycle, month_of(start) + k), bill_in(replace(cycle, moves=()), month_of(start) + k)
        if one.moves == 0:
            assert (one.billed, one.due) == (usual.billed, usual.due)
        if cycle.moves and all(move.since > usual.due for move in cycle.moves):
            assert one == usual


@given(cycles(), DATES, st.integers(1, 36))
def test_a_purchase_goes_on_consecutive_bills_from_the_first_after_it(cycle, bought, periods):
    of = replace(
        builtin()["huabei"],
        bill_day=cycle.bill_day,
        due_day=cycle.due_day,
        due_after=cycle.due_after,
        due_moves=() if cycle.due_after else cycle.moves,
    )
    if cycle.due_after:
        cycle = replace(cycle, moves=())
    first = first_due(of, bought)
    assert first is not None
    assert first > bought
    rows = dues(of, first, periods, meant_day(of, bought, first), bought)
    month = bill_due(cycle, first)
    assert month is not None
    assert list(rows) == [bill_in(cycle, month + k).due for k in range(periods)]


@given(cycles(), DATES)
def test_later_purchases_are_never_due_earlier(cycle, bought):
    found = [bill_after(cycle, bought + timedelta(days=k)) for k in range(62)]
    assert all(one <= other for one, other in pairwise(found))


@given(cycles(), DATES, DAYS, st.integers(2, 30))
def test_whatever_first_date_was_typed_the_due_dates_go_up_month_by_month(cycle, first, day, periods):
    of = replace(
        builtin()["huabei"], bill_day=cycle.bill_day, due_day=cycle.due_day or 1, due_after=None, due_moves=cycle.moves
    )
    rows = dues(of, first, periods, max(day, first.day))
    assert all(one < other for one, other in pairwise(rows))
    assert all(month_of(other) - month_of(one) <= 3 for one, other in pairwise(rows))


@given(st.sampled_from((None, 5, 20)), moves(), DATES, st.integers(1, 24))
def test_a_first_date_as_it_was_moved_is_not_moved_again(bill_day, made, first, periods):
    of = channel(bill_day, 10, *made, ident="cmb")
    rows = dues(of, first, periods)
    known = cycle_of(bill_day, 10, None, made)
    if bill_due(known, rows[0]) is not None:
        assert dues(of, rows[0], periods, held_on(known, rows[0]).due_day)[0] == rows[0]
