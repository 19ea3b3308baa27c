"""Early settlement: what it costs by the channel's rule, the bill that it makes, and what is left afterwards."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import checklist, payment, verifying
from models.actions.early import early_quote
from models.actions.editing import edited
from models.actions.refund import credit_with
from models.actions.refusal import refusal
from models.actions.settled_early import outcome
from models.bills.book import Book
from models.bills.status import Moment, Status, line_status, row_status, status
from models.channels.builtin import builtin
from models.channels.channel import Channel
from models.channels.rules import Early, EarlyRule
from models.ledger.ids import early_id, order_settled
from models.ledger.ledger import Ledger
from models.ledger.progress import Way
from models.plans.plan import Listed
from models.plans.split import Part
from models.values.message import Problem
from tests.models.builders import (
    NOW,
    at,
    book,
    by_hand,
    check_book,
    completed,
    corrected,
    crowded,
    found,
    ledger,
    order,
    plan,
    refund,
    repaid,
    settled_early,
    up_to_amount,
)

ID, EARLY = "huabei/2026-12-10", "early/phone"
PHONE = order("phone")
OF = ledger(PHONE)
DAY = timedelta(days=1)


def lender(rule: EarlyRule | None, percent: str = "0") -> Channel:
    return replace(by_hand()["huabei"], early=Early(rule=rule, percent=percent) if rule else None)


def quote(of: Ledger = OF, channel: Channel | None = None, now: datetime = NOW):
    return early_quote(of.orders["phone"], book(of), channel or by_hand()["huabei"], now)


@pytest.mark.parametrize(
    ("rule", "percent", "charge"),
    [
        (EarlyRule.NONE_CHARGED, "0", 100),
        (EarlyRule.NEXT_FEE, "0", 200),
        (EarlyRule.REMAINING_FEES, "0", 300),
        (EarlyRule.PERCENT_OF_REST, "3", 100 + 600),
        (EarlyRule.PERCENT_OF_REST, "0.5", 100 + 100),
        (None, "0", 300),
    ],
)
def test_a_billed_periods_fee_is_charged_and_for_the_others_what_the_channels_rule_says(rule, percent, charge):
    found_quote = quote(channel=lender(rule, percent))
    assert (found_quote.principal, found_quote.fees, found_quote.periods) == (30_000, 300, 3)
    saved = None if rule is None else 300 - charge
    assert (found_quote.charge, found_quote.saved, found_quote.total) == (charge, saved, 30_000 + charge)
    assert (found_quote.rule, found_quote.first) == (rule, 1)


@pytest.mark.parametrize(
    ("now", "day", "charge"),
    [
        ("2026-11-30T15:59:59+00:00", date(2026, 11, 30), 0),
        ("2026-11-30T16:00:00+00:00", date(2026, 12, 1), 100),
        ("2027-01-10T12:00:00+08:00", date(2027, 1, 10), 200),
    ],
)
def test_it_is_counted_to_the_institutions_day_and_fees_that_are_billed_are_owed_in_any_case(now, day, charge):
    found_quote = quote(channel=lender(EarlyRule.NONE_CHARGED), now=at(now))
    assert (found_quote.day, found_quote.charge) == (day, charge)


def test_what_was_repaid_is_not_settled_again():
    found_quote = quote(repaid(OF, ID))
    assert (found_quote.first, found_quote.periods, found_quote.principal, found_quote.fees) == (2, 2, 20_000, 200)
    part = quote(repaid(OF, ID, 4_100))
    assert (part.principal, part.fees) == (26_000, 200)


def test_the_bill_has_what_is_billed_the_principal_of_the_rest_and_the_charge_as_a_line_of_its_own():
    one = found(OF, EARLY)
    assert [(line.order_id, line.number, line.amount) for line in one.lines] == [
        ("phone", 1, 10_100),
        ("phone", 2, 10_000),
        ("phone", 3, 10_000),
        ("", 0, 200),
    ]
    assert (one.due, one.due_at) == (date(2026, 12, 5), at("2026-12-05T23:59:59+08:00"))
    assert (one.settles, order_settled(one.id), order_settled(ID)) == ("phone", "phone", None)


@pytest.mark.parametrize("channel", list(builtin()))
@pytest.mark.parametrize("figure", [None, 30_000, 29_000, 31_234])
def test_the_record_closes_the_order_with_the_apps_figure_beside_the_estimate_where_there_is_one(channel, figure):
    of = ledger(replace(PHONE, account_id=channel))
    estimate = found(of, EARLY).amount
    known = estimate if builtin()[channel].early else None
    done = settled_early(of, "phone", figure)
    assert (done.closings["phone"].estimate, done.closings["phone"].figure) == (known, figure or estimate)
    assert (done.closings["phone"].first, done.corrections, done.checklists) == (1, {}, {})
    (made,) = done.repayments.values()
    assert (made.amount, made.order, made.credit) == (figure or estimate, "phone", 0)
    every = check_book(done)
    assert [row.outstanding for row in every.schedules["phone"]] == [0, 0, 0]
    for one in every.bills.values():
        assert status(one, Moment(at("2028-01-01T00:00:00+08:00"))) is Status.SETTLED


@given(st.lists(crowded(), min_size=1, max_size=4), st.none() | st.integers(1, 20_000))
def test_an_order_settled_early_owes_nothing_and_the_others_owe_what_they_did(bought, figure):
    of = ledger(*bought)
    before = book(of)
    one = bought[0]
    if not any(row.outstanding for row in before.schedules[one.id]):
        with pytest.raises(Problem, match="nothing is left of"):
            settled_early(of, one.id, figure)
        return
    after = check_book(settled_early(of, one.id, figure))
    assert all(row.outstanding == 0 for row in after.schedules[one.id])
    assert {key: rows for key, rows in after.schedules.items() if key != one.id} == {
        key: rows for key, rows in before.schedules.items() if key != one.id
    }


def test_a_settled_order_cannot_be_settled_again_nor_its_terms_be_changed():
    done = settled_early(OF, "phone")
    with pytest.raises(Problem, match="nothing is left of phone"):
        quote(done)
    for again in (lambda: found(done, EARLY), lambda: up_to_amount(done, EARLY)):
        with pytest.raises(Problem, match=r"settled early: ¥303\.00 on 2026-12-05 12:00 by Alipay balance"):
            again()
    with pytest.raises(Problem, match="the repayment of period 1 of phone is recorded"):
        edited(done, replace(PHONE, paid_periods=1), by_hand())
    with pytest.raises(Problem, match="no longer there"):
        found(OF, early_id("gone"))


def test_a_bill_of_a_settled_order_is_refused_with_when_and_how():
    one = found(settled_early(OF, "phone"), ID)
    assert str(refusal(one)) == "this bill has been repaid: ¥303.00 on 2026-12-05 12:00 by Alipay balance"


def test_it_is_paid_whole_or_not_at_all():
    of = up_to_amount(OF, EARLY)
    with pytest.raises(Problem, match="early settlement is paid whole, or not at all"):
        verifying.settle_amount(of, found(of, EARLY), 30_300, Way.PART, 100, NOW)


@pytest.mark.parametrize("figure", [0, -1, 10**15])
def test_a_figure_that_cannot_be_is_refused(figure):
    of = up_to_amount(OF, EARLY)
    with pytest.raises(Problem, match=r"more than ¥0\.00|is over ¥100,000,000\.00") as refused:
        verifying.settle_amount(of, found(of, EARLY), figure, Way.CORRECT, figure, NOW)
    assert refused.value.field == "amount"


def quoted() -> Ledger:
    """The app quoted ¥290.00; nothing was paid yet."""
    of = up_to_amount(OF, EARLY)
    return verifying.settle_amount(of, found(of, EARLY), 29_000, Way.CORRECT, 29_000, NOW)


def test_what_is_left_overnight_and_dropped_is_counted_again():
    of = quoted()
    assert (found(of, EARLY).outstanding, found(of, EARLY, NOW + DAY).outstanding) == (29_000, 30_300)
    left = checklist.abandon(of, found(of, EARLY, NOW + DAY))
    assert left == OF
    later = repaid(left, ID, now=NOW + DAY)
    assert found(later, EARLY, NOW + DAY).outstanding == 20_200


def test_after_the_cut_off_nothing_is_late_about_settling_early():
    evening = at("2026-12-05T20:00:00+08:00")
    of = ledger(order(channel="cmb"))
    one = found(of, EARLY, evening)
    assert status(one, Moment(evening)) is Status.DUE_TODAY
    assert not checklist.warnings(checklist.begin(of, one, evening).checklists[EARLY], one, evening)
    of = up_to_amount(of, EARLY, evening)
    of = verifying.settle_amount(of, found(of, EARLY, evening), 40_000, Way.CORRECT, 40_000, evening)
    assert of.corrections[EARLY].reason == ""


def unseen() -> Ledger:
    """Settled early, but the app does not show it yet."""
    return completed(OF, EARLY, 30_300, confirmed=False)


def standing(every: Book) -> Status:
    return row_status(every.row("phone"), Moment(NOW))


def test_one_that_the_app_does_not_show_yet_is_to_be_confirmed():
    of = unseen()
    every = check_book(of)
    assert standing(every) is Status.TO_CONFIRM
    assert line_status(every.schedules["phone"][2], every.bill("huabei/2027-02-10"), Moment(NOW)) is Status.TO_CONFIRM
    (ident,) = of.repayments
    seen = payment.confirm(of, ident)
    assert standing(check_book(seen)) is Status.SETTLED


def test_one_that_never_arrived_opens_the_order_again():
    of = unseen()
    (ident,) = of.repayments
    assert payment.never_arrived(of, ident) == OF


@pytest.mark.parametrize("figure", [9_000, 10_150])
def test_a_bill_corrected_before_asks_nothing_more_for_the_settled_order(figure):
    of = corrected(OF, ID, figure)
    done = settled_early(of, "phone", now=NOW + timedelta(hours=1))
    every = check_book(done)
    assert sum(row.outstanding for row in every.schedules["phone"]) == 0
    assert every.bill(ID).outstanding == max(0, figure - 10_100), "what else it was corrected by stays owed"


def test_a_bill_corrected_afterwards_is_what_the_institution_says():
    done = settled_early(OF, "phone")
    other = ledger(PHONE, order("robot", terms=plan(60_000), bought_at=datetime(2026, 11, 3)))
    done = settled_early(other, "phone")
    again = corrected(done, ID, 25_000, NOW + DAY)
    assert check_book(again).bill(ID).outstanding == 25_000


def test_periods_of_which_only_the_fee_is_left_are_settled_too():
    fees_last = Listed(rows=(Part(10_000, 100), Part(0, 100), Part(0, 50)))
    of = repaid(ledger(order(terms=fees_last)), ID)
    done = settled_early(of, "phone")
    assert [row.outstanding for row in check_book(done).schedules["phone"]] == [0, 0, 0]
    assert done.closings["phone"].first == 2


def test_a_refund_before_early_settlement_is_neither_repaid_nor_credit():
    of = refund(OF, "phone", 12_000, NOW, full=False)
    assert found(of, EARLY).outstanding == 18_000 + 300
    done = settled_early(of, "phone")
    check_book(done)
    assert credit_with(done, by_hand()) == {}


def test_a_refund_after_early_settlement_is_credit():
    of = refund(settled_early(OF, "phone"), "phone", 12_000, NOW, full=False)
    assert credit_with(of, by_hand()) == {"huabei": 12_000}


def test_after_early_settlement_it_is_known_what_it_really_cost_and_saved():
    of = ledger(order("tv", terms=plan(549_900, 12, 3_600)))
    of = settled_early(of, "tv", 549_900 + 3_600)  # one fee of twelve
    ended = outcome(of, book(of), "tv")
    assert ended is not None
    assert (ended.fees, ended.saved) == (3_600, 11 * 3_600)


def test_what_was_paid_before_and_what_came_back_are_not_counted_as_saved():
    of = repaid(ledger(order("tv", terms=plan(120_000, 12, 1_000))), "huabei/2026-12-10")
    of = refund(of, "tv", 10_000, NOW, full=False)
    ended = outcome(settled_early(of, "tv", 100_000), book(settled_early(of, "tv", 100_000)), "tv")
    assert ended is not None
    assert (ended.fees, ended.saved) == (1_000, 11_000)


def test_of_an_order_that_was_not_settled_early_nothing_is_said():
    of = ledger(order("tv"))
    assert outcome(of, book(of), "tv") is None


def test_periods_of_which_nobody_said_whether_they_are_repaid_are_counted_as_owed_and_named():
    late = replace(PHONE, entered_on=date(2027, 1, 20))
    now = at("2027-01-20T12:00:00+08:00")
    assert quote(ledger(late), now=now).unsaid == 2
    assert quote(ledger(replace(late, paid_periods=0)), now=now).unsaid == 0
