"""Settled so soon after the purchase that nothing is charged, where the institution has it so."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.early import early_quote
from models.actions.own_rules import set_override
from models.channels.builtin import builtin
from models.channels.override import ChannelOverride
from models.channels.rules import Early, EarlyRule
from models.ledger.ledger import Ledger
from models.plans.plan import Basis, Flat
from tests.models.builders import at, book, check_book, found, ledger, order, settled_early

TV = Flat(principal=3_000_00, periods=12, rate=Decimal("0.006"), basis=Basis.PERIOD)
BOUGHT = "2026-11-22"


def tv(channel: str = "jd-baitiao") -> Ledger:
    day = datetime(2026, 11, 22, 8)
    return ledger(order("tv", channel=channel, terms=TV, due=date(2026, 12, 10), bought_at=day))


def charge(of: Ledger, day: str) -> int:
    there = book(of)
    channel = there.bill_of(there.schedules["tv"][0]).channel
    return early_quote(of.orders["tv"], there, channel, at(f"{day}+08:00")).charge


@pytest.mark.parametrize(
    ("now", "charged"),
    [("2026-11-22T08:00:00", 0), ("2026-11-22T23:59:00", 0), ("2026-11-23T00:00:00", 18_00)],
)
def test_baitiao_is_free_on_the_day_of_the_purchase_alone(now, charged):
    assert charge(tv(), now) == charged


def test_what_is_paid_then_is_the_price_and_no_fee():
    of = settled_early(tv(), "tv", now=at("2026-11-22T20:00:00+08:00"))
    check_book(of)
    assert [each.amount for each in of.repayments.values()] == [3_000_00]
    bill = found(tv(), "early/tv", at("2026-11-22T20:00:00+08:00"))
    assert [line.amount for line in bill.lines] == [250_00] * 12


def test_of_an_institution_that_does_not_say_so_it_is_not_free():
    assert charge(tv("huabei"), f"{BOUGHT}T12:00:00") == 216_00


@pytest.mark.parametrize(("days", "charged"), [(0, 18_00), (1, 0), (7, 0)])
def test_how_many_days_the_user_says_wins(days, charged):
    of = set_override(tv(), builtin(), ChannelOverride(id="jd-baitiao", values={"early": {"free_days": days}}))
    assert charge(of, f"{BOUGHT}T12:00:00") == charged


@given(rule=st.sampled_from(EarlyRule), free=st.integers(0, 31), after=st.integers(0, 17))
def test_whatever_the_rule_the_days_that_are_free_are_counted_from_the_purchase(rule, free, after):
    one = replace(builtin()["huabei"], early=Early(rule, percent="3", daily_rate="0.00065"))
    channel = replace(one, early=replace(one.early, free_days=free))
    of, now = tv("huabei"), at(f"{BOUGHT}T12:00:00+08:00") + timedelta(after)
    mine, plain = (
        early_quote(of.orders["tv"], book(of, {**builtin(), "huabei": each}), each, now) for each in (channel, one)
    )
    assert mine.free is (after < free)
    assert mine.charge_to_come == (0 if after < free else plain.charge_to_come)
    assert mine.billed == plain.billed, "what is billed is due in any case"
