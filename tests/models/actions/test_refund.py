"""Returned goods: what a refund takes off an order, and what stays as credit with the channel."""

from datetime import datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.actions import payment
from models.actions.orders import delete_order
from models.actions.refund import Effect, credit_with, effect, refund_time
from models.actions.refundable import refunded
from models.actions.refusal import refusal
from models.bills.status import Moment, Status, status
from models.ledger.progress import Step
from models.values.dates import today
from models.values.message import Problem
from tests.models.builders import (
    BEFORE,
    NOW,
    at,
    at_amount,
    at_complete,
    bill,
    book,
    by_hand,
    check_book,
    corrected,
    crowded,
    ledger,
    left_standing,
    order,
    plan,
    refund,
    repaid,
    settled,
    step,
)

ID = "huabei/2026-12-10"
PHONE = order("phone")
ROBOT = order("robot", terms=plan(60_000), bought_at=datetime(2026, 11, 3))
OF = ledger(PHONE)
LATER = NOW + timedelta(days=1)


def part(amount: int, of=OF, now: datetime = BEFORE):
    return refund(of, "phone", amount, now, full=False)


def whole(of=OF, amount: int = 30_000, now: datetime = BEFORE):
    return refund(of, "phone", amount, now, full=True)


def owed(of) -> list[int]:
    return [row.outstanding for row in book(of).schedules["phone"]]


@pytest.mark.parametrize(
    ("amount", "left"),
    [
        (1, [10_100, 10_100, 10_099]),
        (10_000, [10_100, 10_100, 100]),
        (15_000, [10_100, 5_100, 100]),
        (29_999, [101, 100, 100]),
    ],
)
def test_a_part_is_principal_of_the_last_periods_and_the_fees_stay(amount, left):
    of = part(amount)
    check_book(of)
    assert owed(of) == left
    assert credit_with(of, by_hand()) == {}


def test_the_whole_purchase_ends_the_plan():
    of = whole()
    assert owed(of) == [0, 0, 0]
    for one in check_book(of).bills.values():
        assert status(one, Moment(at("2028-01-01T00:00:00+08:00"))) is Status.SETTLED
        assert str(refusal(one)) == "nothing is left of this bill: its orders were refunded or settled early"


def test_parts_add_up_and_the_whole_may_follow():
    of = part(10_000, part(5_000))
    assert (refunded(of, "phone"), owed(of)) == (15_000, [10_100, 5_100, 100])
    assert sorted(of.refunds) == ["phone~1", "phone~2"]
    assert owed(whole(of, 15_000)) == [0, 0, 0]


@given(st.lists(st.integers(1, 30_000), min_size=1, max_size=5))
def test_parts_that_reach_the_price_are_a_full_refund_and_end_the_fees(amounts):
    of = OF
    for amount in amounts:
        most = 30_000 - refunded(of, "phone")
        if most:
            of = part(min(amount, most), of)
    of = part(30_000 - refunded(of, "phone"), of) if refunded(of, "phone") < 30_000 else of
    assert [each.full for each in of.refunds.values()] == [*[False] * (len(of.refunds) - 1), True]
    assert owed(of) == [0, 0, 0]
    check_book(of)


def test_parts_that_reach_the_price_end_the_fees_in_older_files_too():
    of = part(20_000, part(10_000))
    older = {ident: msgspec.structs.replace(each, full=False) for ident, each in of.refunds.items()}
    assert owed(msgspec.structs.replace(of, refunds=older)) == [0, 0, 0]


@given(st.integers(0, 3), st.integers(1, 30_000), st.booleans())
def test_where_a_refund_goes_accounts_for_every_fen_of_it(paid, amount, full):
    of = OF
    for one in list(book(of).bills)[:paid]:
        of = repaid(of, one)
    after = refund(of, "phone", amount, NOW, full=full)
    credit = credit_with(after, by_hand()).get("huabei", 0) - credit_with(of, by_hand()).get("huabei", 0)
    rows, less = book(of).schedules["phone"], book(after).schedules["phone"]
    found = effect(rows, less, credit)
    # What is credit may go on to a period: that is no business of the refund's.
    taken = sum(row.outstanding for row in rows) - sum(row.outstanding + row.carried for row in less)
    assert found.principal + found.fees == taken
    assert bool(found.periods) == bool(taken)
    if not full and amount < 30_000:
        assert (found.fees, found.principal + found.credit) == (0, amount)


def test_a_part_goes_to_the_last_periods_and_the_whole_to_all_that_are_left():
    of = repaid(OF, next(iter(book(OF).bills)))
    rows = book(of).schedules["phone"]
    assert effect(rows, book(part(15_000, of)).schedules["phone"], 0) == Effect((2, 3), 15_000, 15_000, 0, 0)
    assert effect(rows, book(whole(of)).schedules["phone"], 10_000) == Effect((2, 3), 20_200, 20_000, 200, 10_000)


def test_a_refund_is_of_today_or_of_an_earlier_day_since_the_purchase():
    zone, day = "Asia/Shanghai", today(NOW, "Asia/Shanghai")
    bought = PHONE.bought_at.date()
    assert refund_time(PHONE, day, zone, NOW) == NOW
    for earlier in (bought, day - timedelta(days=1)):
        assert refund_time(PHONE, earlier, zone, NOW).isoformat() == f"{earlier}T12:00:00+08:00"
    for wrong, said in ((day + timedelta(days=1), "in the future"), (bought - timedelta(days=1), "before the purch")):
        with pytest.raises(Problem, match=said) as refused:
            refund_time(PHONE, wrong, zone, NOW)
        assert refused.value.field == "day"


@pytest.mark.parametrize("paid", [0, 1, 2, 3])
def test_what_was_repaid_already_comes_back_as_credit(paid):
    of = OF
    for one in list(book(of).bills)[:paid]:
        of = repaid(of, one)
    of = whole(of)
    check_book(of)
    assert credit_with(of, by_hand()) == ({"huabei": paid * 10_000} if paid else {})


def test_the_other_orders_on_the_bill_stay_as_they_were():
    of = whole(ledger(PHONE, ROBOT))
    assert [line.outstanding for line in bill(of).lines] == [0, 20_100]
    assert bill(of).outstanding == 20_100


@pytest.mark.parametrize("amount", [0, -1, 30_001, 10**15])
def test_more_than_the_price_or_nothing_cannot_come_back(amount):
    for full in (True, False):
        with pytest.raises(Problem, match=r"the refund can be ¥0\.01 to ¥300\.00") as refused:
            refund(OF, "phone", amount, NOW, full=full)
        assert refused.value.field == "amount"
    with pytest.raises(Problem, match=r"¥0\.01 to ¥200\.00"):
        part(20_001, part(10_000))


@pytest.mark.parametrize("of", [whole(), whole(OF, 100), part(30_000)], ids=["whole", "with a coupon", "in parts"])
def test_an_order_is_refunded_in_full_only_once(of):
    for again in (lambda: part(1, of), lambda: whole(of, 1)):
        with pytest.raises(Problem, match="phone was refunded in full already"):
            again()


def test_an_order_that_is_gone_cannot_be_refunded_and_a_refunded_one_not_be_deleted():
    with pytest.raises(Problem, match="no longer there"):
        refund(OF, "robot", 1, NOW, full=False)
    with pytest.raises(Problem, match="archive it instead"):
        delete_order(part(1), "phone")


def test_a_checklist_under_way_asks_for_the_amount_again():
    of = part(25_000, settled(at_amount(OF)))
    assert step(of, ID) is Step.AMOUNT
    of = part(25_000, at_complete(OF))
    with pytest.raises(Problem, match="the bill has changed since the amount was verified"):
        payment.complete(of, bill(of), NOW, NOW)
    assert step(payment.verify_again(of, bill(of), NOW), ID) is Step.AMOUNT


@pytest.mark.parametrize("figure", [9_000, 10_100, 10_150])
def test_the_institution_that_goes_on_billing_is_repaid_what_it_bills(figure):
    of = corrected(ledger(PHONE, ROBOT), ID, 25_000)
    of = whole(of)
    assert bill(of).outstanding == 25_000 - 10_100, "corrected before: the refund comes off"
    of = corrected(of, ID, figure, LATER + timedelta(hours=1))
    assert check_book(of).bill(ID).outstanding == figure, "corrected since: that is what is billed"


def test_a_refund_of_an_order_that_a_correction_had_reduced_takes_off_what_was_still_owed():
    of = corrected(ledger(PHONE, ROBOT), ID, 20_000)
    assert [line.outstanding for line in bill(of).lines] == [10_100, 9_900]
    of = refund(of, "robot", 60_000, BEFORE, full=True)
    assert [line.outstanding for line in check_book(of).bill(ID).lines] == [10_100, 0]


@given(
    st.lists(crowded(), min_size=1, max_size=4),
    st.lists(st.integers(1, 3_000), max_size=4),
    st.booleans(),
    st.sampled_from((BEFORE, NOW)),
)
def test_credit_is_never_negative_and_a_full_refund_leaves_what_is_billed_alone(bought, amounts, full, at):
    of = ledger(*bought)
    one = bought[0]
    for amount in amounts:
        if refunded(of, one.id) + amount < one.plan.principal:
            of = refund(of, one.id, amount, at, full=False)
    if full:
        of = refund(of, one.id, one.plan.principal - refunded(of, one.id), at, full=True)
    rows = check_book(of).schedules[one.id]
    taken_off = sum(row.principal - row.paid_principal - row.owed_principal for row in rows)
    credit = credit_with(of, by_hand()).get(one.account_id, 0)
    assert taken_off + credit == refunded(of, one.id)
    if full:
        assert all(row.number in left_standing(of, one.id) for row in rows if row.outstanding)
