"""What lateness costs in all: by the institution's own rule, from the due date or from the posting day."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.bills.bill import Bill
from models.bills.contracts import contracts
from models.bills.late_cost import NOTHING, LateCost, counted, for_less, late_cost
from models.bills.posting import posted_on
from models.channels.account import Account
from models.channels.override import ChannelOverride
from models.channels.rules import Late, LateBase, LateSince, Mode
from models.ledger.ledger import Ledger
from tests.models.builders import at, bill, book, by_hand, corrected, ledger, order, plan, repaid

DUE = date(2026, 11, 5)
CARD = Account(id="cmb", channel="cmb", mode=Mode.STATEMENT, bill_day=18, due_day=5)
ID = "cmb/2026-11-05"


def card(periods: int = 12, *, account: Account = CARD, more: Ledger | None = None) -> Ledger:
    """A card's order of 535.91 a period, the first of them on the statement of the 18th of October."""
    terms = plan(periods * 50_000, periods, 3_591)
    one = order("phone", channel="cmb", terms=terms, due=DUE, bought_at=datetime(2026, 10, 2, 20))
    return replace(ledger(one), accounts={account.id: account}) if more is None else more


def card_bill(of: Ledger) -> Bill:
    return book(of).bill(ID)


def test_a_card_bears_interest_from_the_statement_and_a_penalty_on_the_unpaid_minimum():
    one = card_bill(card())
    cost = late_cost(one, at("2026-11-22T12:00:00+08:00"))
    assert (one.amount, cost) == (53_591, LateCost(interest=938, penalty=2_680))
    assert cost.total == 3_618


def test_a_purchase_in_one_period_bears_interest_from_its_own_day():
    of = ledger(
        order(channel="cmb", terms=plan(53_591, 1, 0), due=DUE, bought_at=datetime(2026, 10, 18)),
    )
    one = bill(of, "cmb", DUE)
    assert posted_on(one.lines[0], one) == date(2026, 10, 18)
    assert late_cost(one, at("2026-11-22T12:00:00+08:00")).interest == 938


@pytest.mark.parametrize(
    ("now", "cost"),
    [
        ("2026-11-05T16:59:00+08:00", NOTHING),
        ("2026-11-05T18:00:00+08:00", NOTHING),
        ("2026-11-06T00:00:00+08:00", LateCost(interest=509, penalty=2_680)),
    ],
)
def test_before_a_whole_day_has_passed_lateness_costs_nothing(now, cost):
    assert late_cost(card_bill(card()), at(now)) == cost


def test_the_penalty_is_at_least_its_floor_and_on_the_rest_of_the_minimum_alone():
    of = repaid(card(), ID, 45_000, at("2026-11-01T12:00:00+08:00"))
    cost = late_cost(card_bill(of), at("2026-11-22T12:00:00+08:00"))
    assert cost.penalty == 1_000, "5% of 85.91 is less than ten yuan"
    assert cost.interest == round((45_000 * 14 + 8_591 * 35) * 0.0005), "what was paid in time bore it until then"


def test_what_is_too_little_by_the_usual_tolerance_costs_no_penalty_and_no_interest_from_posting():
    of = repaid(card(), ID, 53_000, at("2026-11-01T12:00:00+08:00"))
    assert late_cost(card_bill(of), at("2026-11-22T12:00:00+08:00")) == LateCost(interest=5)


def test_of_a_bill_repaid_late_what_there_was_until_then_stays():
    of = repaid(card(), ID, None, at("2026-11-22T12:00:00+08:00"))
    one = card_bill(of)
    assert one.outstanding == 0
    assert late_cost(one, at("2027-03-01T12:00:00+08:00")).total == 3_618


@pytest.mark.parametrize("when", ["2026-11-05T12:00:00+08:00", "2026-11-08T23:00:00+08:00"])
def test_of_a_bill_repaid_in_time_or_in_its_grace_nothing_stays(when):
    assert late_cost(card_bill(repaid(card(), ID, None, at(when))), at("2027-03-01T12:00:00+08:00")) == NOTHING


BAITIAO = order(channel="jd-baitiao", terms=plan(300_000, fee=10_000), bought_at=datetime(2026, 11, 20))
TEN_LATE = at("2026-12-20T12:00:00+08:00")


def test_baitiao_counts_from_the_bill_day_or_where_each_order_is_billed_apart_more_from_the_due_date():
    monthly = bill(ledger(BAITIAO), "jd-baitiao")
    extra = round(110_000 * 10 * 0.00015)
    assert late_cost(monthly, TEN_LATE) == LateCost(interest=round(110_000 * 19 * 0.0005), extra=extra)
    apart = Account(id="jd-baitiao", channel="jd-baitiao", mode=Mode.ORDER)
    of = replace(ledger(BAITIAO), accounts={apart.id: apart})
    assert late_cost(bill(of, "jd-baitiao"), TEN_LATE) == LateCost(interest=round(110_000 * 10 * 0.0007))


def test_in_order_mode_what_a_correction_added_bears_nothing_and_in_statement_mode_it_does():
    of = corrected(ledger(BAITIAO), "jd-baitiao/2026-12-10", 210_000)
    assert late_cost(bill(of, "jd-baitiao"), TEN_LATE).interest == round(210_000 * 19 * 0.0005)
    apart = Account(id="jd-baitiao", channel="jd-baitiao", mode=Mode.ORDER)
    of = replace(of, accounts={apart.id: apart})
    assert late_cost(bill(of, "jd-baitiao"), TEN_LATE).interest == round(110_000 * 10 * 0.0007)


def test_meituan_counts_on_the_principal():
    one = bill(ledger(order(channel="meituan", terms=plan(300_000, fee=10_000))), "meituan")
    assert late_cost(one, TEN_LATE) == LateCost(interest=round(100_000 * 10 * 0.0005))


def ruled(of: Ledger, **late: object) -> Bill:
    """The 花呗 bill where lateness costs that."""
    channel = replace(by_hand()["huabei"], **{f"late_{name}": value for name, value in late.items()})
    return book(of, {**by_hand(), "huabei": channel}).bill("huabei/2026-12-10")


def test_below_the_minimum_the_extra_rate_is_counted_from_the_due_date():
    of = ledger(order(terms=plan(300_000)))
    cost = late_cost(ruled(of, extra_rate="0.00015"), TEN_LATE)
    assert cost == LateCost(interest=501, extra=150)
    assert (
        str(counted(ruled(of, extra_rate="0.00015"), cost))
        == "0.05% a day, ¥1.50 for less than the minimum; an estimate"
    )


def test_how_it_is_estimated_names_the_posting_day_and_the_penalty():
    one = card_bill(card())
    cost = late_cost(one, at("2026-11-22T12:00:00+08:00"))
    assert str(counted(one)) == "0.05% a day from the posting day, an estimate"
    said = "0.05% a day from the posting day, ¥26.80 for less than the minimum; an estimate"
    assert str(counted(one, cost)) == said


def test_what_somebody_said_of_lateness_holds_however_orders_are_billed():
    said = ChannelOverride(id="jd-baitiao", values={"late_daily_rate": "0.0004", "late_base": "principal"})
    held = contracts(Ledger(channels={said.id: said}), by_hand())["jd-baitiao"]
    assert held.late == Late(
        daily_rate="0.0004", base=LateBase.PRINCIPAL, since=LateSince.POSTING, extra_rate="0.00015"
    )
    assert replace(held, mode=Mode.ORDER).late == Late(daily_rate="0.0004", base=LateBase.PRINCIPAL)


@given(
    paid_in_time=st.integers(0, 100_099),
    days=st.integers(1, 500),
    base=st.sampled_from(LateBase),
    since=st.sampled_from(LateSince),
    penalty=st.sampled_from(("0", "0.05")),
)
def test_each_day_of_lateness_costs_as_much_or_more_and_paying_more_in_time_costs_less(
    paid_in_time, days, base, since, penalty
):
    of = ledger(order(terms=plan(300_000)))
    less = repaid(of, "huabei/2026-12-10", paid_in_time) if paid_in_time else of
    rule = {"base": base, "since": since, "penalty": penalty}
    now = at("2026-12-10T12:00:00+08:00") + timedelta(days=days)
    costs = [late_cost(ruled(each, **rule), when).total for each, when in ((less, now), (less, now + timedelta(1)))]
    assert costs[0] <= costs[1]
    assert costs[0] <= late_cost(ruled(of, **rule), now).total


def test_what_less_than_the_minimum_will_cost_is_known_before_it_is_paid():
    one = card_bill(card())
    assert for_less(one, 45_000) == LateCost(penalty=1_000), "5% of 85.91 is less than ten yuan"
    assert for_less(one, 10_000) == LateCost(penalty=2_180)
    assert for_less(one, 53_000) == NOTHING, "so little is usually taken for repaid"


def test_what_less_than_the_minimum_costs_more_a_day_is_known_too():
    of = ledger(order(channel="jd-baitiao", terms=plan(300_000, 3, 0)))
    assert for_less(bill(of, "jd-baitiao"), 40_000) == LateCost(extra=9), "600.00 at 0.015% a day"
    assert for_less(bill(of, "jd-baitiao"), 100_000) == NOTHING
