"""Goods returned after a bill is out: the institution takes the whole of it, and what is too much is credit."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.account_changes import restated
from models.actions.refund import credit_with
from models.actions.total import set_total
from models.actions.used_credit import as_they_are
from models.bills.contracts import contracts
from models.bills.credits import credits_of
from models.channels.account import Account
from models.channels.rules import Mode
from models.ledger.reduction import Target
from models.plans.plan import EqualAmounts
from tests.models.builders import (
    BEFORE,
    NOW,
    at,
    bill,
    book,
    by_hand,
    check_book,
    corrected,
    ledger,
    order,
    plan,
    refund,
    repaid,
)

ID = "huabei/2026-12-10"
OF = ledger(order("phone", terms=plan(120_000, 12, 0)))
"""100.00 a month."""


def owed(of) -> list[int]:
    return [row.outstanding for row in book(of).schedules["phone"]]


def credit(of) -> int:
    return credit_with(of, by_hand()).get("huabei", 0)


def test_the_bill_that_is_out_is_owed_whole_and_what_is_too_much_is_credit():
    of = refund(OF, "phone", 120_000, NOW, full=True)
    assert (owed(of), credit(of)) == ([10_000, *[0] * 11], 10_000)
    check_book(of)


def test_on_the_day_before_the_statement_nothing_is_billed():
    of = refund(OF, "phone", 120_000, at("2026-11-30T23:59:59+08:00"), full=True)
    assert (owed(of), credit(of)) == ([0] * 12, 0)
    of = refund(OF, "phone", 120_000, at("2026-12-01T00:00:00+08:00"), full=True)
    assert (owed(of)[0], credit(of)) == (10_000, 10_000)


def test_whichever_comes_first_the_payment_or_the_return_both_come_to_the_same():
    first = repaid(refund(OF, "phone", 120_000, NOW, full=True), ID)
    then = refund(repaid(OF, ID), "phone", 120_000, NOW, full=True)
    assert (owed(first), credit(first)) == (owed(then), credit(then)) == ([0] * 12, 10_000)
    assert bill(first).amount == bill(then).amount == 10_000


def test_a_part_goes_to_the_last_periods_that_are_not_billed_yet():
    three = ledger(order("phone", terms=plan(30_000, 3, 0)))
    of = refund(three, "phone", 25_000, NOW, full=False)
    assert (owed(of), credit(of)) == ([10_000, 0, 0], 5_000)


def test_where_no_bill_day_is_known_a_bill_is_out_on_its_due_date():
    of = ledger(order("phone", channel="cmb"))
    for day, left in ((9, 0), (10, 10_100)):
        back = refund(of, "phone", 30_000, at(f"2026-12-{day:02}T12:00:00+08:00"), full=True)
        assert owed(back) == [left, 0, 0]


def test_the_credit_of_a_return_is_for_bills_that_are_made_after_it():
    of = refund(OF, "phone", 120_000, NOW, full=True)
    (one,) = credits_of(of, contracts(of, by_hand()))["huabei"]
    assert (one.of, one.came, one.not_before) == ("phone~1", NOW, NOW.date())


PLAN = EqualAmounts(principal=149_900, periods=12, amount=134_90, fee=9_99)


@pytest.mark.parametrize("target", [Target.FEE, Target.BILL, None])
def test_all_returned_after_a_fee_was_waived_gives_back_what_was_paid(target):
    of = ledger(order("phone", terms=PLAN))
    of = set_total(of, bill(of), 124_91, NOW, target=target)
    of = repaid(of, ID)
    of = refund(of, "phone", 149_900, NOW + timedelta(days=1), full=True)
    assert (bill(of).amount, bill(of).corrected, bill(of).outstanding) == (124_91, -9_99, 0)
    assert credit(of) == 124_91


def test_a_bill_that_was_corrected_and_paid_before_it_was_out_stays_as_it_is():
    of = repaid(corrected(ledger(order("phone", terms=PLAN)), ID, 124_91, BEFORE), ID, now=BEFORE)
    was = bill(of)
    of = refund(of, "phone", 149_900, BEFORE, full=True)
    # The credit lies there beside it.
    assert (replace(bill(of), spare=()), credit(of)) == (was, 124_91)


def test_what_a_refund_took_off_does_not_hang_on_days_that_are_said_later():
    of = refund(OF, "phone", 120_000, at("2026-11-30T12:00:00+08:00"), full=True)
    days = Account(id="huabei", channel="huabei", mode=Mode.STATEMENT, bill_day=20, due_day=10)
    of = restated(of, by_hand(), days, NOW.date())
    assert (owed(of), credit(of)) == ([0] * 12, 0)


def test_a_refund_of_an_older_version_took_something_off_what_was_billed_too():
    of = refund(OF, "phone", 120_000, NOW, full=True)
    older = {ident: replace(each, stands=None) for ident, each in of.refunds.items()}
    of = replace(of, refunds=older)
    assert (owed(of), credit(of)) == ([0] * 12, 0)


@given(
    st.integers(0, 12),
    st.lists(st.tuples(st.integers(1, 120_000), st.integers(0, 400)), min_size=1, max_size=4),
)
def test_a_refund_changes_no_bill_that_is_out_and_each_fen_is_off_a_later_period_or_credit(paid, refunds):
    of = OF
    for ident in list(book(of).bills)[:paid]:
        of = repaid(of, ident)
    back = 0
    for amount, days in sorted(refunds, key=lambda each: each[1]):
        some = min(amount, 120_000 - back)
        if not some:
            break
        when, back = NOW + timedelta(days=days), back + some
        out = [one for one in book(of).bills.values() if one.due.replace(day=1) <= when.date()]
        of = refund(of, "phone", some, when, full=False)
        there = as_they_are(book(of))
        assert all(there[one.id] == replace(one, unused=(), again=(), spare=()) for one in out)
    assert sum(row.reduced for row in check_book(of).schedules["phone"]) + credit(of) == back
