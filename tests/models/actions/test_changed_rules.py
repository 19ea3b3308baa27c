"""Rules of an institution that are others now are those of bills that are not settled: none that was settled opens."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.direct import ReportedRepayment, repay
from models.actions.minimum_paid import minimum_paid
from models.actions.own_rules import drop_override, set_override
from models.channels.override import ChannelOverride
from models.ledger.ledger import Ledger
from tests.models.builders import at, book, by_hand, check_book, ledger, order, plan, repaid

FIRST, NEXT = "huabei/2026-12-10", "huabei/2027-01-10"
DAY = date(2027, 1, 9)
RULES = {
    "a higher rate": {"late_daily_rate": "0.0006"},
    "from the posting": {"late_since": "posting"},
    "on the principal": {"late_base": "principal"},
    "in 订单制": {"mode": "order"},
    "another minimum": {"minimum": {"other": "0.5"}},
}


def whole(of: Ledger, ident: str, when: str) -> Ledger:
    one, paid_at = book(of).bill(ident), at(when)
    said = ReportedRepayment(amount=one.outstanding, method=one.channel.methods[0].id, paid_at=paid_at)
    return repay(of, one, said, paid_at)


def settled() -> Ledger:
    """30.00 of 300.00 was the minimum of December; January was paid whole: 270.00 and 4.19 of interest."""
    of = repaid(ledger(order("food", terms=plan(300_00, 1, 0))), FIRST, 30_00)
    of = minimum_paid(of, book(of).bill(FIRST), at("2026-12-12T12:00:00+08:00"))
    return whole(of, NEXT, "2027-01-09T12:00:00+08:00")


def changed(of: Ledger, **values: object) -> Ledger:
    return set_override(of, by_hand(), ChannelOverride(id="huabei", values=values))


@pytest.mark.parametrize("values", RULES.values(), ids=RULES)
def test_a_rule_that_is_another_now_opens_no_bill_that_was_settled(values):
    after = check_book(changed(settled(), **values)).bill(NEXT)
    assert (after.amount, after.paid, after.outstanding) == (274_19, 274_19, 0)


@given(rates=st.lists(st.sampled_from(("0.0001", "0.0005", "0.0006", "0.002", None)), min_size=1, max_size=4))
def test_however_often_it_is_another_or_again_what_it_was(rates):
    of = settled()
    for rate in rates:
        if rate:
            of = changed(of, late_daily_rate=rate)
        elif of.channels:
            of = drop_override(of, by_hand(), "huabei", DAY)
        after = book(of).bill(NEXT)
        assert (after.amount, after.outstanding) == (274_19, 0)


def test_of_two_rests_one_after_the_other_only_what_is_open_follows_the_new_rate():
    of = repaid(ledger(order("food", terms=plan(300_00, 1, 0))), FIRST, 30_00)
    of = minimum_paid(of, book(of).bill(FIRST), at("2026-12-12T12:00:00+08:00"))
    of = repaid(of, NEXT, 100_00, at("2027-01-09T12:00:00+08:00"))
    of = minimum_paid(of, book(of).bill(NEXT), at("2027-01-12T12:00:00+08:00"))
    before, after = book(of), check_book(changed(of, late_daily_rate="0.001"))
    assert after.bill(NEXT).amount == before.bill(NEXT).amount == 274_19
    assert [each.bill(NEXT).over.interest for each in (before, after)] == [2_64, 5_27], "170.00 without its interest"


def test_a_figure_that_the_app_showed_is_none_of_the_rates():
    of = settled()
    of = replace(of, minimums={FIRST: replace(of.minimums[FIRST], interest=4_19)})
    assert changed(of, late_daily_rate="0.01").minimums == of.minimums
