"""A bill is checked where the institution's own figure agrees, and wrong where it differs and nothing has changed."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.convert import convert
from models.actions.seen import figure_seen, sighted
from models.actions.total import set_total
from models.bills.checked import Agreement, checked, checks
from models.ledger.ledger import Ledger
from models.ledger.sighting import Sighting
from models.values.money import Fen
from tests.models.builders import BEFORE, NOW, at, bill, book, by_hand, corrected, ledger, order, refund, repaid

ID = "huabei/2026-12-10"
SEEN = at("2026-12-03T09:00:00+08:00")
LATER = at("2026-12-04T09:00:00+08:00")
PHONE = ledger(order("phone"))
"""One bill of ¥101.00 on 12-10."""


def with_figure(
    of: Ledger, total: Fen, seen: datetime = SEEN, source: str = "alipay", channel: str = "huabei"
) -> Ledger:
    return figure_seen(of, bill(of, channel), total, seen, source)


def check(of: Ledger, channel: str = "huabei") -> Agreement | None:
    found = checked(bill(of, channel), of)
    return found.agreement if found else None


def test_nobody_has_checked_a_bill_of_which_no_figure_was_seen():
    assert check(PHONE) is None
    assert checks(PHONE, book(PHONE)) == {}


def test_the_same_figure_checks_it_and_another_one_differs():
    assert check(with_figure(PHONE, 10_100)) is Agreement.AGREES
    assert check(with_figure(PHONE, 10_000)) is Agreement.DIFFERS
    assert check(with_figure(PHONE, 20_100)) is Agreement.DIFFERS


def test_a_cards_total_may_be_more_than_its_instalments_but_not_less():
    of = ledger(order("tv", channel="cmb"))
    assert check(with_figure(of, 500_000, channel="cmb"), "cmb") is Agreement.AGREES
    assert check(with_figure(of, 10_000, channel="cmb"), "cmb") is Agreement.DIFFERS


def test_a_bill_that_was_repaid_since_is_checked_all_the_same():
    assert check(repaid(with_figure(PHONE, 10_100), ID, now=NOW)) is Agreement.AGREES
    assert check(repaid(with_figure(PHONE, 20_100), ID, now=NOW)) is Agreement.DIFFERS


def test_a_figure_that_the_bill_was_corrected_to_checks_it():
    assert check(set_total(PHONE, bill(PHONE), 10_000, LATER)) is Agreement.AGREES
    assert check(corrected(PHONE, ID, 10_050)) is Agreement.AGREES


def test_a_figure_that_was_seen_after_the_bill_was_corrected_differs_again():
    of = set_total(PHONE, bill(PHONE), 10_000, SEEN)
    assert check(with_figure(of, 10_100, LATER)) is Agreement.DIFFERS


def bought(when: datetime) -> Ledger:
    """The ledger with the figure that was right for it, and an order more on the bill."""
    of = with_figure(PHONE, 10_100)
    return replace(of, orders={**of.orders, "robot": order("robot", bought_at=when)})


@pytest.mark.parametrize(
    "when",
    [
        pytest.param(datetime(2026, 12, 3), id="on that day"),
        pytest.param(datetime(2026, 12, 3, 9, 1), id="a minute later"),
    ],
)
def test_what_was_bought_since_makes_a_figure_an_old_one(when):
    assert check(bought(when)) is Agreement.OUTDATED


def test_what_was_sent_back_since_makes_a_figure_an_old_one():
    of = with_figure(PHONE, 10_100, BEFORE)
    assert check(refund(of, "phone", 30_000, at("2026-11-25T12:00:00+08:00"), full=True)) is Agreement.OUTDATED


def test_an_order_that_was_only_entered_since_does_not_excuse_what_differs():
    assert check(bought(datetime(2026, 11, 20, 9))) is Agreement.DIFFERS


def test_what_somebody_said_is_right_here_is_no_difference_until_a_newer_figure_is_seen():
    of = with_figure(PHONE, 20_100)
    of = sighted(of, Sighting(id="a" * 12, source="alipay", at=SEEN, amount=20_100, ignored=True))
    assert check(of) is Agreement.ACCEPTED
    assert check(with_figure(of, 20_200, LATER)) is Agreement.DIFFERS


@given(total=st.integers(1, 100_000))
def test_whatever_was_seen_there_is_no_alarm_where_the_amounts_are_the_same(total):
    found = checked(bill(PHONE), with_figure(PHONE, total))
    assert found is not None
    assert (found.agreement is Agreement.AGREES) == (total == found.amount)


def test_what_was_turned_at_the_very_instant_of_a_figure_that_was_said_came_after_it_unless_its_correction_knows_it():
    first = set_total(PHONE, bill(PHONE), 20_000, SEEN)
    assert check(convert(first, by_hand(), bill(first), 5_000, 3, 0, SEEN, "账单分期")) is Agreement.OUTDATED
    of = set_total(PHONE, bill(PHONE), 30_000, SEEN)
    of = convert(of, by_hand(), bill(of), 5_000, 3, 0, SEEN, "账单分期")
    of = set_total(of, bill(of), 20_000, SEEN)
    assert check(of) is Agreement.AGREES
    assert check(refund(of, "phone", 30_000, BEFORE, full=True)) is Agreement.DIFFERS, "what was turned is in it"
