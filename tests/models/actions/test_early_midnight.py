"""Early settlement that is quoted before the institution's midnight and paid, or recorded, after it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import auto_debit, checklist, payment, verifying
from models.bills.standing import current, stale, to_pay
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.rules import Early, EarlyRule, Mode, Switch
from models.ledger.ledger import Ledger, open_checklists
from models.ledger.progress import Step, Way
from models.values.message import Problem
from tests.models.builders import (
    at,
    book,
    by_hand,
    check_book,
    found,
    ledger,
    order,
    through_the_file,
    up_to_amount,
)

EARLY, ID = "early/phone", "huabei/2026-12-10"
OF = ledger(order("phone"))
BEFORE, AFTER = at("2026-12-05T23:59:00+08:00"), at("2026-12-06T00:01:00+08:00")
DUE_BEFORE, DUE_AFTER = at("2026-12-09T23:59:00+08:00"), at("2026-12-10T00:01:00+08:00")
ZONES = ("Asia/Shanghai", "UTC", "America/Los_Angeles", "Pacific/Kiritimati")
"""Where the viewer is. It is another date there than in Shanghai, or the same."""

FREE: Catalogue = {
    **by_hand(),
    "huabei": replace(by_hand()["huabei"], mode=Mode.ORDER, early=Early(rule=EarlyRule.NONE_CHARGED, percent="0")),
}
"""Nothing is charged but the fees of periods that are billed: in 订单制 one more from the due date's midnight on."""

viewers = pytest.mark.parametrize("zone", ZONES)
midnights = pytest.mark.parametrize(
    ("before", "after"), [(BEFORE, AFTER), (DUE_BEFORE, DUE_AFTER)], ids=["any day", "a due date begins"]
)


def quoted(figure: int, now: datetime, catalogue: Catalogue = FREE) -> Ledger:
    """The amount step done at `now` with the app's `figure`, as another process reads it afterwards."""
    of = up_to_amount(OF, EARLY, now, catalogue)
    return through_the_file(
        verifying.settle_amount(of, found(of, EARLY, now, catalogue), figure, Way.CORRECT, figure, now)
    )


def opened(of: Ledger, now: datetime, catalogue: Catalogue = FREE) -> Step | None:
    """The step that is open at that moment."""
    return current(of.checklists[EARLY], found(of, EARLY, now, catalogue), now)


def sent(of: Ledger, now: datetime) -> Ledger:
    """The method chosen at `now`, while the quote held: the money may leave."""
    return through_the_file(checklist.choose_method(of, found(of, EARLY, now, FREE), "balance", now))


@viewers
@midnights
@pytest.mark.parametrize("figure", [30_000, 29_000, 30_250])
def test_a_quote_holds_for_its_day_and_at_the_last_step_for_what_was_paid_on_it(before, after, zone, figure):
    before, after = before.astimezone(ZoneInfo(zone)), after.astimezone(ZoneInfo(zone))
    of = quoted(figure, before)
    assert (opened(of, before), opened(of, after)) == (Step.METHOD, Step.AMOUNT)
    of = sent(of, before)
    for now in (before, after, after + timedelta(days=3)):
        one = found(of, EARLY, now, FREE)
        assert (one.outstanding, one.due) == (figure, before.astimezone(ZoneInfo("Asia/Shanghai")).date())
        assert (opened(of, now), to_pay(of.checklists[EARLY], one, now)) == (Step.COMPLETE, figure)


@viewers
@midnights
def test_what_the_app_took_on_the_day_of_its_quote_is_recorded_after_it(before, after, zone):
    of, after = sent(quoted(29_000, before), before), after.astimezone(ZoneInfo(zone))
    one = found(of, EARLY, after, FREE)
    for paid_at in (after, after - timedelta(seconds=1)):
        with pytest.raises(Problem, match=f"verified on {one.due} and held until midnight"):
            payment.complete(of, one, paid_at, after)
    done = payment.complete(of, one, before, after)
    (made,) = done.repayments.values()
    assert (made.amount, made.paid_at, made.order) == (29_000, before, "phone")
    assert (done.closings["phone"].figure, done.closings["phone"].at) == (29_000, before)
    assert not open_checklists(done)
    assert not done.corrections
    assert [row.outstanding for row in check_book(done).schedules["phone"]] == [0, 0, 0]


@viewers
@pytest.mark.parametrize("at_the_end", [False, True])
def test_after_midnight_the_new_days_figure_is_asked_for_beside_the_old_one(zone, at_the_end):
    after, of = DUE_AFTER.astimezone(ZoneInfo(zone)), quoted(29_000, DUE_BEFORE)
    if at_the_end:
        of = sent(of, DUE_BEFORE)
        of = payment.verify_again(of, found(of, EARLY, after, FREE), after)
    one = found(of, EARLY, after, FREE)
    assert (one.outstanding, one.due, opened(of, after)) == (30_100, date(2026, 12, 10), Step.AMOUNT)
    before = stale(of.checklists[EARLY], one, after)
    assert before is not None
    assert before.figure == 29_000
    of = sent(verifying.settle_amount(of, one, 29_100, Way.CORRECT, 29_100, after), after)
    (made,) = payment.complete(of, found(of, EARLY, after, FREE), after, after).repayments.values()
    assert made.amount == 29_100


def test_money_that_went_meanwhile_opens_the_amount_again_on_the_day_that_it_is():
    catalogue = {**FREE, "huabei": replace(FREE["huabei"], auto_debit=builtin()["huabei"].auto_debit)}
    of = quoted(29_000, DUE_BEFORE, catalogue)
    of = auto_debit.taken(of, book(of, catalogue).bill(ID), 10_100, DUE_AFTER)
    one = found(of, EARLY, DUE_AFTER, catalogue)
    assert catalogue["huabei"].auto_debit.default is Switch.ALWAYS
    assert (one.outstanding, one.due) == (20_000, date(2026, 12, 10))
    assert opened(of, DUE_AFTER, catalogue) is Step.AMOUNT


@given(
    st.integers(1, 60_000),
    st.datetimes(datetime(2026, 12, 1), datetime(2027, 2, 28), timezones=st.just(UTC)),
    st.integers(0, 72 * 60),
    st.sampled_from(tuple(by_hand())),
)
def test_the_figure_that_was_confirmed_is_what_is_recorded_however_late(figure, now, minutes, channel):
    later = now + timedelta(minutes=minutes)
    of = ledger(order("phone", channel=channel))
    of = up_to_amount(of, EARLY, now)
    of = verifying.settle_amount(of, found(of, EARLY, now), figure, Way.CORRECT, figure, now)
    one = found(of, EARLY, now)
    of = through_the_file(checklist.choose_method(of, one, one.channel.methods[0].id, now))
    one = found(of, EARLY, later)
    assert one.outstanding == figure
    of = payment.complete(of, one, now, later)
    (made,) = of.repayments.values()
    assert (made.amount, of.closings["phone"].figure) == (figure, figure)
    check_book(of)


def test_an_order_that_was_settled_meanwhile_is_refused_with_when_and_how():
    of = sent(quoted(29_000, BEFORE), BEFORE)
    done = payment.complete(of, found(of, EARLY, BEFORE, FREE), BEFORE, BEFORE)
    with pytest.raises(Problem, match=r"phone has been settled early: ¥290\.00 on 2026-12-05 23:59 by \w+"):
        found(done, EARLY, AFTER, FREE)
