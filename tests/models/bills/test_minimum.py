"""What a minimum payment would leave: an estimate, by the channel's rule, of the bill as the institution has it."""

import tomllib
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.comparison import compare
from models.bills.bill import Bill
from models.bills.minimum import MinimumPayment, minimum_of, minimum_payment, paid_in_time
from models.channels.builtin import SOURCE, builtin
from models.channels.rules import LateBase, Minimum
from models.ledger.ids import bill_id, early_id
from models.ledger.ledger import Ledger
from tests.models.builders import DUE, NOW, bill, book, by_hand, corrected, found, ledger, order, plan, repaid

ID = bill_id("huabei", DUE)
OF = ledger(order(terms=plan(300_000)))
WITH_OTHERS = corrected(OF, ID, 200_100)
"""The bill's instalment of ¥1,001.00, and ¥1,000.00 that the institution has on it besides."""

SHARES = st.integers(0, 100).map(lambda percent: f"{Decimal(percent) / 100:f}")


def ruled(of: Ledger, minimum: Minimum | None, base: LateBase = LateBase.OUTSTANDING) -> Bill:
    """The 花呗 bill where the channel's minimum is by that rule."""
    channel = replace(by_hand()["huabei"], minimum=minimum, late_base=base)
    return book(of, {**by_hand(), "huabei": channel}).bill(ID)


def explained(of: Ledger, figure: int) -> list[str]:
    return [str(each) for each in compare(bill(of), figure, book(of), NOW).explanations]


def test_instalments_count_in_full_so_that_the_minimum_of_the_usual_bill_is_the_bill():
    assert minimum_payment(bill(OF)) == MinimumPayment(amount=100_100, to_pay=100_100, rest=0, a_day=0)


def test_a_tenth_of_what_else_is_on_the_bill_counts_and_the_rest_costs_by_the_day():
    assert minimum_payment(bill(WITH_OTHERS)) == MinimumPayment(amount=110_100, to_pay=110_100, rest=90_000, a_day=45)


def test_a_purchase_in_one_period_counts_as_what_else_is_on_the_bill():
    of = ledger(order(terms=plan(300_000)), order("fridge", terms=plan(100_000, 1, 0)))
    assert minimum_payment(bill(of)) == MinimumPayment(amount=110_100, to_pay=110_100, rest=90_000, a_day=45)


def test_what_was_repaid_of_the_bill_counts_towards_its_minimum():
    half = minimum_payment(bill(repaid(WITH_OTHERS, ID, 60_000)))
    assert half == MinimumPayment(amount=110_100, to_pay=50_100, rest=90_000, a_day=45)
    more = minimum_payment(bill(repaid(WITH_OTHERS, ID, 150_100)))
    assert more == MinimumPayment(amount=110_100, to_pay=0, rest=50_000, a_day=25)


def test_of_a_bill_that_is_repaid_and_of_early_settlement_there_is_no_minimum():
    assert minimum_payment(bill(repaid(OF, ID))) is None
    assert minimum_payment(found(OF, early_id("phone"), NOW - timedelta(days=5))) is None


def test_the_minimum_of_a_whole_bill_stays_what_it_was_when_it_is_repaid():
    assert minimum_of(bill(WITH_OTHERS)) == minimum_of(bill(repaid(WITH_OTHERS, ID))) == 110_100
    assert minimum_of(found(OF, early_id("phone"), NOW - timedelta(days=5))) is None


def test_what_was_repaid_by_the_due_instant_was_in_time_and_nothing_after_it():
    due_at = bill(OF).due_at
    half = repaid(OF, ID, 60_000, due_at)
    assert paid_in_time(bill(OF)) == 0
    assert paid_in_time(bill(half)) == 60_000
    assert paid_in_time(bill(repaid(half, ID, 10_000, due_at + timedelta(seconds=1)))) == 60_000


def test_what_was_repaid_before_the_order_was_entered_was_in_time():
    assert paid_in_time(bill(ledger(order(terms=plan(300_000), paid_periods=1)))) == 100_100


def test_where_a_rule_is_not_known_nothing_is_estimated():
    assert minimum_payment(ruled(OF, None)) is None
    assert minimum_payment(ruled(OF, Minimum())) is None, "the share of instalments is not known: words are no rule"
    whole = Minimum(instalments="1")
    assert minimum_payment(ruled(WITH_OTHERS, whole)) is None, "the share of everything else is not known"
    assert minimum_payment(ruled(OF, whole)) == minimum_payment(bill(OF)), "nothing else is on the bill"


def test_the_cost_of_the_rest_is_on_the_channels_base():
    of = ledger(order(terms=plan(300_000, fee=10_000)))
    half = Minimum(instalments="0.5", other="0.1")
    all_owed, principal, of_orders = (minimum_payment(ruled(of, half, base)) for base in LateBase)
    assert all_owed == of_orders == MinimumPayment(amount=55_000, to_pay=55_000, rest=55_000, a_day=28)
    assert principal == MinimumPayment(amount=55_000, to_pay=55_000, rest=55_000, a_day=28), "the fee is paid first"
    tiny = minimum_payment(ruled(of, Minimum(instalments="0.05", other="0.1"), LateBase.PRINCIPAL))
    assert tiny == MinimumPayment(amount=5_500, to_pay=5_500, rest=104_500, a_day=50)


@given(
    principal=st.integers(3, 10**8),
    fee=st.integers(0, 10**5),
    others=st.integers(0, 10**8),
    paid=st.integers(0, 10**8),
    instalments=SHARES,
    other=SHARES,
    base=st.sampled_from(LateBase),
)
def test_the_minimum_is_a_part_of_the_bill_and_what_it_leaves_is_the_rest(
    principal, fee, others, paid, instalments, other, base
):
    of = ledger(order(terms=plan(principal - principal % 3, fee=fee)))
    if others:
        of = corrected(of, ID, bill(of).outstanding + others)
    if 0 < paid < bill(of).outstanding:
        of = repaid(of, ID, paid)
    one = ruled(of, Minimum(instalments=instalments, other=other), base)
    least = minimum_payment(one)
    assert least is not None
    assert 0 <= least.to_pay <= min(least.amount, one.outstanding)
    assert least.amount <= one.amount
    assert least.to_pay + least.rest == one.outstanding
    assert 0 <= least.a_day <= least.rest
    whole = minimum_payment(ruled(of, Minimum(instalments="1", other="1"), base))
    assert whole is not None
    assert (whole.rest, whole.a_day) == (0, 0)


@pytest.mark.parametrize("figure", [110_100, 110_050, 110_200])
def test_a_figure_that_is_about_the_minimum_is_recognised_with_what_it_leaves(figure):
    said = "about the minimum payment, not the whole bill: it leaves ¥900.00, ¥0.45 a day (an estimate)"
    assert said in explained(WITH_OTHERS, figure)


def test_another_figure_is_not_taken_for_the_minimum_but_the_estimate_is_named():
    assert "maybe the minimum payment, which is about ¥1,101.00 here, not the whole bill" in explained(
        WITH_OTHERS, 110_201
    )


def test_of_a_figure_below_a_bill_of_instalments_alone_the_minimum_is_not_spoken():
    for figure in (50_000, 100_099):
        assert not any("minimum" in each for each in explained(OF, figure))


@pytest.mark.parametrize("channel", builtin().values(), ids=builtin())
def test_only_a_channel_whose_source_gives_the_shares_estimates_what_else_is_on_the_bill(channel):
    known = channel.minimum is not None and channel.minimum.other is not None
    named = tomllib.loads(SOURCE.read_text("utf-8"))[channel.id].get("uncertain", {}).get("minimum", "assumed")
    assert not known or named != "assumed"


def test_a_channel_estimates_what_else_is_on_its_bill():
    assert builtin()["huabei"].minimum.other == "0.1"
