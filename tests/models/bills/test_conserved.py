"""What one bill leaves to another is repaid once and owed once; what is too much of it is credit, in any order."""

from datetime import datetime

import hypothesis.strategies as st
import pytest
from hypothesis import example, given
from msgspec.structs import replace

from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, answered, repay, warnings
from models.actions.editing import edited
from models.actions.minimum_paid import minimum_paid
from models.actions.orders import delete_order
from models.actions.payment import never_arrived
from models.actions.refusal import refusal
from models.actions.total import set_total
from models.bills.bill import Bill
from models.bills.given_back import expected
from models.bills.status import Moment, Status, status
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.ledger.repayment import PaidAs
from models.plans.plan import EqualAmounts
from models.values.message import Problem
from tests.models.builders import BEFORE, NOW, at, book, by_hand, check_book, ledger, order, plan, refund
from tests.often import tried

BILL, NEXT, THIRD = "huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10"
JANUARY = at("2027-01-05T12:00:00+08:00")
BOUGHT = datetime(2026, 11, 12)
A = order("a", terms=EqualAmounts(principal=1_499_00, periods=12, amount=134_90, fee=9_99), bought_at=BOUGHT)
B = order("b", terms=plan(500_00, 1, 0), bought_at=BOUGHT)


def paid(of: Ledger, ident: str, amount: int | None = None, now=NOW, **said) -> Ledger:
    """So much of the bill repaid, or all of it."""
    one = book(of).bill(ident)
    made = ReportedRepayment(
        amount=one.outstanding if amount is None else amount, method="balance", paid_at=now, **said
    )
    return repay(of, one, answered(made, warnings(one, made, now)), now)


def at_its_minimum(*, confirmed: bool = True, of: Ledger | None = None) -> Ledger:
    """The minimum of the first bill repaid: 450.00 of it and 6.98 are on the next one."""
    return paid(of or ledger(A, B), BILL, 184_90, way=PaidAs.MINIMUM, confirmed=confirmed)


def put_off(of: Ledger | None = None) -> Ledger:
    of = of or ledger(A, B)
    return defer(of, book(of).bill(BILL), NOW)


def failed(of: Ledger) -> Ledger:
    """The repayment that the institution was not seen to show never arrived."""
    (gone,) = (each.id for each in of.repayments.values() if not each.confirmed)
    return never_arrived(of, gone)


def sums(one: Bill) -> tuple[int, int, int]:
    return one.amount, one.paid, one.outstanding


def test_of_a_minimum_that_never_arrived_no_more_is_owed_again_than_was_not_repaid_with_the_next_bill():
    of = failed(paid(at_its_minimum(confirmed=False), NEXT, now=JANUARY))
    first, nxt = (check_book(of).bill(ident) for ident in (BILL, NEXT))
    assert (first.outstanding, first.over.amount, first.over.repaid) == (184_90, 450_00, True)
    assert sums(nxt) == (591_88, 591_88, 0)
    assert status(first, Moment(at("2027-01-12T12:00:00+08:00"))) is Status.OVERDUE
    of = paid(of, BILL, now=JANUARY)
    assert status(book(of).bill(BILL), Moment(JANUARY)) is Status.SETTLED
    assert sum(book(check_book(of) and of).row(each).left for each in of.orders) == 1_349_08


def test_it_comes_to_the_same_where_it_never_arrived_before_the_next_bill_was_repaid():
    of = failed(at_its_minimum(confirmed=False))
    of = paid(paid(of, NEXT, now=JANUARY), BILL, now=JANUARY)
    assert [check_book(of).bill(ident).outstanding for ident in (BILL, NEXT)] == [0, 0]
    assert sum(each.amount for each in of.repayments.values()) == 634_90 + 134_90


def test_what_was_repaid_on_a_bill_of_what_went_over_alone_stays_on_it():
    of = at_its_minimum(confirmed=False, of=ledger(replace(A, plan=plan(134_90, 1, 0)), B))
    of = failed(paid(of, NEXT, now=JANUARY))
    assert sums(check_book(of).bill(NEXT)) == (456_98, 456_98, 0)
    assert book(of).bill(BILL).outstanding == 184_90


def test_only_a_part_of_it_repaid_leaves_the_rest_on_the_bill_where_it_was():
    of = failed(paid(at_its_minimum(confirmed=False), NEXT, 234_90, now=JANUARY, way=PaidAs.PART))
    assert [check_book(of).bill(ident).outstanding for ident in (BILL, NEXT)] == [534_90, 0]


def test_the_bill_of_which_all_was_repaid_with_the_next_one_says_so():
    of = replace(paid(paid(ledger(B), BILL, 50_00, way=PaidAs.MINIMUM), NEXT), minimums={})
    first = check_book(of).bill(BILL)
    assert (first.outstanding, status(replace(first, repayments=()), Moment(NOW))) == (0, Status.SETTLED)
    assert str(refusal(replace(first, repayments=()))) == "¥450.00 of this bill was repaid with the bill due 2027-01-10"


def test_no_minimum_was_paid_by_a_part_that_never_arrived():
    part = paid(ledger(A, B), BILL, 184_90, way=PaidAs.PART, confirmed=False)
    of = failed(minimum_paid(part, book(part).bill(BILL), NOW))
    assert (of.minimums, check_book(of).bill(BILL).outstanding) == ({}, 634_90)


GONE = pytest.mark.parametrize("gone", [at_its_minimum, put_off], ids=["minimum", "deferred"])


@GONE
def test_what_a_lower_total_makes_too_much_is_credit_and_the_settled_bill_stays(gone):
    of = paid(gone(), NEXT, now=JANUARY)
    before = book(of).bill(NEXT)
    of = set_total(of, book(of).bill(BILL), 600_00, JANUARY)
    after = check_book(of).bill(NEXT)
    assert (sums(after), after.lines) == (sums(before), before.lines)
    third = book(of).bill(THIRD)
    assert (third.outstanding, [each.amount for each in third.credited]) == (100_00, [34_90])
    assert min(book(of).row(each).left for each in of.orders) == 0


@GONE
def test_what_is_too_much_lies_with_the_account_where_no_bill_is_left(gone):
    of = ledger(B)
    of = paid(gone(of=of), NEXT, now=JANUARY)
    of = set_total(of, book(of).bill(BILL), 465_10, JANUARY)
    assert check_book(of).credit == {"huabei": 34_90}


@GONE
@pytest.mark.parametrize(("returned", "credit"), [("a", 249_82), ("b", 500_00)])
def test_goods_returned_after_the_next_bill_was_settled_are_credit_whole(gone, returned, credit):
    """Of the price, two periods of 124.91 were repaid, or all of 500.00."""
    of = paid(gone(), NEXT, now=JANUARY)
    before = [book(of).bill(ident) for ident in (BILL, NEXT)]
    of = refund(of, returned, of.orders[returned].plan.principal, JANUARY, full=True)
    assert [sums(check_book(of).bill(each.id)) for each in before] == [sums(each) for each in before]
    assert book(of).came == {"huabei": credit}
    assert all(line.outstanding == 0 for line in book(of).schedules[returned])


def turned() -> Ledger:
    """500.00 of the first bill, the order of one period on it, is in 3 instalments."""
    of = ledger(A, B)
    return convert(of, by_hand(), book(of).bill(BILL), 500_00, 3, 0, NOW, "turned")


@pytest.mark.parametrize("ident", ["a", "b"])
def test_an_order_on_a_bill_that_was_turned_into_instalments_is_not_deleted_for_those_run_on(ident):
    with pytest.raises(Problem, match="was turned into instalments, which run on"):
        delete_order(turned(), ident)


@pytest.mark.parametrize("one", [A, B])
def test_nor_does_it_go_to_another_account(one):
    with pytest.raises(Problem, match="so its channel stays") as refused:
        edited(turned(), replace(one, account_id="cmb"), by_hand())
    assert refused.value.field == "channel"
    of = turned()
    of = delete_order(of, next(iter(of.conversions)))
    assert edited(of, replace(one, account_id="cmb"), by_hand()).orders[one.id].account_id == "cmb"


def test_the_instalments_themselves_are_deleted_and_then_the_order():
    of = turned()
    of = delete_order(of, next(iter(of.conversions)))
    assert check_book(of).bill(BILL).outstanding == 634_90
    assert check_book(delete_order(of, "b")).bill(BILL).outstanding == 134_90


def test_where_the_order_became_cheaper_since_nothing_is_taken_off_another_one():
    of = edited(turned(), replace(B, plan=plan(100_00, 1, 0)), by_hand())
    assert [line.outstanding for line in book(of).bill(BILL).lines] == [134_90, 0]
    assert sum(row.outstanding for ident in of.conversions for row in book(of).schedules[ident]) == 500_00


def test_the_institutions_figure_is_the_bill_though_it_no_longer_has_what_was_turned():
    """Of 300.00, 50.00 of what is of no order was turned; the app shows 150.00 then."""
    of = ledger(order("phone"), order("robot"))
    of = set_total(of, book(of).bill(BILL), 300_00, NOW)
    of = convert(of, {}, book(of).bill(BILL), 50_00, 2, 0, NOW, "turned")
    of = set_total(of, book(of).bill(BILL), 150_00, NOW)
    assert sums(check_book(of).bill(BILL)) == (150_00, 0, 150_00)
    assert sums(check_book(paid(of, BILL)).bill(BILL)) == (150_00, 150_00, 0)


@pytest.mark.parametrize("when", [BEFORE, NOW], ids=["before the bill is out", "then"])
@pytest.mark.parametrize(("amount", "full"), [(500_00, True), (200_00, False)])
def test_goods_returned_after_their_bill_was_turned_are_credit_and_the_instalments_run_on(when, amount, full):
    of = refund(turned(), "b", amount, when, full=full)
    assert [line.amount - line.reduced for line in check_book(of).bill(BILL).lines if line.order] == [134_90, 0]
    assert book(of).came == {"huabei": amount}


def test_of_a_bill_that_is_turned_in_part_before_it_is_out_a_part_returned_is_credit_too():
    of = ledger(A, B)
    of = convert(of, by_hand(), book(of).bill(BILL), 400_00, 3, 0, BEFORE, "turned")
    of = refund(of, "b", 300_00, BEFORE, full=False)
    assert [line.amount - line.reduced for line in check_book(of).bill(BILL).lines if line.order] == [134_90, 100_00]
    assert book(of).came == {"huabei": 300_00}


@pytest.mark.parametrize(
    ("act", "owed"),
    [
        (at_its_minimum, {"carried_over": 450_00, "late": 6_98}),
        (put_off, {"a": 134_90, "b": 500_00}),
        (lambda *, of: convert(of, by_hand(), book(of).bill(BILL), 500_00, 2, 0, NOW, "turned"), {"turned": 250_00}),
    ],
    ids=["minimum", "deferred", "turned"],
)
def test_what_comes_to_a_bill_that_was_settled_ahead_is_owed_on_it_by_lines_that_say_so(act, owed):
    """That is when the institution takes it: on a later date it would be late. What was repaid stays as it was."""
    ahead = paid(ledger(A, B), NEXT, 134_90)
    nxt = check_book(of := act(of=ahead)).bill(NEXT)
    assert nxt.lines[0] == book(ahead).bill(NEXT).lines[0]
    named = {line.order.title if line.order else line.kind.value: line.outstanding for line in nxt.lines[1:]}
    assert (named, nxt.outstanding) == (owed, sum(owed.values()))
    assert [each.id for each in nxt.repayments] == [each.id for each in book(ahead).bill(NEXT).repayments]
    assert sums(check_book(paid(of, NEXT, now=JANUARY)).bill(NEXT))[2] == 0


def paid_twice(of: Ledger) -> Ledger:
    return paid(paid(of, BILL), BILL, 134_90, way=PaidAs.AGAIN)


def test_credit_that_lies_ready_for_a_bill_is_free_again_where_all_is_returned_before_that_is_out():
    """124.91 of the price that was repaid, and 134.90 that were paid twice."""
    of = paid_twice(ledger(A))
    assert book(of).bill(NEXT).covered == 134_90
    of = refund(of, "a", 1_499_00, at("2026-12-20T12:00:00+08:00"), full=True)
    assert check_book(of).credit == {"huabei": 259_81}
    assert book(of).bill(NEXT).amount == 0


def test_credit_that_paid_a_bill_which_is_out_stays_with_it():
    of = refund(paid_twice(ledger(A)), "a", 1_499_00, JANUARY, full=True)
    assert (check_book(of).bill(NEXT).covered, book(of).credit) == (134_90, {"huabei": 249_82})


def coupon(less: int, target: Target | None) -> Ledger:
    """So much off the first bill, which was repaid, and then all was returned."""
    of = set_total(ledger(A), book(ledger(A)).bill(BILL), 134_90 - less, NOW, target=target)
    return refund(paid(of, BILL), "a", 1_499_00, NOW, full=True)


@pytest.mark.parametrize(
    ("less", "target", "credit"),
    [
        (9_99, Target.FEE, 124_91),
        (9_99, Target.PRINCIPAL, 114_92),
        (9_99, Target.BILL, 124_91),
        (20_00, Target.BILL, 114_90),
        (20_00, None, 114_90),
        (20_00, Target.PRINCIPAL, 104_91),
    ],
)
def test_no_more_comes_back_than_was_paid_of_the_price(less, target, credit):
    """Where nobody said off what a coupon was, it was off the fee first."""
    of = coupon(less, target)
    assert check_book(of).credit == {"huabei": credit}
    assert credit <= sum(each.amount for each in of.repayments.values())


def test_what_was_repaid_of_a_part_comes_back_too_where_another_bill_was_lowered():
    """60.00 of the price of 300.00 were taken off; 60.00 was repaid of the next bill, 59.00 of it of the price."""
    of = ledger(order("phone"))
    of = set_total(of, book(of).bill(BILL), 40_00, NOW)
    of = refund(paid(of, NEXT, 60_00, way=PaidAs.PART), "phone", 250_00, NOW, full=False)
    one, nxt, third = check_book(of).bills.values()
    assert (one.outstanding, nxt.amount, third.amount) == (40_00, 60_00, 0)
    assert (third.covered, book(of).credit) == (1_00, {"huabei": 98_00})


def test_parts_returned_one_after_the_other_give_back_no_more_either():
    of = set_total(ledger(A), book(ledger(A)).bill(BILL), 114_90, NOW, target=Target.BILL)
    of = refund(paid(of, BILL), "a", 1_400_00, NOW, full=False)
    of = refund(of, "a", 99_00, NOW, full=True)
    assert check_book(of).credit == {"huabei": 114_90}


SAID = {
    "paid": lambda of, ident, n: paid(of, ident, n, way=PaidAs.PART),
    "again": lambda of, ident, n: paid(of, ident, n, way=PaidAs.AGAIN),
    "part returned": lambda of, ident, n: refund(of, some(of, n), n, BEFORE, full=False),
    "all returned": lambda of, ident, n: refund(of, some(of, n), book_price(of, n), BEFORE, full=True),
    "returned late": lambda of, ident, n: refund(of, some(of, n), n, JANUARY, full=False),
    "turned": lambda of, ident, n: convert(of, by_hand(), book(of).bill(ident), n, 3, 0, NOW, "turned"),
    "the app shows": lambda of, ident, n: set_total(of, book(of).bill(ident), n, NOW),
    "the app shows more": lambda of, ident, n: set_total(
        of, book(of).bill(ident), book(of).bill(ident).amount + n, NOW
    ),
}
"""What may be said of a bill, with a number. No order of it has a fee."""


def some(of: Ledger, number: int) -> str:
    return sorted(of.orders)[number % len(of.orders)]


def book_price(of: Ledger, number: int) -> int:
    return of.orders[some(of, number)].plan.principal


def worth(of: Ledger) -> int:
    """What is owed in all, without what lies there."""
    every = check_book(of)
    return sum(one.outstanding for one in every.bills.values()) - sum(every.credit.values())


@example([("all returned", BILL, 1), ("the app shows more", BILL, 89), ("turned", BILL, 264)], THIRD, 2)
@tried()
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(SAID)), st.sampled_from((BILL, NEXT, THIRD)), st.integers(1, 600_00)),
        max_size=5,
    ),
    st.sampled_from((BILL, NEXT, THIRD)),
    st.integers(0, 700_00),
)
def test_a_total_is_the_bill_and_what_credit_and_refunds_explain_of_it_is_no_new_debt(said, ident, more):
    of = ledger(order("x", terms=plan(804_00, 3, 0)), order("food", terms=plan(300_00, 1, 0)))
    for name, where, number in said:
        try:
            of = SAID[name](of, where, number)
        except Problem:
            continue
    one = book(of).bill(ident)
    try:
        after = set_total(of, one, max(1, one.paid, expected(one)) + more, NOW)
    except Problem:
        return
    total = max(1, one.paid, expected(one)) + more
    billed = check_book(after).bill(ident)
    known = {each.of for made in after.corrections.values() if made.id == ident for each in made.used}
    # What an earlier bill needs no more, since goods on this one came back, may come to it.
    freed = 0 if ident == BILL else sum(each.amount for each in billed.credited if each.of not in known)
    assert billed.amount + (freed if billed.amount != total else 0) == total
    if any(not share.order for each in one.repayments for share in each.allocations):
        return  # without its correction there is no line that this was repaid of
    bare = replace(of, corrections={each: made for each, made in of.corrections.items() if each != ident})
    explained = sum(line.refunded for line in book(bare).bill(ident).lines) + book(bare).bill(ident).covered
    rest = total - book(bare).bill(ident).amount
    assert worth(after) - worth(bare) == max(0, rest - explained)
    if billed.amount == total:
        assert set_total(after, billed, total, NOW).corrections == after.corrections
