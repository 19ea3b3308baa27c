"""A bill of which a part was turned into instalments, and of which the institution took something off."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.comparison import compare
from models.actions.convert import check_amount, convert
from models.actions.defer import defer
from models.actions.minimum_paid import minimum_paid
from models.actions.reduction import meant_by
from models.actions.refund import credit_with
from models.actions.total import less_by, set_total
from models.bills.converting import convertible
from models.bills.derive import derive
from models.bills.line_kind import LineKind
from models.bills.status import Moment, Status, line_status
from models.bills.true_cost import true_cost
from models.channels.rules import Convertible
from models.ledger.correction import CorrectedLine, Correction
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.plans.plan import EqualAmounts
from models.values.message import Problem
from models.values.money import Fen
from tests.models.bills.test_rederive import again, assert_same
from tests.models.builders import (
    NOW,
    at,
    bill,
    book,
    by_hand,
    check_book,
    completed,
    corrected,
    found,
    ledger,
    order,
    plan,
    refund,
    repaid,
    settled_early,
    with_more,
)
from tests.often import tried

BILL = "huabei/2026-12-10"
LATER = NOW + timedelta(hours=1)
JANUARY = at("2027-01-05T12:00:00+08:00")
PHONE = order(terms=EqualAmounts(principal=149_900, periods=12, amount=134_90, fee=9_99))
"""134.90 a period, 9.99 of it the fee."""
SHOES = order("shoes", terms=plan(300_00, 1, 0), bought_at=datetime(2026, 11, 2))
OF = ledger(PHONE, SHOES)
"""434.90 on the bill."""


def turned(of: Ledger, amount: Fen, periods: int = 3, fee: Fen = 7_50, now: datetime = NOW) -> Ledger:
    return convert(of, by_hand(), bill(of), amount, periods, fee, now, "账单分期")


def totalled(of: Ledger, total: Fen, **rest) -> Ledger:
    return set_total(of, bill(of), total, LATER, **rest)


def off(of: Ledger) -> dict[str, Fen]:
    """What is taken off each line of the bill beside what was turned."""
    return {line.order_id: line.reduced - line.turned for line in bill(of).lines}


# -- what the institution shows less once a part is turned


@pytest.mark.parametrize("total", [130_00, 134_89, 1, 0])
def test_a_lower_total_holds_once_all_that_can_be_is_turned(total):
    of = totalled(turned(OF, 300_00), total)
    assert (bill(of).amount, bill(of).outstanding) == (total, total)
    assert off(of) == {"phone": 134_90 - total, "shoes": 0}
    check_book(of)


def test_a_lower_total_holds_where_what_was_turned_was_no_orders():
    of = totalled(turned(with_more(ledger(PHONE), BILL, 5_100_00), 5_000_00), 130_00)
    assert bill(of).amount == 130_00
    check_book(of)


def test_a_lower_figure_in_the_app_holds_as_a_lower_total_does():
    of = corrected(turned(OF, 300_00), BILL, 130_00)
    assert bill(of).outstanding == 130_00
    assert found(completed(turned(OF, 300_00), BILL, 130_00), BILL).paid == 130_00


def test_a_lower_total_holds_where_what_was_turned_was_settled_early_since():
    of = settled_early(turned(OF, 33_33), "shoes", 266_67)
    of = totalled(of, 266_67 + 130_00)
    assert (bill(of).paid, bill(of).outstanding) == (266_67, 130_00)
    assert off(of)["phone"] == 4_90
    assert [line.order_id for line in bill(of).lines] == ["phone", "shoes"]
    check_book(of)


def test_what_was_turned_after_a_lower_total_is_off_what_that_left():
    of = turned(totalled(OF, 430_00), 295_10)
    assert (bill(of).amount, off(of)) == (134_90, {"phone": 0, "shoes": 4_90})
    with pytest.raises(Problem, match=r"only ¥0\.00 of the bill is no instalment"):
        turned(of, 1)


def test_a_total_from_a_file_that_counts_all_that_was_turned_is_that_total():
    of = settled_early(turned(OF, 33_33), "shoes", 266_67)
    (one,) = of.conversions
    lines = (CorrectedLine("phone", 1, 134_90), CorrectedLine("shoes", 1, 266_67), CorrectedLine(one, 0, -33_33))
    of = replace(of, corrections={BILL: Correction(id=BILL, total=396_67, at=LATER, lines=lines)})
    assert bill(of).outstanding == 130_00


@tried(0.5)
@given(
    st.integers(0, 500_00),
    st.integers(1, 900_00),
    st.integers(0, 900_00),
    st.sampled_from((None, *Convertible)),
    st.sampled_from((None, *Target)),
)
def test_a_total_is_that_total_whatever_was_turned_before(more, part, total, rule, target):
    catalogue = {**by_hand(), "huabei": replace(by_hand()["huabei"], convertible=rule)}
    of = with_more(OF, BILL, more) if more else OF
    most = convertible(derive(of, catalogue).bill(BILL))
    of = convert(of, catalogue, derive(of, catalogue).bill(BILL), min(part, most), 3, 0, NOW, "账单分期")
    was = derive(of, catalogue)
    try:
        after = set_total(of, was.bill(BILL), total, LATER, target=target)
    except Problem:
        assert target
        return
    now = derive(after, catalogue)
    assert now.bill(BILL).amount == total
    assert all(line.outstanding >= 0 for line in now.bill(BILL).lines)
    assert_same(again(was, of, after, catalogue), now)
    assert_same(again(now, after, of, catalogue), was)


@tried(0.5)
@given(
    st.integers(0, 500_00),
    st.lists(st.tuples(st.sampled_from(("turn", "total", "pay")), st.integers(1, 900_00)), min_size=2, max_size=6),
    st.sampled_from((None, *Convertible)),
)
def test_what_is_turned_read_and_repaid_is_off_the_bill_in_whatever_order(more, steps, rule):
    catalogue = {**by_hand(), "huabei": replace(by_hand()["huabei"], convertible=rule)}
    of = with_more(OF, BILL, more) if more else OF
    for step, amount in steps:
        one = derive(of, catalogue).bill(BILL)
        part = min(amount, convertible(one) if step == "turn" else one.outstanding)
        if step == "total":
            total = max(amount, one.paid)
            try:
                of, owed = set_total(of, one, total, LATER), total - one.paid
            except Problem:  # it may count what was turned a second time
                assert one.conversions and total > one.amount
                continue
        elif part > 0 and step == "turn":
            of, owed = convert(of, catalogue, one, part, 3, 0, LATER, "账单分期"), one.outstanding - part
        elif part > 0:
            of, owed = repaid(of, BILL, part), one.outstanding - part
        else:
            continue
        assert derive(of, catalogue).bill(BILL).outstanding == owed


# -- a coupon on a bill of which a part was turned


@pytest.mark.parametrize("target", [Target.FEE, Target.BILL])
def test_what_was_turned_is_no_coupon(target):
    of = totalled(turned(OF, 200_00), 230_00, target=target)
    assert of.reductions[BILL].amount == 4_90
    assert bill(of).corrected == -4_90
    assert bill(of).amount == 230_00
    check_book(of)


def test_without_a_coupon_the_total_as_it_is_takes_a_correction_back():
    of = turned(OF, 200_00)
    assert replace(totalled(totalled(of, 230_00), 234_90), figures={}) == of
    assert less_by(bill(of), 230_00, Target.BILL) == 4_90


def test_no_more_is_lowered_than_what_is_left_of_a_line():
    with pytest.raises(Problem, match=r"¥0\.01 to ¥9\.99"):
        totalled(turned(OF, 200_00), 224_90, target=Target.FEE)
    with pytest.raises(Problem, match=r"¥0\.01 to ¥100\.00"):
        totalled(turned(OF, 200_00), 134_89, target=Target.PRINCIPAL, order="shoes")


LOAN = order("loan", channel="jd-baitiao", terms=EqualAmounts(principal=3_000_00, periods=12, amount=268_00, fee=18_00))


def rate(of: Ledger) -> str:
    return f"{true_cost(of.orders['loan'], book(of)).simple:.2%}"


@pytest.mark.parametrize("target", [Target.FEE, Target.BILL])
def test_what_was_turned_makes_an_order_no_cheaper_before_a_coupon_or_after(target):
    def lowered(of: Ledger) -> Ledger:
        one = bill(of, "jd-baitiao")
        return set_total(of, one, one.amount - 1_00, NOW, target=target)

    def in_parts(of: Ledger) -> Ledger:
        return convert(of, by_hand(), bill(of, "jd-baitiao"), 100_00, 3, 0, NOW, "账单分期")

    coupon = rate(lowered(ledger(LOAN)))
    assert rate(in_parts(lowered(ledger(LOAN)))) == rate(lowered(in_parts(ledger(LOAN)))) == coupon
    assert coupon < rate(ledger(LOAN)) == rate(in_parts(ledger(LOAN)))


# -- goods returned of which the bill was turned, and deferred since


WHOLE = order("vase", terms=plan(900_00, 1, 0))


@pytest.mark.parametrize("deferred", [False, True])
def test_of_what_was_turned_all_that_is_returned_is_credit_wherever_the_rest_stands(deferred):
    of = convert(ledger(WHOLE), by_hand(), bill(ledger(WHOLE)), 450_00, 3, 3_00, NOW, "账单分期")
    of = defer(of, bill(of), LATER) if deferred else of
    of = refund(of, "vase", 900_00, LATER, full=True)
    assert credit_with(of, by_hand()) == {"huabei": 900_00}
    (row,) = book(of).schedules["vase"]
    assert (row.reduced, row.turned) == (450_00, 450_00)
    check_book(of)


def test_what_a_returned_order_was_lowered_by_is_not_what_was_turned():
    of = totalled(turned(OF, 300_00), 114_90)
    back = refund(of, "phone", 1_499_00, LATER, full=True)
    assert [each.waived for each in back.refunds.values()] == [20_00 - 9_99]


# -- a coupon beside what another bill left, and beside another period of the order


def carried() -> tuple[Ledger, str]:
    """The bill that has the phone's 134.90, 270.00 that the one before left, and 4.19 of interest on that."""
    of = minimum_paid(repaid(OF, BILL, 164_90), found(repaid(OF, BILL, 164_90), BILL), LATER)
    return of, "huabei/2027-01-10"


@pytest.mark.parametrize("less", [8_95, 124_91])
@pytest.mark.parametrize("target", [Target.PRINCIPAL, Target.FEE])
def test_a_price_or_a_fee_is_an_orders_and_not_what_another_bill_left(less, target):
    of, nxt = carried()
    one, less = found(of, nxt), min(less, 9_99) if target is Target.FEE else less
    made, named = (
        set_total(of, one, one.amount - less, JANUARY, target=target, order=order) for order in ("", "phone")
    )
    assert [line.reduced for line in found(made, nxt).lines] == [less, 0, 0]
    assert true_cost(PHONE, book(made)) == true_cost(PHONE, book(named)) != true_cost(PHONE, book(of))


def test_a_price_that_a_file_has_lowered_of_no_order_is_an_orders():
    of, nxt = carried()
    made = set_total(of, found(of, nxt), 400_00, JANUARY, target=Target.PRINCIPAL)
    (one,) = made.reductions.values()
    made = replace(made, reductions={nxt: replace(one, order="", number=0)})
    assert [line.reduced for line in found(made, nxt).lines] == [one.amount, 0, 0]


def test_interest_that_nobody_has_seen_is_not_turned_and_what_is_turned_is_off_it_last():
    of, nxt = carried()
    assert convertible(found(of, nxt)) == 270_00
    with pytest.raises(Problem, match=r"¥4\.19 of the bill is interest that nobody has seen yet, so ¥270\.00 at most"):
        check_amount(found(of, nxt), 270_01)
    with pytest.raises(Problem, match=r"only ¥270\.00 of the bill is no instalment"):
        check_amount(found(of, nxt), 274_20)
    made = convert(of, by_hand(), found(of, nxt), 250_00, 3, 0, JANUARY, "账单分期")
    assert [line.turned for line in found(made, nxt).lines] == [0, 250_00, 0]
    same = set_total(of, found(of, nxt), found(of, nxt).amount, JANUARY)
    assert convertible(found(same, nxt)) == 270_00 + 4_19
    lower = set_total(of, found(of, nxt), 400_00, JANUARY, target=Target.PRINCIPAL)
    assert convertible(found(lower, nxt)) == 270_00 + 4_19
    seen = set_total(of, found(of, nxt), found(of, nxt).amount + 10, JANUARY)
    assert convertible(found(seen, nxt)) == 270_00 + 4_29
    made = convert(seen, by_hand(), found(seen, nxt), 272_00, 3, 0, JANUARY, "账单分期")
    assert [line.turned for line in found(made, nxt).lines] == [0, 270_00, 2_00]


def both_periods() -> tuple[Ledger, str]:
    """Two periods of the phone on one bill, the first deferred, beside one of the robot's."""
    robot = order("robot", terms=plan(120_000, 12, 9_99), bought_at=datetime(2026, 11, 3))
    of = ledger(PHONE, robot)
    return defer(of, found(of, BILL), LATER), "huabei/2027-01-10"


def test_of_two_periods_of_an_order_the_order_is_named_once():
    of = defer(ledger(PHONE), bill(ledger(PHONE)), LATER)
    one = found(of, "huabei/2027-01-10")
    assert [line.order_id for line in meant_by(one, Target.FEE, 5_00)] == ["phone"]
    made = set_total(of, one, one.amount - 5_00, JANUARY, target=Target.FEE)
    assert [line.owed_fee for line in found(made, one.id).lines] == [9_99, 4_99]
    assert sum(line.reduced_fee for line in found(made, one.id).lines) == 5_00


@pytest.mark.parametrize("less", [5_00, 15_00])
def test_what_was_lowered_of_an_order_may_be_more_than_one_of_its_periods_has(less):
    of, nxt = both_periods()
    one = found(of, nxt)
    assert [line.order_id for line in meant_by(one, Target.FEE, less)] == ["phone", "robot"]
    made = set_total(of, one, one.amount - less, JANUARY, target=Target.FEE, order="robot")
    fees = Counter[str]()
    for line in found(made, nxt).lines:
        fees[line.order_id] += line.owed_fee
    assert {ident: fees[ident] for ident in ("phone", "robot")} == {"phone": 19_98, "robot": 19_98 - less}
    with pytest.raises(Problem, match=r"¥0\.01 to ¥19\.98"):
        set_total(of, one, one.amount - 20_00, JANUARY, target=Target.FEE, order="robot")


def test_the_figure_from_before_the_correction_is_known_where_a_part_was_turned_too():
    of = totalled(turned(OF, 200_00), 230_00)
    for figure in (234_90, 434_90):
        said = [str(each) for each in compare(bill(of), figure, book(of), LATER, of).explanations]
        assert said[0] == "it is what the bill was before it was corrected here"


def test_a_line_that_was_waived_is_not_turned_with_another():
    of = totalled(turned(OF, 300_00), 0)
    assert [line_status(line, bill(of), Moment(LATER)) for line in bill(of).lines] == [
        Status.SETTLED,
        Status.IN_INSTALMENTS,
    ]


def test_what_a_total_lowered_stays_where_the_order_that_was_turned_is_settled_early_since():
    of = totalled(turned(OF, 33_33), 396_67)
    of = settled_early(of, "shoes", 261_77, LATER + timedelta(hours=1))
    assert (bill(of).amount, bill(of).outstanding) == (396_67, 134_90)
    check_book(of)


def test_what_a_bill_grew_by_after_a_part_was_turned_is_no_part_of_that():
    """Of 800.00, 600.00 were turned; ten days late, 2.00 more are owed of what is left."""
    late = at("2026-12-20T12:00:00+08:00")
    of = ledger(order("a", terms=plan(500_00, 1, 0)), order("b", terms=plan(300_00, 1, 0)))
    of = convert(of, by_hand(), bill(of), 600_00, 3, 9_00, NOW, "rest")
    one = bill(set_total(of, bill(of), 202_00, late))
    assert [(line.kind, line.outstanding, line.turned) for line in one.lines] == [
        (LineKind.INSTALMENT, 200_00, 300_00),
        (LineKind.INSTALMENT, 0, 300_00),
        (LineKind.CORRECTION, 2_00, 0),
    ]
    assert one.grown_late


@pytest.mark.parametrize("price", [100_00, 900_00])
def test_an_order_that_was_entered_on_a_later_day_was_not_turned(price):
    of = ledger(order("a", terms=plan(500_00, 1, 0)))
    of = convert(of, by_hand(), bill(of), 300_00, 3, 9_00, NOW, "rest")
    late = replace(order("b", terms=plan(price, 1, 0)), entered_on=(NOW + timedelta(days=1)).date())
    of = replace(of, orders={**of.orders, late.id: late})
    assert {line.order_id: line.turned for line in bill(of).lines} == {"a": 300_00, "b": 0}
