"""A verified amount may be paid until midnight at the institution, and for the bill that it was compared with."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import checklist, payment, verifying
from models.actions.orders import add_orders
from models.bills.standing import current, stale, standing, to_pay
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.ledger.correction import LATE
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.progress import Step, Way
from models.values.dates import today
from models.values.message import Problem
from tests.models.builders import (
    DUE,
    at,
    book,
    by_hand,
    check_book,
    found,
    ledger,
    order,
    plan,
    through_the_file,
    up_to_amount,
)

CHANNELS = tuple(builtin())
ZONES = ("Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati")
OVERDUE, EVENING, MORNING = (
    at("2026-12-22T20:00:00+08:00"),
    at("2026-12-22T23:58:00+08:00"),
    at("2026-12-28T09:00:00+08:00"),
)
MINUTE = timedelta(minutes=1)
AT_LAST_STEP = pytest.mark.parametrize("later", [timedelta(minutes=3), timedelta(hours=12), timedelta(days=6)], ids=str)


def verified(channel: str, now: datetime, pay: int = 10_100) -> tuple[Ledger, str]:
    """The amount step of a bill of ¥101.00, due on the 10th, done at that time."""
    ident = bill_id(channel, DUE)
    of = up_to_amount(ledger(order(channel=channel)), ident, now)
    way = Way.MATCH if pay == 10_100 else Way.PART
    return through_the_file(verifying.settle_amount(of, found(of, ident), 10_100, way, pay, now)), ident


def chosen(of: Ledger, ident: str, now: datetime) -> Ledger:
    """The payment method chosen, too."""
    one = found(of, ident)
    return through_the_file(checklist.choose_method(of, one, one.channel.methods[0].id, now))


@pytest.mark.parametrize("zone", ZONES)
def test_an_amount_verified_on_another_day_holds_until_midnight_at_the_institution_and_then_is_asked_again(zone):
    of, ident = verified("huabei", EVENING)
    last, next_day = (at(f"2026-12-{text}+08:00").astimezone(ZoneInfo(zone)) for text in ("22T23:59:59", "23T00:00:00"))
    one, progress = found(of, ident), of.checklists[ident]
    assert (current(progress, one, last), current(progress, one, next_day)) == (Step.METHOD, Step.AMOUNT)
    sent = chosen(of, ident, last)
    assert payment.complete(sent, one, last, last).repayments
    with pytest.raises(Problem, match="held until midnight: say when it was paid, or verify it again"):
        payment.complete(sent, one, next_day, next_day)
    assert payment.complete(sent, one, last, next_day).repayments, (
        "that it was paid before midnight can be said after it"
    )
    again = payment.verify_again(sent, one, next_day)
    assert current(again.checklists[ident], one, next_day) is Step.AMOUNT


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_figure_read_on_the_22nd_does_not_settle_on_the_28th_a_bill_that_has_grown(channel, zone):
    of, ident = verified(channel, OVERDUE)
    now, one = MORNING.astimezone(ZoneInfo(zone)), found(of, ident)
    progress = of.checklists[ident]
    assert (current(progress, one, EVENING), current(progress, one, now)) == (Step.METHOD, Step.AMOUNT)
    assert (to_pay(progress, one, now), stale(progress, one, EVENING)) == (None, None)
    proposal = stale(progress, one, now)
    assert proposal is not None
    assert proposal.figure == 10_100
    with pytest.raises(Problem, match="that step cannot be done now"):
        checklist.choose_method(of, one, one.channel.methods[0].id, now)
    of = verifying.settle_amount(of, one, 10_190, Way.CORRECT, 10_190, now)
    assert of.corrections[ident].reason == LATE
    done = payment.complete(chosen(of, ident, now), found(of, ident), now, now)
    assert [each.amount for each in done.repayments.values()] == [10_190]
    check_book(done)


@AT_LAST_STEP
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("pay", [10_100, 4_000])
def test_what_was_paid_while_it_held_is_recorded_with_its_own_time_whenever_the_answer_comes(channel, later, pay):
    of, ident = verified(channel, OVERDUE, pay)
    of, now = chosen(of, ident, EVENING), EVENING + later
    one = found(of, ident)
    assert (current(of.checklists[ident], one, now), to_pay(of.checklists[ident], one, now)) == (Step.COMPLETE, pay)
    for too_late in (now, now - MINUTE, at("2026-12-23T00:00:00+08:00")):
        with pytest.raises(Problem, match="verified on 2026-12-22 and held until midnight") as refused:
            payment.complete(of, one, too_late, now)
        assert refused.value.field == "paid_at"
    done = payment.complete(of, one, EVENING, now)
    (made,) = done.repayments.values()
    assert (made.amount, made.paid_at) == (pay, EVENING)
    check_book(done)


@AT_LAST_STEP
def test_what_was_not_paid_in_time_is_verified_again(later):
    of, ident = verified("huabei", OVERDUE)
    of, now = chosen(of, ident, EVENING), EVENING + later
    of = payment.verify_again(of, found(of, ident), now)
    proposal = stale(of.checklists[ident], found(of, ident), now)
    assert current(of.checklists[ident], found(of, ident), now) is Step.AMOUNT
    assert proposal is not None
    assert proposal.figure == 10_100


@pytest.mark.parametrize("at_the_end", [False, True])
def test_a_bill_that_changed_is_paid_only_as_it_was_while_the_amount_held(at_the_end):
    of, ident = verified("huabei", OVERDUE)
    of = chosen(of, ident, OVERDUE) if at_the_end else of
    of = add_orders(of, [order("band", terms=plan(900))], {})
    one, later = found(of, ident), OVERDUE + 5 * MINUTE
    amount = stale(of.checklists[ident], one, later)
    assert amount is not None
    assert (amount.figure, one.outstanding) == (10_100, 10_500)
    if not at_the_end:
        assert current(of.checklists[ident], one, later) is Step.AMOUNT
        return
    with pytest.raises(Problem, match="the bill has changed since the amount was verified"):
        payment.complete(of, one, later, later)
    done = payment.complete(of, one, OVERDUE + MINUTE, later)
    assert [each.amount for each in done.repayments.values()] == [10_100]
    assert check_book(done).bill(ident).outstanding == 400


def test_past_the_cut_off_the_figure_holds_for_the_rest_of_the_day_and_the_cut_off_is_warned_of():
    of, ident = verified("cmb", at("2026-12-10T16:50:00+08:00"))
    one = found(of, ident)
    for now in (at("2026-12-10T17:10:00+08:00"), at("2026-12-10T23:59:59+08:00")):
        assert [each.id for each in checklist.warnings(of.checklists[ident], one, now)] == ["after-cutoff"]
        assert current(of.checklists[ident], one, now) is Step.METHOD
    next_day = at("2026-12-11T00:00:00+08:00")
    assert not checklist.warnings(of.checklists[ident], one, next_day)
    assert current(of.checklists[ident], one, next_day) is Step.AMOUNT


@given(
    st.sampled_from(CHANNELS),
    st.sampled_from(("Asia/Shanghai", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati")),
    st.datetimes(datetime(2026, 11, 20), datetime(2027, 1, 20), timezones=st.just(UTC)),
    st.integers(-3 * 24 * 60, 6 * 24 * 60),
    st.booleans(),
)
def test_an_amount_holds_exactly_on_its_day_where_the_institution_is(channel, zone, now, minutes, at_the_end):
    catalogue: Catalogue = {**by_hand(), channel: replace(by_hand()[channel], zone=zone)}
    ident = bill_id(channel, DUE)
    of = up_to_amount(ledger(order(channel=channel)), ident, now, catalogue)
    one = book(of, catalogue).bill(ident)
    of = verifying.settle_amount(of, one, 10_100, Way.MATCH, 10_100, now)
    if at_the_end:
        of = checklist.choose_method(of, one, one.channel.methods[0].id, now)
    progress, later = of.checklists[ident], now + minutes * MINUTE
    same = today(later, zone) == today(now, zone)
    assert (stale(progress, one, later) is None) is same
    assert (len(standing(progress, one, later)) >= 3) is (same or at_the_end)
