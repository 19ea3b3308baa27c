"""Early settlement in numbers that were worked by hand: what is billed, what is left of it, and what is charged."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.direct import ReportedRepayment, repay
from models.actions.early import EarlyQuote, early_quote
from models.actions.total import set_total
from models.channels.builtin import builtin
from models.channels.channel import Channel
from models.channels.rules import Early, EarlyRule, Mode
from models.ledger.order import Order
from models.ledger.reduction import Target
from models.ledger.repayment import PaidAs
from models.plans.plan import Basis, Flat
from models.values.money import Fen
from tests.models.builders import NOW, at, bill, book, check_book, found, ledger, order, repaid, settled_early
from tests.models.strategies import plans

DAILY = "0.00065"
CARD = replace(builtin()["cmb"], bill_day=18, due_day=5)
BAITIAO = builtin()["jd-baitiao"]
JANUARY = at("2027-01-20T12:00:00+08:00")
BY_DAYS = replace(BAITIAO, early=Early(EarlyRule.NEXT_FEE_AND_DAYS, daily_rate=DAILY))


def bought(
    channel: Channel, rate: str, first_due: str, on: str, paid: int = 0, *, basis: Basis = Basis.PERIOD
) -> Order:
    terms = Flat(principal=300_000, periods=12, rate=Decimal(rate), basis=basis)
    due = datetime.fromisoformat(first_due).date()
    day = datetime.fromisoformat(on)
    return order("tv", channel=channel.id, terms=terms, due=due, bought_at=day, paid_periods=paid)


def quote(one: Order, channel: Channel, day: str) -> EarlyQuote:
    of = ledger(one)
    return early_quote(one, book(of, {**builtin(), channel.id: channel}), channel, at(f"{day}T12:00:00+08:00"))


def sums(of: EarlyQuote) -> tuple[Fen, Fen, Fen, Fen]:
    """What is billed, the principal of the rest, what is charged for it, and all of it."""
    return of.billed, of.principal_to_come, of.charge_to_come, of.total


def test_of_a_card_whose_statement_is_out_the_bill_is_due_and_the_rest_bears_the_percentage():
    one = bought(CARD, "0.072", "2026-12-05", "2026-11-05", basis=Basis.TOTAL)
    assert sums(quote(one, CARD, "2026-12-01")) == (268_00, 2_750_00, 82_50, 3_100_50)


def test_before_its_statement_all_of_it_bears_the_percentage():
    one = bought(CARD, "0.072", "2026-12-05", "2026-11-05", basis=Basis.TOTAL)
    assert sums(quote(one, CARD, "2026-11-17")) == (0, 3_000_00, 90_00, 3_090_00)


def test_of_baitiao_the_billed_fee_and_the_next_one_are_charged():
    found_quote = quote(bought(BAITIAO, "0.006", "2026-12-10", "2026-11-20"), BAITIAO, "2026-12-05")
    assert (found_quote.charge, sums(found_quote)) == (36_00, (268_00, 2_750_00, 18_00, 3_036_00))
    assert found_quote.saved == 216_00 - 36_00


def test_by_days_what_was_owed_each_day_bears_interest_less_the_fees_that_were_paid():
    one = bought(BAITIAO, "0.006", "2026-12-10", "2026-11-05", 2)
    assert quote(one, BY_DAYS, "2027-01-20").charge == 18_00 + (139_91 - 36_00)
    alone = replace(BY_DAYS, early=Early(EarlyRule.BY_DAYS, daily_rate=DAILY))
    assert quote(one, alone, "2027-01-20").charge == 139_91 - 36_00


def test_by_days_a_period_that_credit_paid_counts_as_one_that_was_repaid():
    of = repaid(ledger(bought(BAITIAO, "0.006", "2026-12-10", "2026-11-05", 0)), "jd-baitiao/2026-12-10")
    again = ReportedRepayment(amount=268_00, method=BAITIAO.methods[0].id, paid_at=NOW, way=PaidAs.AGAIN)
    of = repay(of, bill(of, "jd-baitiao"), again, NOW)
    every = book(of, {**builtin(), BAITIAO.id: BY_DAYS})
    assert every.bill("jd-baitiao/2027-01-10").outstanding == 0
    assert early_quote(of.orders["tv"], every, BY_DAYS, JANUARY).charge == 121_91


def test_by_days_less_is_never_charged_than_nothing():
    one = bought(BAITIAO, "0.012", "2026-12-10", "2026-11-05", 2)
    cheap = replace(BY_DAYS, early=Early(EarlyRule.BY_DAYS, daily_rate="0.0001"))
    assert quote(one, cheap, "2027-01-20").charge == 0


def test_a_rule_by_days_without_its_rate_says_nothing():
    one = bought(BAITIAO, "0.006", "2026-12-10", "2026-11-05", 2)
    unsaid = replace(BAITIAO, early=Early(EarlyRule.BY_DAYS))
    assert (quote(one, unsaid, "2027-01-20").rule, quote(one, unsaid, "2027-01-20").saved) == (None, None)


def test_in_order_mode_a_period_is_billed_when_it_is_due():
    mine = replace(BAITIAO, mode=Mode.ORDER)
    one = bought(mine, "0.006", "2026-12-10", "2026-11-10")
    assert sums(quote(one, mine, "2026-12-09")) == (0, 3_000_00, 18_00, 3_018_00)
    assert sums(quote(one, mine, "2026-12-10")) == (268_00, 2_750_00, 18_00, 3_036_00)


def test_what_settles_early_repays_the_billed_period_with_its_fee():
    of = settled_early(ledger(order("phone")), "phone")
    (made,) = of.repayments.values()
    assert {(each.order, each.number): (each.fee, each.principal) for each in made.allocations} == {
        ("phone", 1): (100, 10_000),
        ("phone", 2): (0, 10_000),
        ("phone", 3): (0, 10_000),
        ("", 0): (0, 200),
    }
    assert check_book(of).schedules["phone"][0].paid_fee == 100


@pytest.mark.parametrize("target", Target)
@pytest.mark.parametrize(
    "due", [date(2026, 12, 10), date(2027, 1, 10)], ids=["of what is billed", "of the next period"]
)
def test_what_an_institution_took_off_a_bill_is_neither_settled_nor_charged(target, due):
    """Of the ¥303.00 the fee of ¥1.00 of one period, or as much of its principal, is waived."""
    channel = replace(builtin()["huabei"], early=Early(EarlyRule.NEXT_FEE))
    of = ledger(order("phone"))
    plain = early_quote(of.orders["phone"], book(of), channel, NOW)
    of = set_total(of, bill(of, due=due), 100_00, NOW, target=target)
    lowered = early_quote(of.orders["phone"], book(of), channel, NOW)
    assert (plain.total, lowered.total) == (302_00, 301_00)
    assert lowered.fees == (2_00 if target is Target.FEE else 3_00)


RULES = st.sampled_from(EarlyRule)


@given(plans(), RULES, st.integers(0, 5), st.dates(datetime(2026, 11, 20).date(), datetime(2027, 9, 30).date()))
def test_whatever_the_rule_what_is_billed_the_rest_and_the_charge_are_the_bill(terms, rule, repaid_before, day):
    channel = replace(builtin()["huabei"], early=Early(rule, percent="3", daily_rate=DAILY))
    one = order("tv", terms=terms, paid_periods=min(repaid_before, terms.periods - 1))
    catalogue = {**builtin(), "huabei": channel}
    of, now = ledger(one), at(f"{day}T12:00:00+08:00")
    left = [row for row in book(of, catalogue).schedules["tv"] if row.outstanding]
    if not left:
        return
    made = early_quote(one, book(of, catalogue), channel, now)
    settling = found(of, "early/tv", now, catalogue)
    assert sum(sums(made)[:3]) == made.total == settling.outstanding
    assert made.principal == sum(row.owed_principal for row in left)
    assert min(sums(made)) >= 0
