"""What lateness cost a bill that was repaid is what it was then, whatever rules hold since."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, repay
from models.actions.own_rules import set_override
from models.bills.late_cost import counted, late_cost
from models.channels.account import Account
from models.channels.override import ChannelOverride
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from tests.models.builders import at, book, by_hand, check_book, ledger, order, plan, repaid

CARD = Account(id="cmb", channel="cmb", mode=Mode.STATEMENT, bill_day=18, due_day=5)
BILL = "cmb/2026-11-05"
LATE = at("2026-11-22T12:00:00+08:00")
WASHER = order(
    "washer",
    channel="cmb",
    terms=plan(6_000_00, 12, 35_91),
    due=date(2026, 11, 5),
    bought_at=datetime(2026, 10, 10),
)


def paid_late() -> Ledger:
    """535.91 that was posted on 10-18 and repaid on 11-22: 9.38 of interest, and 26.80 of a minimum of all of it."""
    return repaid(replace(ledger(WASHER), accounts={CARD.id: CARD}), BILL, 535_91, LATE)


def ruled(of: Ledger, **values: object) -> Ledger:
    return set_override(of, by_hand(), ChannelOverride(id="cmb", values=dict(values)), date(2026, 12, 1))


def said(of: Ledger) -> tuple[int, str]:
    one = check_book(of).bill(BILL)
    cost = late_cost(one, at("2026-12-20T12:00:00+08:00"))
    return cost.total, str(counted(one, cost))


CHANGES = (
    {"late_daily_rate": "0.001"},
    {"late_penalty": "0.1"},
    {"late_since": "due"},
    {"grace_days": 20},
    {"grace_amount": "1000.00"},
    {"minimum": {"instalments": "0.1", "other": "0.1"}},
)


@pytest.mark.parametrize("values", CHANGES, ids=lambda values: next(iter(values)))
def test_no_later_rule_changes_what_it_says_of_a_bill_that_was_repaid_late(values):
    of = paid_late()
    assert said(of)[0] == 36_18
    assert said(ruled(of, **values)) == said(of)
    assert said(ruled(ruled(of, **values), late_daily_rate="0.002")) == said(of)


def test_nor_does_a_rule_that_makes_cost_of_what_was_none():
    of = ruled(paid_late(), grace_days=20)
    of = replace(of, repayments={ident: replace(each, late=None) for ident, each in of.repayments.items()})
    assert said(of)[0] == 0
    assert said(ruled(of, grace_days=3))[0] == 0


def test_a_bill_that_is_open_again_goes_by_the_rules_of_today():
    of = ruled(paid_late(), late_daily_rate="0.001")
    assert late_cost(book(of).bill(BILL), LATE).interest == 9_38
    again = replace(of, repayments={})
    now = late_cost(book(again).bill(BILL), LATE).interest
    assert now >= 18_76
    assert late_cost(book(repaid(again, BILL, 535_91, LATE)).bill(BILL), LATE).interest == now


def again(of: Ledger) -> Ledger:
    """10.00 more was paid of what was repaid already."""
    late = ReportedRepayment(amount=10_00, method="debit-card", paid_at=LATE, way=PaidAs.AGAIN)
    return repay(of, book(of).bill(BILL), late, LATE)


@pytest.mark.parametrize("values", CHANGES, ids=lambda values: next(iter(values)))
@pytest.mark.parametrize("first", [False, True])
def test_nor_does_a_second_payment_of_it_before_or_after_that(values, first):
    of = ruled(again(paid_late()), **values) if first else again(ruled(paid_late(), **values))
    assert said(of) == said(paid_late())
    assert said(again(ruled(of, late_daily_rate="0.002"))) == said(paid_late())


def put_off() -> Ledger:
    """All of it was deferred seventeen days late."""
    of = replace(ledger(WASHER), accounts={CARD.id: CARD})
    return defer(of, book(of).bill(BILL), LATE)


def turned() -> Ledger:
    """Without its instalment it was a purchase of 600.00, all of which was turned into instalments as late."""
    shoes = order("shoes", channel="cmb", terms=plan(600_00, 1, 0), due=date(2026, 11, 5), bought_at=WASHER.bought_at)
    of = replace(ledger(shoes), accounts={CARD.id: CARD})
    return convert(of, by_hand(), book(of).bill(BILL), 600_00, 3, 9_00, LATE, "rest")


@pytest.mark.parametrize("values", CHANGES, ids=lambda values: next(iter(values)))
@pytest.mark.parametrize("left", [put_off, turned])
def test_nor_does_any_change_it_of_a_bill_that_was_deferred_or_turned_into_instalments(left, values):
    of = left()
    assert said(of)[0] > 0
    assert said(ruled(of, **values)) == said(of)
    assert said(ruled(ruled(of, **values), late_daily_rate="0.002")) == said(of)


@pytest.mark.parametrize("left", [put_off, turned])
def test_nor_once_that_was_repaid_where_it_went(left):
    of, next_one = left(), "cmb/2026-12-05"
    paid = repaid(ruled(of, late_daily_rate="0.001"), next_one, now=at("2026-12-02T12:00:00+08:00"))
    assert said(ruled(paid, late_daily_rate="0.002")) == said(of)


def test_what_was_deferred_once_costs_by_the_rules_of_today_where_that_is_taken_back():
    of = replace(ruled(put_off(), late_daily_rate="0.001"), deferrals={})
    assert late_cost(book(of).bill(BILL), LATE).interest >= 18_76
