"""What the institution bills though it was refunded is paid by early settlement as all else, and stays credit."""

from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, repay
from models.actions.total import set_total
from models.actions.used_credit import keeping
from models.bills.bill import Bill
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from tests.models.bills.test_rederive import AnyChanges
from tests.models.builders import (
    BEFORE,
    NOW,
    at,
    book,
    by_hand,
    check_book,
    ledger,
    order,
    refund,
    repaid,
    settled_early,
)
from tests.often import tried

FIRST, SECOND, THIRD = BILLS = ("huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10")
PHONE, ROBOT = order("phone"), order("robot")
NEXT_DAY = at("2026-12-06T12:00:00+08:00")


def billed_again(back: int, ident: str, *others) -> Ledger:
    """So much of the phone came back, and the app shows the bill as if nothing had."""
    of = refund(ledger(PHONE, *others), "phone", back, BEFORE, full=False)
    one = book(of).bill(ident)
    return set_total(of, one, one.amount + one.covered + sum(line.refunded for line in one.lines), NOW)


def said_of(one: Bill) -> tuple[object, ...]:
    return one.amount, one.credited, [(line.order_id, line.number, line.amount, line.reduced) for line in one.lines]


def test_a_fen_that_was_refunded_and_billed_all_the_same_is_settled_early_too():
    of = billed_again(1, THIRD, ROBOT)
    of = settled_early(of, "phone", 300_00)
    assert [line.outstanding for line in check_book(of).schedules["phone"]] == [0, 0, 0]


def test_what_credit_paid_of_a_bill_that_has_it_again_and_was_deferred_is_not_free_once_it_is_settled_early():
    """299.00 of 300.00 came back, and 101.00 are billed of it: 99.00 are credit, which paid the deferred bill."""
    of = billed_again(299_00, FIRST)
    of = defer(of, book(of).bill(FIRST), NOW)
    before = book(of)
    assert (before.bill(SECOND).covered, before.credit) == (99_00, {})
    after = check_book(settled_early(of, "phone", 4_00, NEXT_DAY))
    assert (after.bill(SECOND).covered, after.credit) == (99_00, {})
    assert said_of(after.bill(FIRST)) == said_of(before.bill(FIRST)), "it stays as it was when it was deferred"


def test_of_two_refunds_of_an_order_the_credit_of_just_that_is_kept_from_the_bill_that_has_it_again():
    """200.00 were taken off two periods and 31.00 and 10.00 are credit, which paid of the first bill: it is repaid."""
    of = repaid(ledger(PHONE, ROBOT), THIRD)
    of = refund(of, "phone", 231_00, BEFORE, full=False)
    of = refund(of, "phone", 10_00, at("2026-11-19T12:00:00+08:00"), full=False)
    of = repaid(of, FIRST)
    assert [each.amount for each in book(of).bill(FIRST).credited] == [10_00, 31_00]
    one = book(of).bill(SECOND)
    of = keeping(lambda then: set_total(then, one, one.amount + 20_00, NOW), by_hand(), NOW)(of)
    after = check_book(of)
    assert (after.bill(SECOND).amount, after.bill(SECOND).credited, after.credit) == (122_00, (), {"huabei": 20_00})


@pytest.mark.parametrize("at_once", [True, False], ids=["repaid now", "repaid the day before"])
@example(35_53, 6_94, 200_00, False)
@tried()
@given(st.integers(1, 299_99), st.integers(1, 100_00), st.integers(1, 101_00), st.booleans())
def test_what_is_repaid_of_it_changes_nothing_of_the_refund_whenever_it_was(at_once, back, more, part, full):
    of = refund(ledger(PHONE, ROBOT), "phone", back, BEFORE, full=full)
    one = book(of).bill(THIRD)
    of = set_total(of, one, one.amount + min(more, sum(line.refunded for line in one.lines)), NOW)
    before = book(of)
    one = before.bill(THIRD)
    if one.outstanding <= 0:
        return
    when = NOW if at_once else NOW - timedelta(days=1)
    way = PaidAs.PART if part < one.outstanding else None
    said = ReportedRepayment(amount=min(part, one.outstanding), method="balance", paid_at=when, way=way)
    after = check_book(repay(of, one, said, NOW))
    assert after.came == before.came
    assert [said_of(after.bill(ident)) for ident in BILLS] == [said_of(before.bill(ident)) for ident in BILLS]


@pytest.mark.parametrize("others", [(), (ROBOT,)], ids=["alone", "with another order"])
@example(299_00, FIRST, None)
@example(299_00, SECOND, SECOND)
@tried()
@given(st.integers(1, 299_99), st.sampled_from(BILLS), st.none() | st.sampled_from(BILLS))
def test_it_takes_no_credit_and_leaves_nothing(others, back, ident, deferred):
    of = billed_again(back, ident, *others)
    if deferred and book(of).bill(deferred).outstanding:
        of = keeping(lambda of: defer(of, book(of).bill(deferred), NOW), by_hand(), NOW)(of)
    before = book(of)
    if not any(line.outstanding for line in before.schedules["phone"]):
        return
    after = check_book(keeping(lambda of: settled_early(of, "phone", now=NEXT_DAY), by_hand(), NEXT_DAY)(of))
    assert [line.outstanding for line in after.schedules["phone"]] == [0, 0, 0]
    assert after.credit == before.credit


def test_whatever_is_left_of_a_refund_that_a_bill_has_all_the_same_the_books_agree():
    state = AnyChanges()
    state.start(more=[])
    state.goods_are_returned(at=1, amount=1, full=False)
    state.an_order_is_deleted(at=0)
    state.the_app_shows_a_bill_as_it_was_before_credit_or_a_refund(at=2, more=1, all_of_it=True)
    state.an_order_is_settled_early(at=0, figure=1)
    state.the_book_is_valid()
    state.the_book_made_from_the_last_one_is_the_ledgers()
