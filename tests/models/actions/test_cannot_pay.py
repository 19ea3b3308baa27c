"""A bill that cannot be paid in time: the last safe hours, what lateness will cost, and the next payday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.cannot_pay import last_hours, lateness
from models.bills.bill import Bill
from models.bills.late_cost import late_cost
from models.bills.proportion import next_payday
from models.channels.arrival import arrives
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from tests.models.builders import NOW, at, bill, book, by_hand, ledger, order, plan

OWN = "huabei"


def of_channel(ident: str, catalogue: Catalogue | None = None) -> Bill:
    of = ledger(order("phone", channel=ident, terms=plan(3_000_00, 3, 10_00)), order("shoes", channel=ident))
    (first, *_) = book(of, catalogue).bills.values()
    return first


@pytest.mark.parametrize("ident", builtin())
def test_each_method_has_its_last_hour_and_what_is_sent_then_is_there_in_time(ident: str) -> None:
    one = of_channel(ident)
    hours = last_hours(one)
    assert sorted(each.id for hour in hours for each in hour.methods) == sorted(each.id for each in one.channel.methods)
    for hour in hours:
        for method in hour.methods:
            arrival = one.channel.arrival(method.id)
            assert (arrival is None) is (hour.at is None)
            if arrival is not None and hour.at is not None:
                assert arrives(arrival, hour.at, one.channel.zone).timestamp() <= one.due_at.timestamp()
    known = [hour.at for hour in hours if hour.at is not None]
    assert known == sorted(known)
    assert all(hour.at is not None for hour in hours[: len(known)])


@pytest.mark.parametrize("ident", builtin())
def test_the_first_late_day_is_what_lateness_costs_then_and_each_further_day_the_same_again(ident: str) -> None:
    one = of_channel(ident)
    found = lateness(one, NOW)
    assert found is not None
    first = one.due_at + timedelta(days=1)
    assert found.cost == late_cost(one, first)
    for days in (1, 10, 60):
        later = late_cost(one, first + timedelta(days=days))
        # Rounded once each day here, and once in all there.
        assert abs(later.total - found.cost.total - days * found.a_day) <= 2 * days


def test_of_a_bill_that_is_late_it_is_the_cost_so_far() -> None:
    now = at("2026-12-22T12:00:00+08:00")
    one = bill(ledger(order("phone")))
    found = lateness(one, now)
    assert found is not None
    assert found.cost == late_cost(one, now)
    assert found.cost.total > 0


def test_past_the_cut_off_of_the_due_day_it_is_the_first_late_day_that_is_still_to_come() -> None:
    one = of_channel("cmb")
    found = lateness(one, one.due_at + timedelta(hours=1))
    assert found is not None
    assert found.cost == late_cost(one, one.due_at + timedelta(days=1))


def test_a_rate_that_nobody_knows_is_not_zero() -> None:
    unknown = {**by_hand(), OWN: replace(by_hand()[OWN], late_daily_rate="0")}
    assert lateness(of_channel(OWN, unknown), NOW) is None


@given(st.integers(1, 31), st.dates(date(2020, 1, 1), date(2099, 1, 1)))
def test_the_next_payday_is_within_a_month_and_never_behind(payday: int, day: date) -> None:
    found = next_payday(day, payday)
    assert 0 <= (found - day).days <= 31
    assert found.day == payday or (found + timedelta(days=1)).day == 1
