"""Credit that helped settle a bill stays with it, whatever opens an earlier bill later."""

from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, repay
from models.actions.orders import add_orders
from models.actions.payment import never_arrived
from models.actions.total import set_total
from models.actions.used_credit import as_they_are, keeping, with_used
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from models.store import Store
from models.values.message import msg
from tests.models.builders import (
    NOW,
    at,
    bill,
    book,
    by_hand,
    check_book,
    ledger,
    order,
    plan,
    refund,
    repaid,
    settled_early,
)

BILL, NEXT, THIRD = "huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10"
OVERDUE = at("2026-12-20T12:00:00+08:00")
JANUARY, FEBRUARY = at("2027-01-20T12:00:00+08:00"), at("2027-02-01T12:00:00+08:00")
OLD = order("old", terms=plan(60_000, 6, 0), bought_at=datetime(2026, 11, 2), due=date(2026, 12, 10))


def paid_twice(amount: int) -> Ledger:
    of = repaid(ledger(order("phone")), BILL)
    return repay(of, bill(of), paid_again(amount, NOW), NOW)


def paid_again(amount: int, now: datetime) -> ReportedRepayment:
    return ReportedRepayment(amount=amount, method="balance", paid_at=now, way=PaidAs.AGAIN, confirmed=False)


def entered_late(of: Ledger, now: datetime = FEBRUARY) -> Ledger:
    """An old order, of which the first bill is open and earlier than those that credit went to."""
    return keeping(lambda each: add_orders(each, [OLD], by_hand()), by_hand(), now)(of)


def credited(of: Ledger) -> dict[str, int]:
    return {ident: sum(each.amount for each in one.credited) for ident, one in book(of).bills.items() if one.credited}


def test_credit_stays_with_the_bill_that_was_repaid_with_it_when_an_old_order_is_entered():
    of = repaid(paid_twice(40_00), NEXT, now=at("2027-01-05T12:00:00+08:00"))
    assert credited(add_orders(of, [OLD], by_hand())) == {BILL: 40_00}
    after = entered_late(of)
    assert credited(after) == {NEXT: 40_00}
    assert [(each.of, each.bill, each.amount) for each in after.credits.values()] == [
        (next(each.id for each in of.repayments.values() if each.credit), NEXT, 40_00)
    ]
    old, phone = book(after).bill(NEXT).lines[0:2]
    assert {old.outstanding, phone.outstanding} == {0, 100_00}
    check_book(after)


def test_of_bills_that_credit_paid_alone_it_stays_with_those_that_are_due():
    of = paid_twice(202_00)
    assert credited(of) == {NEXT: 101_00, THIRD: 101_00}
    after = entered_late(of, JANUARY)
    assert credited(after) == {BILL: 100_00, NEXT: 102_00}  # of what is left
    check_book(after)


def test_a_period_that_credit_covered_stays_covered_when_its_order_is_settled_early():
    """What credit pays is not paid again by settling early, so it is not free again either."""
    of = repaid(ledger(order("phone")), NEXT, now=OVERDUE)
    of = repay(of, book(of).bill(NEXT), paid_again(101_00, OVERDUE), OVERDUE)
    assert (credited(of), book(of).row("phone").left) == ({THIRD: 101_00}, 101_00)
    of = settled_early(of, "phone", now=OVERDUE)
    assert (of.closings["phone"].first, of.closings["phone"].stands) == (1, (2, 3))
    assert (credited(of), book(of).credit, book(of).row("phone").left) == ({THIRD: 101_00}, {}, 0)
    assert credited(entered_late(of, OVERDUE)) == {THIRD: 101_00}
    check_book(of)


SHARED = order("lamp", terms=plan(30_000, 3, 0), bought_at=datetime(2026, 11, 4))


@pytest.mark.parametrize("amount", [40_00, 1, 100_99, 141_00])
@pytest.mark.parametrize("others", [(), (SHARED,)], ids=["alone", "with another order"])
def test_of_a_period_that_credit_covered_in_part_that_part_is_not_free_again_when_its_order_is_settled_early(
    amount, others
):
    of = repaid(ledger(order("phone"), *others), BILL)
    of = repay(of, bill(of), paid_again(amount, NOW), NOW)
    owed, used = book(of).row("phone").left, credited(of)
    after = settled_early(of, "phone", now=OVERDUE)
    made = next(each for each in after.repayments.values() if each.order)
    assert (made.amount, owed) == (owed, made.amount), "what credit had paid was not paid again"
    assert (credited(after), book(after).credit) == (used, {})
    assert (book(check_book(after) and after).row("phone").left, book(after).row("phone").over) == (0, 0)
    assert credited(entered_late(after, OVERDUE)) == used
    check_book(entered_late(after, OVERDUE))


def test_what_credit_had_paid_of_it_stays_paid_when_an_older_order_comes_to_its_bill():
    of = settled_early(paid_twice(40_00), "phone", now=OVERDUE)
    older = replace(OLD, bought_at=datetime(2026, 10, 20))
    after = add_orders(of, [older], by_hand())
    after = replace(after, credits=with_used(of, by_hand(), OVERDUE).credits)
    assert (credited(after), book(after).row("phone").left) == ({NEXT: 40_00}, 0)
    assert [line.outstanding for line in check_book(after).bill(NEXT).lines if line.order] == [100_00, 0]


def test_nor_where_the_period_was_deferred_and_credit_covered_some_of_it_before_and_some_after():
    of = repaid(ledger(order("phone"), SHARED), BILL)
    of = repay(of, bill(of), paid_again(30_00, NOW), NOW)
    of = with_used(of, by_hand(), at("2027-01-11T12:00:00+08:00"))
    of = defer(of, book(of).bill(NEXT), JANUARY)
    of = repay(of, bill(of), paid_again(20_00, JANUARY), JANUARY)
    used = credited(of)
    assert used == {NEXT: 30_00, THIRD: 20_00}
    after = settled_early(of, "phone", now=JANUARY)
    assert (credited(after), book(after).credit, book(after).row("phone").left) == (used, {}, 0)
    assert [book(after).bill(each).outstanding for each in (NEXT, THIRD)] == [0, 200_00]
    check_book(after)


def test_what_is_kept_changes_no_bill_and_is_kept_once():
    of = repaid(paid_twice(40_00), NEXT, now=JANUARY)
    kept = with_used(of, by_hand(), JANUARY)
    assert (kept == of, as_they_are(book(kept)) == as_they_are(book(of))) == (False, True)
    assert with_used(kept, by_hand(), FEBRUARY) is kept


def test_what_changes_nothing_keeps_nothing():
    of = repaid(paid_twice(40_00), NEXT, now=JANUARY)
    assert keeping(lambda each: each, by_hand(), FEBRUARY)(of) is of
    plain = ledger(order("phone"))
    assert with_used(plain, by_hand(), FEBRUARY) is plain


def test_it_goes_with_the_money_that_never_arrived():
    of = entered_late(repaid(paid_twice(40_00), NEXT, now=JANUARY))
    (again,) = (each.id for each in of.repayments.values() if each.credit)
    assert never_arrived(of, again).credits == {}


def test_it_is_undone_with_what_made_it_needed(tmp_path: Path):
    of = repaid(paid_twice(40_00), NEXT, now=JANUARY)
    store = Store(tmp_path / "ledger.json")
    store.commit(msg("enter"), lambda _: of, JANUARY)
    after = store.commit(msg("enter"), entered_late, FEBRUARY).ledger
    assert after.credits
    assert store.undo(FEBRUARY).ledger == of
    assert store.redo(FEBRUARY).ledger == after


def test_of_what_was_done_before_the_goods_came_back_nothing_counts_on_these():
    """The phone was settled early; the fan, returned when its bill was overdue, is off that bill and no later one."""
    of = ledger(
        order("phone"),
        order("fan", terms=plan(60_00, 1, 0)),
        order("desk", terms=plan(90_00, 1, 0), due=date(2027, 1, 10)),
    )
    of = settled_early(of, "phone")
    of = refund(of, "fan", 60_00, OVERDUE, full=True)
    assert credited(of) == {NEXT: 60_00}
    of = keeping(lambda each: set_total(each, bill(each), bill(each).amount - 60_00, OVERDUE), by_hand(), OVERDUE)(of)
    assert (credited(of), bill(of).outstanding, book(of).bill(NEXT).outstanding) == ({BILL: 60_00}, 0, 90_00)
    check_book(of)


def test_of_what_was_settled_before_it_was_paid_twice_nothing_counts_on_that():
    """The phone was settled early; what is paid twice later is for the next bill whole, with whatever comes to it."""
    of = settled_early(ledger(order("phone"), SHARED), "phone")
    of = repaid(of, BILL)
    of = repay(of, bill(of), paid_again(130_00, OVERDUE), OVERDUE)
    assert credited(of) == {NEXT: 100_00, THIRD: 30_00}
    chair = order("chair", terms=plan(20_00, 1, 0), bought_at=datetime(2026, 12, 20), due=date(2027, 1, 10))
    after = keeping(lambda each: add_orders(each, [chair], by_hand()), by_hand(), OVERDUE)(of)
    assert credited(after) == {NEXT: 120_00, THIRD: 10_00}
    check_book(after)
