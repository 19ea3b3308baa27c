"""With money to spare: which orders to settle early, what that saves by each channel's own rule, and until when."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.early import early_quote
from models.bills.payoff import Payoffs, Strategy, money_days, payoffs
from models.bills.payoff_debts import Debt, WhyKept, debt_or_why_not
from models.bills.payoff_turns import Spare, in_turn, saved_by
from models.channels.rules import Early, EarlyRule
from models.ledger.order import Order
from models.plans.plan import FeeUnknown
from models.values.dates import instant, months_after
from tests.models.builders import BEFORE, DUE, NOW, book, by_hand, crowded, ledger, order, plan, repaid

RULES = {
    EarlyRule.NONE_CHARGED: Early(rule=EarlyRule.NONE_CHARGED),
    EarlyRule.REMAINING_FEES: Early(rule=EarlyRule.REMAINING_FEES),
    EarlyRule.NEXT_FEE: Early(rule=EarlyRule.NEXT_FEE),
    EarlyRule.PERCENT_OF_REST: Early(rule=EarlyRule.PERCENT_OF_REST, percent="1"),
    EarlyRule.BY_DAYS: Early(rule=EarlyRule.BY_DAYS, daily_rate="0.0003"),
    EarlyRule.NEXT_FEE_AND_DAYS: Early(rule=EarlyRule.NEXT_FEE_AND_DAYS, daily_rate="0.0001"),
}
DEAR, FREE = "huabei", "cmb"
"""Who charges all fees, and who charges none."""
CHANNELS = {
    **by_hand(),
    DEAR: replace(by_hand()[DEAR], early=RULES[EarlyRule.REMAINING_FEES]),
    FREE: replace(by_hand()[FREE], early=RULES[EarlyRule.NONE_CHARGED]),
}
SIX = tuple(
    order(
        f"order-{k}",
        channel=("huabei", "cmb", "jd-baitiao")[k % 3],
        due=DUE + timedelta(days=k),
        terms=plan(12_000 * (1 + k * 5 % 7), 3 + k % 4 * 3, 90 + k * 53),
    )
    for k in range(6)
)


def under(rule: Early | None):
    """The catalogue with one rule for everybody."""
    return {ident: replace(channel, early=rule) for ident, channel in by_hand().items()}


def found(*orders: Order, spare: Spare, catalogue=CHANNELS, now=NOW) -> Payoffs:
    return payoffs(book(ledger(*orders), catalogue), spare, now)


def debts_of(orders, catalogue) -> list[Debt]:
    of = book(ledger(*orders), catalogue)
    days = money_days(NOW.date(), max(each.due for each in of.open_bills))
    return [each for each in (debt_or_why_not(one, of, days) for one in orders) if isinstance(each, Debt)]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@pytest.mark.parametrize("spare", [Spare(monthly=20_000), Spare(once=90_000)], ids=["monthly", "once"])
def test_the_best_order_is_the_best_of_all_orders_under_each_rule(rule, spare):
    catalogue = under(rule)
    tried = (in_turn(turn, spare, least=1) for turn in permutations(debts_of(SIX, catalogue)))
    best = found(*SIX, spare=spare, catalogue=catalogue).best
    assert best.saved == max(map(saved_by, tried))
    assert (best.saved > 0) == (rule.rule is not EarlyRule.REMAINING_FEES)


@given(
    st.lists(crowded(), max_size=4, unique_by=lambda each: each.id),
    st.sampled_from([*RULES.values()]),
    st.builds(Spare, monthly=st.integers(0, 50_000), once=st.integers(0, 200_000)),
)
def test_whatever_is_owed_what_is_paid_is_what_is_owed_without_what_is_saved(orders, rule, spare):
    catalogue = under(rule)
    of = book(ledger(*orders), catalogue)
    all_ = payoffs(of, spare, NOW)
    owed = sum(each.outstanding for each in of.open_bills)
    nothing = all_.by_strategy[Strategy.NOTHING]
    assert (all_.owed, nothing.paid, nothing.saved, nothing.settled) == (owed, owed, 0, ())
    for each in all_.by_strategy.values():
        assert each.paid + each.saved == owed
        assert each.fees + each.saved == nothing.fees
        assert 0 <= each.saved == sum(one.saved for one in each.settled) <= all_.best.saved
        assert (each.free_on is None) == (owed == 0)
        assert each.free_on is None or each.free_on <= nothing.free_on
        assert len(each.owed) == len(all_.months)
        assert list(each.owed) == sorted(each.owed, reverse=True), "nothing new is lent"
        assert all(mine <= planned for mine, planned in zip(each.owed, nothing.owed, strict=True))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_settling_saves_is_what_the_quote_of_that_day_says(rule):
    catalogue, phone = under(rule), order("phone", terms=plan(60_000, 6, 300))
    of = ledger(phone)
    (debt,) = debts_of([phone], catalogue)
    now = early_quote(phone, book(of, catalogue), catalogue["huabei"], NOW)
    assert (debt.saves[0], debt.totals[0]) == (now.saved, now.total)
    next_month = instant(months_after(NOW.date(), 1), NOW.time(), "Asia/Shanghai")
    then = repaid(of, "huabei/2026-12-10")
    later = early_quote(phone, book(then, catalogue), catalogue["huabei"], next_month)
    assert (debt.saves[1], debt.totals[1]) == (later.saved, later.total)


def test_the_highest_rate_is_settled_in_vain_where_all_fees_are_charged_anyway():
    dear = order("dear", channel=DEAR, terms=plan(60_000, 6, 900))
    cheap = order("cheap", channel=FREE, terms=plan(60_000, 6, 300))
    all_ = found(dear, cheap, spare=Spare(monthly=30_000))
    best, avalanche = all_.best, all_.by_strategy[Strategy.AVALANCHE]
    assert [each.order for each in best.settled] == ["cheap"]
    assert [each.order for each in avalanche.settled] == ["dear", "cheap"]
    assert best.saved > avalanche.saved > 0
    assert avalanche.free_on < best.free_on, "but it is over sooner"
    assert all_.kept == {"dear": WhyKept.NO_GAIN}


def test_with_money_at_once_an_order_is_settled_today_and_what_it_would_have_taken_goes_to_the_next():
    first = order("first", channel=FREE, terms=plan(60_000, 6, 300), due=date(2026, 12, 20))
    second = order("second", channel=FREE, terms=plan(60_000, 12, 300), due=date(2026, 12, 20))
    best = found(first, second, spare=Spare(once=60_000), now=BEFORE).best
    assert [(each.order, each.on.isoformat()) for each in best.settled] == [
        ("first", "2026-11-20"),
        ("second", "2027-03-20"),
    ]
    assert [each.total for each in best.settled] == [60_000, 40_000], "four periods of 103.00 cover what is left then"
    assert [each.saved for each in best.settled] == [6 * 300, 8 * 300]
    assert best.free_on == date(2027, 3, 20)


def test_without_extra_money_all_is_as_planned():
    all_ = found(*SIX, spare=Spare())
    assert {each.settled for each in all_.by_strategy.values()} == {()}
    assert {each.free_on for each in all_.by_strategy.values()} == {
        max(each.due for each in book(ledger(*SIX), CHANNELS).open_bills)
    }


def test_of_an_order_of_which_something_is_not_known_nothing_is_claimed():
    unknown = order("unknown", channel=FREE, terms=FeeUnknown(amounts=(10_100,) * 3))
    no_rule = order("no-rule", channel="jd-baitiao")
    catalogue = {**CHANNELS, "jd-baitiao": replace(by_hand()["jd-baitiao"], early=None)}
    past = order("past", channel=FREE, due=date(2026, 11, 10), entered_on=date(2026, 12, 1))
    all_ = found(unknown, no_rule, past, spare=Spare(once=1_000_000), catalogue=catalogue)
    assert all_.kept == {"unknown": WhyKept.FEE_UNKNOWN, "no-rule": WhyKept.NO_RULE, "past": WhyKept.UNSAID}
    assert not all_.fees_known, "there are more fees than are counted"
    assert {each.settled for each in all_.by_strategy.values()} == {()}


def test_of_what_is_overdue_nothing_is_owed_after_today():
    late = order("late", channel=FREE, due=date(2026, 11, 10), terms=plan(30_000, 1, 100), entered_on=date(2026, 11, 1))
    all_ = found(late, spare=Spare())
    assert (all_.best.free_on, all_.best.owed) == (NOW.date(), (0,))


def test_where_nothing_is_owed_there_is_nothing_to_choose():
    all_ = found(spare=Spare(monthly=1))
    assert (all_.owed, all_.months, all_.best.free_on, all_.best.owed) == (0, (), None, ())
