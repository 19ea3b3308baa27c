"""What lateness cost a bill that was repaid is what it was then, whatever rules hold since."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.actions.own_rules import set_override
from models.bills.late_cost import counted, late_cost
from models.channels.account import Account
from models.channels.override import ChannelOverride
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
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
