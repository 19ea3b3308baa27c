"""What lateness costs: estimates, by the institution's own calendar."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import verifying
from models.bills.bill import Bill
from models.bills.late_cost import counted
from models.bills.late_interest import cost_a_day, days_late, late_interest, left_bearing
from models.channels.builtin import builtin
from models.channels.rules import LateBase
from models.ledger.correction import LATE
from models.ledger.ledger import Ledger
from models.ledger.progress import Way
from tests.models.builders import (
    at,
    bill,
    book,
    check_book,
    corrected,
    ledger,
    order,
    plan,
    repaid,
    settled_early,
    up_to_amount,
)

ID = "huabei/2026-12-10"
OF = ledger(order(terms=plan(300_000)))
THREE_DAYS_LATE = at("2026-12-13T09:00:00+08:00")


@pytest.mark.parametrize(
    ("now", "days", "interest"),
    [
        ("2026-12-05T12:00:00+08:00", 0, 0),
        ("2026-12-10T15:59:59+00:00", 0, 0),
        ("2026-12-10T16:00:00+00:00", 1, 50),
        ("2026-12-11T15:59:59+00:00", 1, 50),
        ("2026-12-11T16:00:00+00:00", 2, 100),
        ("2027-01-09T12:00:00+08:00", 30, 1_502),
    ],
)
def test_days_late_are_the_institutions_and_interest_is_simple(now, days, interest):
    assert (days_late(bill(OF), at(now)), late_interest(bill(OF), at(now))) == (days, interest)


def test_after_the_cut_off_on_the_due_day_no_whole_day_has_passed():
    one = bill(ledger(order(channel="cmb")), "cmb")
    assert days_late(one, at("2026-12-10T17:00:01+08:00")) == 0
    assert late_interest(one, at("2026-12-10T17:00:01+08:00")) == 0


@pytest.mark.parametrize("channel", list(builtin()))
def test_interest_is_by_the_channels_own_daily_rate(channel):
    one = bill(ledger(order(channel=channel, terms=plan(30_000_000))), channel)
    first, second = (late_interest(one, at(f"2026-12-{day}T12:00:00+08:00")) for day in (11, 12))
    assert second - first == 5_000
    assert cost_a_day(10_000, one.channel) == 5


def test_what_was_repaid_bears_no_interest():
    one = bill(repaid(OF, ID, 60_100))
    assert late_interest(one, THREE_DAYS_LATE) == 60
    assert late_interest(bill(repaid(OF, ID)), THREE_DAYS_LATE) == 0


def test_the_difference_to_the_apps_figure_is_a_line_of_its_own_and_bears_no_interest():
    of = up_to_amount(OF, ID, THREE_DAYS_LATE)
    of = verifying.settle_amount(of, bill(of), 120_100, Way.CORRECT, 120_100, THREE_DAYS_LATE)
    one = check_book(of).bill(ID)
    assert [(line.order_id, line.amount) for line in one.lines] == [("phone", 100_100), ("", 20_000)]
    assert of.corrections[ID].reason == LATE
    assert late_interest(one, THREE_DAYS_LATE) == late_interest(bill(OF), THREE_DAYS_LATE) == 150


def test_a_bill_corrected_before_it_was_late_does_not_speak_of_late_interest():
    now = THREE_DAYS_LATE - timedelta(days=4)
    of = up_to_amount(OF, ID, now)
    of = verifying.settle_amount(of, bill(of), 100_255, Way.CORRECT, 100_255, now)
    assert of.corrections[ID].reason == ""


def test_settling_an_order_early_makes_nothing_of_its_later_periods_late():
    late = at("2026-12-15T12:00:00+08:00")
    of = ledger(order("big", terms=plan(1_200_000, 12, 0)), order("small", terms=plan(30_000, 3, 0)))
    before = bill(of).outstanding
    assert late_interest(bill(of), late) == late_interest(bill(settled_early(of, "big", None, late)), late)
    assert late_interest(bill(of), late) == round(before * 5 * 0.0005)


def test_a_day_of_the_rest_costs_what_a_day_of_lateness_does():
    of = corrected(OF, ID, 200_100)
    one = bill(of)
    day = late_interest(one, at("2026-12-11T12:00:00+08:00"))
    assert day == cost_a_day(left_bearing(one, 0), one.channel) == 100


def test_a_channel_without_a_rate_costs_nothing():
    free = replace(builtin()["huabei"], late_daily_rate="0")
    assert late_interest(book(OF, {**builtin(), "huabei": free}).bill(ID), THREE_DAYS_LATE) == 0


def by_principal(of: Ledger) -> Bill:
    """The bill where its channel counts late interest on the principal alone."""
    channel = replace(builtin()["huabei"], late_base=LateBase.PRINCIPAL)
    return book(of, {**builtin(), "huabei": channel}).bill(ID)


FEES = ledger(order(terms=plan(300_000, fee=10_000)))


def test_late_interest_is_on_everything_owed_or_on_the_principal_in_it():
    assert late_interest(bill(FEES), THREE_DAYS_LATE) == 165
    assert late_interest(by_principal(FEES), THREE_DAYS_LATE) == 150


def test_a_fee_that_was_repaid_takes_nothing_off_interest_on_the_principal():
    of = repaid(FEES, ID, 10_000)
    assert (late_interest(bill(of), THREE_DAYS_LATE), late_interest(by_principal(of), THREE_DAYS_LATE)) == (150, 150)
    of = repaid(FEES, ID, 60_000)
    assert late_interest(by_principal(of), THREE_DAYS_LATE) == 75


def test_principal_that_was_repaid_late_counts_for_the_days_that_it_was_late():
    of = repaid(FEES, ID, 60_000, THREE_DAYS_LATE)
    ten_days_late = THREE_DAYS_LATE + timedelta(days=7)
    assert late_interest(by_principal(of), ten_days_late) == 75 + 250


@given(
    principal=st.integers(3, 10**8),
    fee=st.integers(0, 10**6),
    paid=st.integers(1, 10**8),
    days=st.integers(0, 900),
)
def test_interest_on_the_principal_is_never_more_than_on_all_that_is_owed(principal, fee, paid, days):
    of = ledger(order(terms=plan(principal - principal % 3, fee=fee)))
    owed = bill(of).outstanding
    if paid < owed:
        of = repaid(of, ID, paid)
    now = THREE_DAYS_LATE + timedelta(days=days)
    assert 0 <= late_interest(by_principal(of), now) <= late_interest(bill(of), now)
    if not fee:
        assert late_interest(by_principal(of), now) == late_interest(bill(of), now)


@given(fee=st.integers(0, 10**5), pay=st.integers(0, 10**6))
def test_what_a_part_payment_leaves_bears_interest_on_the_channels_base(fee, pay):
    of = ledger(order(terms=plan(300_000, fee=fee)))
    one, principal = bill(of), by_principal(of)
    assert left_bearing(one, pay) == max(0, 100_000 + fee - pay)
    assert left_bearing(principal, pay) == max(0, 100_000 - max(0, pay - fee)), "fees are repaid before the principal"


@pytest.mark.parametrize(
    ("base", "said"),
    [
        (LateBase.OUTSTANDING, "0.05% a day on what is owed, an estimate"),
        (LateBase.PRINCIPAL, "0.05% a day on the principal, an estimate"),
    ],
)
def test_an_estimate_says_what_it_is_counted_on(base, said):
    one = replace(bill(ledger(order())), channel=replace(builtin()["huabei"], late_base=base))
    assert str(counted(one)) == said
