"""Dates and amounts as they were typed: clamped days spring back, and no figure is changed."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.channel import Channel
from models.channels.due import dues
from models.channels.effective import effective, effective_channel
from models.channels.names import channel_names
from models.channels.override import ChannelOverride
from models.channels.rules import Mode
from models.exchange.row import read_row
from models.ledger.ledger import drop
from models.ledger.order import Order
from models.offers.amounts import amounts_plan
from models.offers.rounding_up import rounded_up
from models.plans.plan import parts
from models.plans.split import Remainder
from models.values.message import Problem
from tests.models.builders import ledger


def first_read(channel: str, first: str, bought: str = "2027-01-31", **override: object) -> Order:
    """The order that a form or a file gives; the `override` is the user's own rules for the channel."""
    overrides = {channel: ChannelOverride(id=channel, values=override)} if override else {}
    cells = {
        "title": "phone",
        "bought_at": bought,
        "channel": channel,
        "periods": "4",
        "amount_per_period": "100",
        "first_due": first,
    }
    read = read_row(1, cells, channel_names(effective(builtin(), overrides)))
    assert isinstance(read, Order), read
    return read


def days(of: Order) -> list[str]:
    """The order's due dates, without the year."""
    return [f"{line.due:%m-%d}" for line in derive(ledger(of), builtin()).schedules[of.id]]


def test_a_clamped_first_due_date_springs_back_to_the_day_of_the_purchase():
    read = first_read("xiaomi", "2027-02-28")
    assert (read.due_day, days(read)) == (31, ["02-28", "03-31", "04-30", "05-31"])


def test_a_clamped_first_due_date_springs_back_to_the_statements_due_day():
    read = first_read("cmb", "2027-02-28", bought="2027-02-01", bill_day=10, due_day=31)
    assert (read.due_day, days(read)) == (31, ["02-28", "03-31", "04-30", "05-31"])


@pytest.mark.parametrize(
    ("channel", "first", "bought", "then"),
    [
        ("jd-baitiao", "2027-02-28", "2027-01-28", "03-28"),
        ("jd-baitiao", "2027-02-27", "2027-01-31", "03-27"),
        ("jd-baitiao", "2027-04-30", "2027-02-10", "05-30"),
        ("huabei", "2027-02-28", "2027-01-31", "03-28"),
    ],
)
def test_a_first_due_date_that_was_not_clamped_means_its_own_day(channel, first, bought, then):
    assert days(first_read(channel, first, bought))[:2] == [first[5:], then]


def test_every_amount_stays_as_typed_where_the_fee_is_not_shown():
    rows = parts(amounts_plan(100_000, 3, [35_000], None, Remainder.LAST))
    assert [row.amount for row in rows] == [35_000] * 3
    assert (sum(row.principal for row in rows), sum(row.fee for row in rows)) == (100_000, 5_000)


@given(
    st.integers(1, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, 100_000), st.integers(0, 50))),
    st.sampled_from(Remainder),
)
def test_amounts_typed_are_amounts_charged_whatever_the_principal(typed, remainder):
    periods, amount, share = typed
    principal = max(periods * amount * (100 - share) // 100, (periods * amount + 1) // 2)
    assume(not rounded_up(principal, periods, amount))
    rows = parts(amounts_plan(principal, periods, [amount], None, remainder))
    assert [row.amount for row in rows] == [amount] * periods
    assert sum(row.principal for row in rows) == principal
    assert all(row.fee >= 0 and row.principal >= 0 for row in rows)


def after_the_bill() -> Channel:
    """白条 by statement: the bill on the 1st, due nine days later."""
    return replace(builtin()["jd-baitiao"], mode=Mode.STATEMENT, bill_day=1, due_day=None, due_after=9)


@pytest.mark.parametrize("first", [date(2026, 12, 9), date(2026, 12, 10), date(2026, 12, 11)])
def test_the_first_due_date_typed_stays_and_the_others_follow_the_bill_day(first):
    assert dues(after_the_bill(), first, 3) == (first, date(2027, 1, 10), date(2027, 2, 10))


def said(override: dict[str, object]) -> Channel:
    """白条 by the user's own rules."""
    return effective_channel(builtin(), ChannelOverride(id="jd-baitiao", values=override))


def test_a_due_day_cannot_be_moved_where_it_follows_the_bill_day():
    table = {"due_after": 9, "bill_day": 1, "mode": "statement", "due_moves": [{"since": "2027-01-01", "day": 20}]}
    with pytest.raises(Problem, match=r"due_moves|due_after"):
        said(table)
    assert said(drop(table, "due_moves")).due_after == 9
    assert said(drop(table, "due_after") | {"due_day": 10}).due_moves
