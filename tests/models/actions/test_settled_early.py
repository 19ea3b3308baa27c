"""What an order that was settled early really cost: what it came to beyond its price, whatever it was paid by."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, repay
from models.actions.minimum_paid import minimum_paid
from models.actions.refund import credit_with, effect_on
from models.actions.settled_early import Ended, outcome
from models.actions.total import set_total
from models.channels.override import ChannelOverride
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.reduction import Target
from models.ledger.repayment import PaidAs
from models.plans.plan import EqualAmounts
from tests.models.builders import at, book, by_hand, check_book, ledger, order, plan, refund, repaid, settled_early

DAY = at("2026-11-03T12:00:00+08:00")
HUABEI = "huabei/2026-11-10"


def bought(ident: str, channel: str, price: int, periods: int, fee: int, due: date) -> Order:
    terms = plan(price, periods, fee)
    return order(ident, channel=channel, terms=terms, due=due, bought_at=datetime(2026, 10, 5, 20))


A = order(
    "a",
    terms=EqualAmounts(principal=1_499_00, periods=12, amount=134_90, fee=9_99),
    due=date(2026, 11, 10),
    bought_at=datetime(2026, 10, 5, 20),
)
EVERY_FEE = 119_88


def paid_again(of: Ledger, amount: int) -> Ledger:
    said = ReportedRepayment(amount=amount, method="balance", paid_at=DAY, way=PaidAs.AGAIN, confirmed=True)
    return repay(of, book(of).bill(HUABEI), said, DAY)


def came_to(of: Ledger, ident: str = "a") -> Ended:
    check_book(of)
    ended = outcome(of, book(of), ident)
    assert ended is not None
    return ended


def test_without_anything_else_it_cost_every_fee():
    ended = came_to(settled_early(repaid(ledger(A), HUABEI, now=DAY), "a", now=DAY))
    assert (ended.fees, ended.saved) == (EVERY_FEE, 0)
    assert ended.charged == EVERY_FEE - 9_99, "what is in no period: all but the fee of the first"


@pytest.mark.parametrize("again", [134_90, 100_00, 200_00, 20_00])
def test_a_period_that_credit_paid_cost_what_it_came_to(again):
    of = settled_early(paid_again(repaid(ledger(A), HUABEI, now=DAY), again), "a", now=DAY)
    ended = came_to(of)
    assert (ended.fees, ended.saved) == (EVERY_FEE, 0)
    assert ended.xirr > 0


def test_credit_that_came_after_it_makes_it_no_cheaper_nor_dearer():
    of = ledger(A, bought("b", "huabei", 300_00, 1, 0, date(2026, 11, 10)))
    of = settled_early(of, "a", now=DAY)
    was = came_to(of)
    of = paid_again(repaid(of, HUABEI, now=DAY), 300_00)
    assert came_to(of) == was


@pytest.mark.parametrize(("back", "full"), [(500_00, False), (1_499_00, True)])
@pytest.mark.parametrize("when", [DAY, DAY + timedelta(hours=1), DAY + timedelta(days=60)])
def test_goods_returned_later_make_it_no_cheaper(back, full, when):
    of = settled_early(repaid(ledger(A), HUABEI, now=DAY), "a", now=DAY)
    was = came_to(of)
    assert came_to(refund(of, "a", back, when, full=full)) == was


def test_goods_returned_before_were_lent_until_then():
    of = refund(repaid(ledger(A), HUABEI, now=DAY), "a", 500_00, DAY, full=False)
    ended = came_to(settled_early(of, "a", now=DAY))
    assert (ended.fees, ended.saved) == (EVERY_FEE, 0)


def test_goods_returned_before_of_what_was_billed_are_credit_and_no_fee():
    later = DAY + timedelta(days=1)
    of = refund(repaid(ledger(A), HUABEI, now=DAY), "a", 1_400_00, DAY, full=False)
    ended = came_to(settled_early(of, "a", now=later))
    assert ended.fees == EVERY_FEE


CARD = bought("a", "cmb", 3_000_00, 12, 18_00, date(2026, 11, 10))
ON_CARD = "cmb/2026-11-10"


def turned(one: Order, amount: int) -> Ledger:
    """So much of its first bill turned into instalments, where the institution does that with instalments, too."""
    of = replace(ledger(one), channels={"cmb": ChannelOverride(id="cmb", values={"convertible": "all"})})
    return convert(of, by_hand(), book(of).bill(ON_CARD), amount, 3, 0, DAY, "turned")


def test_a_period_that_was_turned_into_instalments_cost_what_it_came_to():
    ended = came_to(settled_early(turned(CARD, 268_00), "a", 2_768_00, now=DAY))
    assert (ended.fees, ended.saved) == (36_00, 180_00)


def test_a_part_of_a_period_that_was_turned_is_no_less_for_it():
    of = turned(bought("a", "cmb", 900_00, 1, 0, date(2026, 11, 10)), 33_33)
    ended = came_to(settled_early(of, "a", 866_67, now=DAY))
    assert (ended.fees, ended.saved) == (0, 0)


def test_a_period_that_went_over_with_the_minimum_cost_what_it_came_to():
    of = repaid(ledger(CARD), ON_CARD, 30_00, now=DAY)
    of = minimum_paid(of, book(of).bill(ON_CARD), DAY)
    ended = came_to(settled_early(of, "a", 2_768_00, now=DAY))
    assert (ended.fees, ended.saved) == (36_00, 180_00)


def test_a_period_that_was_deferred_cost_what_it_came_to():
    of = defer(ledger(CARD), book(ledger(CARD)).bill(ON_CARD), DAY)
    ended = came_to(settled_early(of, "a", 3_036_00, now=DAY))
    assert (ended.fees, ended.saved) == (36_00, 180_00)


def test_what_a_coupon_took_off_was_not_paid_and_was_not_saved_by_settling():
    of = set_total(ledger(A), book(ledger(A)).bill(HUABEI), 124_91, DAY, target=Target.FEE)
    ended = came_to(settled_early(of, "a", now=DAY))
    assert (ended.fees, ended.saved) == (EVERY_FEE - 9_99, 0)


@pytest.mark.parametrize("figure", [1_483_98, 1_300_00, 1_600_00, 1_400_00])
def test_the_apps_figure_is_what_it_cost_and_less_than_the_price_is_no_rate(figure):
    ended = came_to(settled_early(repaid(ledger(A), HUABEI, now=DAY), "a", figure, now=DAY))
    assert (ended.fees, ended.saved) == (figure + 134_90 - 1_499_00, 1_483_98 - figure)
    assert (ended.xirr is None) is (ended.fees < 0)


def credit(of: Ledger) -> int:
    check_book(of)
    return credit_with(of, by_hand()).get("huabei", 0)


@pytest.mark.parametrize("before", [0, 134_90])
@pytest.mark.parametrize("parts", [(1_499_00,), (500_00, 999_00), (1_400_00, 99_00)])
def test_of_goods_returned_no_more_comes_back_than_was_paid_of_their_price(before, parts):
    of = settled_early(repaid(ledger(A), HUABEI, now=DAY) if before else ledger(A), "a", 1_100_00, now=DAY)
    for back in parts:
        of = refund(of, "a", back, DAY, full=False)
    assert credit(of) == 1_100_00 + (124_91 if before else 0)


def test_what_was_returned_before_an_early_settlement_does_not_come_back_twice():
    of = refund(ledger(A), "a", 500_00, DAY, full=False)
    of = settled_early(of, "a", 600_00, now=DAY)
    assert credit(refund(of, "a", 999_00, DAY, full=True)) == 600_00


@pytest.mark.parametrize(("target", "kept"), [(Target.PRINCIPAL, 1_399_00), (Target.BILL, 1_408_99)])
def test_what_a_coupon_paid_of_the_price_does_not_come_back_after_early_settlement(target, kept):
    of = set_total(ledger(A), book(ledger(A)).bill(HUABEI), 34_90, DAY, target=target)
    of = settled_early(of, "a", now=DAY)
    assert credit(refund(of, "a", 1_499_00, DAY, full=True)) == kept


def test_an_early_settlement_of_the_price_and_fees_gives_back_the_price():
    of = settled_early(ledger(A), "a", now=DAY)
    assert credit(refund(of, "a", 1_499_00, DAY, full=True)) == 1_499_00


def stands(of: Ledger, when: datetime = DAY) -> tuple[int, ...]:
    after = refund(of, "a", 1_499_00, when, full=True)
    goes = effect_on("a", book(of), book(after), 1_00)
    assert not goes.stands or book(after).row("a").owed > 0
    return goes.stands


def test_of_goods_returned_after_early_settlement_nothing_is_owed_as_before():
    of = paid_again(repaid(ledger(A), HUABEI, now=DAY), 134_90)
    assert stands(settled_early(of, "a", now=DAY)) == ()


def test_a_billed_period_that_credit_covers_is_not_owed_as_before_and_one_that_went_over_is():
    december = at("2026-12-05T12:00:00+08:00")
    of = repaid(ledger(A), HUABEI, now=DAY)
    assert stands(of, december) == (2,)
    assert stands(paid_again(of, 134_90), december) == ()
    assert stands(paid_again(of, 100_00), december) == (2,)
    of = repaid(ledger(A, bought("b", "huabei", 300_00, 1, 0, date(2026, 11, 10))), HUABEI, 43_49, now=DAY)
    assert stands(minimum_paid(of, book(of).bill(HUABEI), DAY), DAY) == (1,)


@given(
    first=st.sampled_from(["repaid", "part", "minimum", "deferred", "open"]),
    again=st.integers(0, 700_00),
    back=st.integers(0, 1_000_00),
    later=st.integers(0, 1_499_00),
    days=st.integers(0, 40),
)
def test_where_every_fee_is_charged_every_fee_is_what_it_cost_whatever_came_before_and_after(
    first, again, back, later, days
):
    of, when = ledger(A), DAY + timedelta(days=days)
    if first in {"part", "minimum"}:
        of = repaid(of, HUABEI, 30_00, now=DAY)
    if first == "minimum":
        of = minimum_paid(of, book(of).bill(HUABEI), DAY)
    elif first == "deferred":
        of = defer(of, book(of).bill(HUABEI), DAY)
    elif first == "repaid":
        of = repaid(of, HUABEI, now=DAY)
        of = paid_again(of, again) if again else of
    if back:
        of = refund(of, "a", back, when, full=False)
    of = settled_early(of, "a", now=when)
    assert (came_to(of).fees, came_to(of).saved) == (EVERY_FEE, 0)
    if 0 < later <= 1_499_00 - back:
        was, of = came_to(of), refund(of, "a", later, when, full=False)
        assert came_to(of) == was
