"""The app shows a bill as it was before credit, a refund, or its instalments: what is too much is no new debt."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, answered, repay, warnings
from models.actions.orders import add_orders, delete_order
from models.actions.total import set_total
from models.bills.line_kind import LineKind
from models.bills.status import Moment, Status, status
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.ledger.repayment import PaidAs
from models.plans.plan import EqualAmounts
from models.values.message import Problem
from tests.models.builders import (
    NOW,
    at,
    book,
    by_hand,
    check_book,
    completed,
    corrected,
    ledger,
    order,
    plan,
    refund,
    up_to_amount,
)

BILL, NEXT, THIRD = "huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10"
EARLY, JANUARY = at("2026-11-22T12:00:00+08:00"), at("2027-01-09T12:00:00+08:00")
BOUGHT = datetime(2026, 11, 5)
X = order("x", terms=plan(804_00, 3, 0), bought_at=BOUGHT)
FOOD = order("food", terms=plan(300_00, 1, 0), bought_at=datetime(2026, 11, 6))


def paid(of: Ledger, ident: str, amount: int | None = None, now=NOW, way: PaidAs | None = None) -> Ledger:
    one = book(of).bill(ident)
    said = ReportedRepayment(
        amount=one.outstanding if amount is None else amount, method="balance", paid_at=now, way=way
    )
    return repay(of, one, answered(said, warnings(one, said, now)), now)


def total(of: Ledger, ident: str, amount: int, now=NOW, **said) -> Ledger:
    return set_total(of, book(of).bill(ident), amount, now, **said)


def owed(of: Ledger) -> dict[str, int]:
    """What is owed on each bill, by its month; on the account, what no bill has of credit."""
    every = check_book(of)
    found = {ident[12:14]: one.outstanding for ident, one in every.bills.items()}
    return found | {f"credit at {ident}": amount for ident, amount in every.credit.items()}


def sent_back() -> Ledger:
    """The food was returned before its bill was out, so it is off that bill."""
    return refund(ledger(X, FOOD), "food", 300_00, EARLY, full=True)


def paid_twice(amount: int = 100_00, of: Ledger | None = None) -> Ledger:
    """So much more was repaid with the first bill."""
    of = of or ledger(X)
    return paid(of, BILL, book(of).bill(BILL).outstanding + amount, way=PaidAs.AGAIN)


def test_what_a_refund_took_off_a_bill_that_the_institution_takes_whole_is_credit():
    assert owed(sent_back()) == {"12": 268_00, "01": 268_00, "02": 268_00}
    of = total(sent_back(), BILL, 568_00)
    assert owed(of) == {"12": 568_00, "01": 0, "02": 236_00}
    of = paid(of, BILL)
    assert owed(of) == {"12": 0, "01": 0, "02": 236_00}
    assert book(of).came == {"huabei": 300_00}


def test_the_goods_stand_on_the_bill_again_and_nothing_is_added_to_it():
    one = book(total(sent_back(), BILL, 568_00)).bill(BILL)
    assert [(line.kind, line.amount, line.outstanding) for line in one.lines] == [
        (LineKind.INSTALMENT, 268_00, 268_00),
        (LineKind.INSTALMENT, 300_00, 300_00),
    ]
    assert (one.corrected, one.reason, one.covered) == (0, "", 0)


def test_the_amount_step_of_the_checklist_says_the_same():
    assert owed(corrected(sent_back(), BILL, 568_00)) == {"12": 568_00, "01": 0, "02": 236_00}
    assert owed(completed(sent_back(), BILL, 568_00)) == {"12": 0, "01": 0, "02": 236_00}


@pytest.mark.parametrize("first", [568_00, 400_00, 700_00])
def test_once_the_app_has_the_refund_a_new_total_takes_it_all_back(first):
    of = total(total(sent_back(), BILL, first), BILL, 268_00)
    assert (owed(of), of.corrections) == (owed(sent_back()), {})


@pytest.mark.parametrize("pay", [False, True])
def test_a_part_of_the_refund_that_it_takes_all_the_same_is_credit_too(pay):
    of = total(sent_back(), BILL, 388_00)
    of = paid(of, BILL) if pay else of
    assert owed(of) == {"12": 0 if pay else 388_00, "01": 148_00, "02": 268_00}


@pytest.mark.parametrize("more", [1, 12_00, 32_00, 700_00])
@pytest.mark.parametrize("pay", [False, True])
def test_of_more_than_the_refund_explains_the_refund_is_credit_and_only_the_rest_is_owed(more, pay):
    of = total(sent_back(), BILL, 568_00 + more)
    one = book(of).bill(BILL)
    assert [(line.kind, line.outstanding) for line in one.lines] == [
        (LineKind.INSTALMENT, 268_00),
        (LineKind.INSTALMENT, 300_00),
        (LineKind.CORRECTION, more),
    ]
    assert one.corrected == more
    of = paid(of, BILL) if pay else of
    assert owed(of) == {"12": 0 if pay else 568_00 + more, "01": 0, "02": 236_00}


@pytest.mark.parametrize("more", [1, 50_00, 400_00])
def test_of_more_than_several_refunds_and_credit_explain_all_of_them_are_credit(more):
    """Food and tea of 300.00 and 50.00 were returned, and 100.00 was paid twice: 450.00 go to the later bills."""
    tea = order("tea", terms=plan(50_00, 1, 0), due=date(2027, 1, 10), bought_at=datetime(2026, 11, 7))
    food = replace(FOOD, first_due=date(2027, 1, 10))
    of = paid_twice(of=ledger(X, food, tea))
    for name, price in (("food", 300_00), ("tea", 50_00)):
        of = refund(of, name, price, at("2026-12-11T12:00:00+08:00"), full=True)
    assert owed(of) == {"12": 0, "01": 168_00, "02": 268_00}
    of = total(of, NEXT, 618_00 + more, JANUARY)
    assert owed(of) == {"12": 0, "01": 618_00 + more, "02": 0, "credit at huabei": 182_00}


def test_a_part_that_is_less_than_the_excess_is_credit_too():
    """Of 1.00 that lay there nothing was taken off, as 269.50 is more than the orders come to."""
    of = total(paid_twice(1_00), NEXT, 269_50, JANUARY)
    assert owed(of) == {"12": 0, "01": 269_50, "02": 267_00}
    assert book(of).bill(NEXT).corrected == 1_50


def test_of_the_fee_of_a_period_that_is_billed_all_the_same_nothing_comes_back():
    terms = EqualAmounts(principal=1_499_00, periods=12, amount=134_90, fee=9_99)
    of = refund(ledger(order("a", terms=terms, bought_at=BOUGHT)), "a", 1_499_00, EARLY, full=True)
    of = total(of, BILL, 134_90)
    assert check_book(of).credit == {"huabei": 124_91}
    assert check_book(paid(of, BILL)).credit == {"huabei": 124_91}


def test_of_two_refunds_just_the_one_that_it_has_not_comes_back():
    tea = order("tea", terms=plan(50_00, 1, 0), bought_at=datetime(2026, 11, 7))
    of = refund(ledger(X, FOOD, tea), "food", 300_00, EARLY, full=True)
    of = total(refund(of, "tea", 50_00, EARLY, full=True), BILL, 318_00)
    assert [line.outstanding for line in book(of).bill(BILL).lines] == [268_00, 0, 50_00]
    assert owed(of) == {"12": 318_00, "01": 218_00, "02": 268_00}


def test_what_came_back_of_goods_that_are_billed_all_the_same_counts_from_the_refund_on():
    (credit,) = book(total(sent_back(), BILL, 568_00)).credits["huabei"]
    assert (credit.of, credit.order, credit.came) == ("food~1", "food", EARLY)


def test_credit_that_a_bill_did_not_get_goes_to_the_next():
    of = paid_twice()
    assert owed(of) == {"12": 0, "01": 168_00, "02": 268_00}
    of = total(of, NEXT, 268_00, JANUARY)
    assert owed(of) == {"12": 0, "01": 268_00, "02": 168_00}
    of = paid(of, NEXT, now=JANUARY)
    assert owed(of) == {"12": 0, "01": 0, "02": 168_00}
    assert sum(each.amount for each in of.repayments.values()) + 168_00 == 804_00


def test_it_goes_though_it_is_on_record_for_that_bill():
    of = paid(paid_twice(), NEXT, 50_00, JANUARY, PaidAs.PART)
    assert owed(total(of, NEXT, 268_00, JANUARY)) == {"12": 0, "01": 218_00, "02": 168_00}


@pytest.mark.parametrize(("amount", "left"), [(200_00, 236_00), (268_00, 168_00), (268_01, 168_00), (300_00, 168_00)])
def test_what_the_app_shows_is_the_bill_whatever_credit_there_is(amount, left):
    """More than credit explains is owed, and the credit lies there."""
    of = total(paid_twice(), NEXT, amount, JANUARY)
    assert owed(of) == {"12": 0, "01": amount, "02": left}
    assert sum(owed(paid(of, NEXT, now=JANUARY)).values()) == left


def test_no_other_credit_takes_the_place_of_what_the_app_does_not_show():
    """300.00 lay there, of which 268.00 paid the bill whole; the app shows 400.00 and none of it."""
    of = total(paid_twice(300_00), NEXT, 400_00, JANUARY)
    assert owed(of) == {"12": 0, "01": 400_00, "02": 0, "credit at huabei": 32_00}


@pytest.mark.parametrize("figure", [100_00, 268_00, 268_01, 280_00])
def test_no_credit_that_the_bill_did_not_need_comes_to_it_instead(figure):
    """350.00 lay there from two repayments; of the first alone, 268.00 paid the bill whole."""
    of = paid(paid_twice(300_00), BILL, 50_00, way=PaidAs.AGAIN)
    of = total(of, NEXT, figure, JANUARY)
    assert owed(of)["01"] == figure
    assert sum(owed(of).values()) - 2 * owed(of).get("credit at huabei", 0) == (268_00 - 350_00) + max(268_00, figure)


@pytest.mark.parametrize("figure", [268_01, 300_00])
def test_a_bill_that_credit_paid_whole_keeps_no_credit_that_the_app_does_not_show(figure):
    of = total(paid_twice(268_00), NEXT, figure, JANUARY)
    assert owed(of) == {"12": 0, "01": figure, "02": 0}


def test_credit_that_comes_later_pays_it_all_the_same():
    of = total(paid_twice(), NEXT, 268_00, JANUARY)
    late = ReportedRepayment(amount=30_00, method="balance", paid_at=JANUARY, way=PaidAs.AGAIN)
    of = repay(of, book(of).bill(BILL), late, JANUARY)
    assert owed(of) == {"12": 0, "01": 238_00, "02": 168_00}


@pytest.mark.parametrize("again", [168_00, 200_00])
def test_a_later_total_counts_from_the_bill_as_it_is_with_its_credit(again):
    of = total(total(paid_twice(), NEXT, 268_00, JANUARY), NEXT, again, JANUARY)
    assert owed(of) == {"12": 0, "01": again, "02": 436_00 - again}


def test_a_reason_is_believed_where_credit_is_not_just_as_much():
    of = total(paid_twice(), NEXT, 200_00, JANUARY, reason="a fee")
    assert owed(of) == {"12": 0, "01": 200_00, "02": 268_00}
    of = total(paid_twice(), NEXT, 268_00, JANUARY, reason="the app shows it")
    assert owed(of) == {"12": 0, "01": 268_00, "02": 168_00}


@pytest.mark.parametrize("reason", ["", "a fee"])
@pytest.mark.parametrize("more", [0, 1, 32_00])
def test_of_more_than_all_credit_explains_a_reason_is_for_the_rest(more, reason):
    """268.00 lay there, which paid the bill whole: no cent more turns it into debt."""
    of = total(paid_twice(268_00), NEXT, 268_00 + more, JANUARY, reason=reason)
    assert owed(of) == {"12": 0, "01": 268_00 + more, "02": 0}
    one = book(of).bill(NEXT)
    assert (one.corrected, one.reason) == (more, reason)


@pytest.mark.parametrize("more", [1, 32_00])
def test_so_it_is_of_a_refund(more):
    of = total(sent_back(), BILL, 568_00 + more, reason="a fee")
    assert owed(of) == {"12": 568_00 + more, "01": 0, "02": 236_00}


@pytest.mark.parametrize("amount", [100_00, 267_99])
def test_a_reason_for_less_than_the_credit_is_believed(amount):
    of = total(paid_twice(268_00), NEXT, amount, JANUARY, reason="a fee")
    assert owed(of) == {"12": 0, "01": amount, "02": 268_00}


def test_an_overdue_bill_has_grown_by_late_interest_unless_it_is_just_the_credit():
    late = at("2027-01-20T12:00:00+08:00")
    grown = total(paid_twice(), NEXT, 169_00, late)
    assert owed(grown) == {"12": 0, "01": 169_00, "02": 268_00}
    assert book(grown).bill(NEXT).grown_late
    not_used = total(paid_twice(), NEXT, 268_00, late)
    assert owed(not_used) == {"12": 0, "01": 268_00, "02": 168_00}
    assert not book(not_used).bill(NEXT).grown_late


@pytest.mark.parametrize("amount", [100_00, 268_00])
def test_late_interest_on_a_bill_that_credit_did_not_come_to_is_what_the_credit_leaves(amount):
    """No interest of ten days is that much."""
    of = total(paid_twice(amount), NEXT, 269_34, at("2027-01-20T12:00:00+08:00"))
    assert owed(of) == {"12": 0, "01": 269_34, "02": 268_00 - amount}
    one = book(of).bill(NEXT)
    assert (one.corrected, one.grown_late) == (1_34, True)


def test_late_interest_that_is_more_than_a_little_credit_is_believed():
    """0.50 of credit was taken off, and ten days of interest are about 1.33."""
    of = total(paid_twice(50), NEXT, 268_80, at("2027-01-20T12:00:00+08:00"))
    assert owed(of) == {"12": 0, "01": 268_80, "02": 268_00}


def turned(amount: int = 5_000_00) -> Ledger:
    """5,100.00 on the bill, and so much of it in three instalments."""
    of = ledger(order("feast", terms=plan(5_100_00, 1, 0), bought_at=BOUGHT))
    return convert(of, by_hand(), book(of).bill(BILL), amount, 3, 125_00, NOW, "turned")


@pytest.mark.parametrize("said", [5_100_00, 3_000_00, 5_200_00, 100_01])
def test_a_total_that_may_have_what_was_turned_is_refused_and_says_what_to_do(said):
    with pytest.raises(
        Problem, match=r"5,000\.00 of the bill was turned into turned.*delete what it became"
    ) as refused:
        total(turned(), BILL, said)
    of = up_to_amount(turned(), BILL)
    with pytest.raises(Problem, match=r"5,000\.00 of the bill was turned into turned"):
        corrected(turned(), BILL, said)
    assert of.corrections == {}
    assert ("--reason" in str(refused.value)) is (said != 5_100_00)


def test_only_what_works_is_offered_where_the_total_may_have_what_was_turned():
    with pytest.raises(Problem, match="is with just that"):
        total(turned(), BILL, 5_100_00, reason="annual fee")
    more = order("vase", terms=plan(5_000_00, 1, 0), bought_at=datetime(2026, 11, 8))
    of = add_orders(turned(), [more], by_hand())
    assert owed(total(of, BILL, 5_100_00))["12"] == 5_100_00
    with pytest.raises(Problem, match=f"`fenqi correct {BILL} --total 3000.00 --reason TEXT`"):
        total(turned(), BILL, 3_000_00)
    assert owed(total(turned(), BILL, 3_000_00, reason="annual fee"))["12"] == 3_000_00


def test_once_the_instalments_are_deleted_the_bill_is_what_the_app_shows():
    of = turned()
    of = delete_order(of, next(iter(of.conversions)))
    assert owed(total(of, BILL, 5_100_00)) == {"12": 5_100_00}


def test_what_else_was_added_to_it_is_owed_where_a_reason_says_so():
    assert book(total(turned(), BILL, 110_00, reason="annual fee")).bill(BILL).outstanding == 110_00


def test_late_interest_of_what_is_left_of_it_is_owed_too():
    of = total(turned(), BILL, 103_00, at("2026-12-20T12:00:00+08:00"))
    assert book(of).bill(BILL).outstanding == 103_00
    with pytest.raises(Problem, match="may count it twice"):
        total(turned(), BILL, 3_000_00, at("2026-12-20T12:00:00+08:00"))


@pytest.mark.parametrize("said", [568_00, 600_00])
def test_a_deferred_bill_that_the_app_still_shows_was_not_deferred(said):
    of = ledger(X, FOOD)
    of = defer(of, book(of).bill(BILL), NOW)
    with pytest.raises(Problem, match=r"568\.00 of the bill was deferred to the bill due 2027-01-10"):
        total(of, BILL, said)
    assert owed(total(of, BILL, 500_00)) == {"12": 0, "01": 768_00, "02": 268_00}


def test_refund_credit_goes_to_a_bill_that_is_out_too_unless_the_goods_are_on_it():
    of = paid(ledger(X, FOOD), BILL)
    of = refund(of, "food", 300_00, at("2027-01-05T12:00:00+08:00"), full=True)
    assert owed(of) == {"12": 0, "01": 0, "02": 236_00}
    assert status(book(of).bill(NEXT), Moment(JANUARY)) is Status.SETTLED


def test_the_bill_that_has_the_goods_is_taken_whole():
    tv = order("tv", terms=plan(900_00, 3, 0), due=date(2027, 1, 10), bought_at=BOUGHT)
    of = paid(ledger(X, tv), BILL)
    of = refund(of, "x", 804_00, at("2027-01-05T12:00:00+08:00"), full=True)
    assert owed(of) == {"12": 0, "01": 568_00, "02": 0, "03": 64_00}


def test_what_a_refund_gave_back_and_the_bill_has_again_is_gone_with_the_order():
    of = total(sent_back(), BILL, 568_00)
    assert owed(replace(of, orders={"x": of.orders["x"]}, refunds={})) == {"12": 268_00, "01": 268_00, "02": 268_00}


def test_a_return_of_an_earlier_day_that_is_recorded_later_leaves_what_a_refund_took_off_where_it_is():
    of = refund(ledger(X), "x", 100_00, at("2026-12-02T12:00:00+08:00"), full=False)
    of = refund(of, "x", 704_00, EARLY, full=True)
    assert [line.refunded for line in book(of).schedules["x"]] == [268_00, 268_00, 268_00]
    assert check_book(of).credit == {}
    (first, last) = of.refunds.values()
    assert first.stands == (1,)
    assert last.stands == ()


@pytest.mark.parametrize("figure", [268_00, 268_01, 300_00])
def test_once_the_app_has_taken_the_credit_off_a_total_of_nothing_says_so(figure):
    of = paid_twice(268_00)
    again = total(total(of, NEXT, figure, JANUARY), NEXT, 0, JANUARY)
    assert (owed(again), again.corrections, again.reductions) == (owed(of), {}, {})


def test_a_coupon_on_a_bill_that_credit_was_not_taken_off_leaves_the_credit_where_it_is():
    of = total(total(paid_twice(268_00), NEXT, 268_00, JANUARY), NEXT, 200_00, JANUARY, target=Target.BILL)
    assert owed(of) == {"12": 0, "01": 200_00, "02": 0}
    assert [line.outstanding for line in book(of).bill(NEXT).lines] == [200_00]
