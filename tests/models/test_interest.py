"""What lateness costs: estimates, by the institution's own calendar."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from models import checklist
from models.channel import builtin
from models.checklist import LATE
from models.interest import cost_a_day, days_late, late_interest
from models.ledger import Way
from tests.models.builders import at, bill, book, check_book, ledger, order, plan, repaid, walk_to_amount

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
    rates = {"0.0005": 5_000, "0.0007": 7_000}
    assert late_interest(one, at("2026-12-11T12:00:00+08:00")) == rates[one.channel.late_daily_rate]
    assert cost_a_day(10_000, one.channel) == {"0.0005": 5, "0.0007": 7}[one.channel.late_daily_rate]


def test_what_was_repaid_bears_no_interest():
    one = bill(repaid(OF, ID, 60_100))
    assert late_interest(one, THREE_DAYS_LATE) == 60
    assert late_interest(bill(repaid(OF, ID)), THREE_DAYS_LATE) == 0


def test_the_difference_to_the_apps_figure_is_a_line_of_its_own_and_bears_no_interest():
    of = walk_to_amount(OF, ID, THREE_DAYS_LATE)
    of = checklist.settle_amount(of, bill(of), 120_100, Way.CORRECT, 120_100, THREE_DAYS_LATE)
    one = check_book(of).bill(ID)
    assert [(line.order_id, line.amount) for line in one.lines] == [("phone", 100_100), ("", 20_000)]
    assert of.corrections[ID].reason == LATE
    assert late_interest(one, THREE_DAYS_LATE) == late_interest(bill(OF), THREE_DAYS_LATE) == 150


def test_a_bill_corrected_before_it_was_late_does_not_speak_of_late_interest():
    now = THREE_DAYS_LATE - timedelta(days=4)
    of = walk_to_amount(OF, ID, now)
    of = checklist.settle_amount(of, bill(of), 100_255, Way.CORRECT, 100_255, now)
    assert of.corrections[ID].reason == ""


def test_a_channel_without_a_rate_costs_nothing():
    free = replace(builtin()["huabei"], late_daily_rate="0")
    assert late_interest(book(OF, {**builtin(), "huabei": free}).bill(ID), THREE_DAYS_LATE) == 0
