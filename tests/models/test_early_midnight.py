"""Early settlement that is quoted before the institution's midnight and paid, or recorded, after it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models import checklist, debit
from models.caution import LOOK_AGAIN
from models.channel import Catalogue, Early, EarlyRule, Switch
from models.channel_file import builtin
from models.checklist import Step
from models.ledger import Ledger, Way
from models.message import Problem
from tests.models.builders import (
    at,
    book,
    by_hand,
    check_book,
    found,
    ledger,
    order,
    through_the_file,
    walk_to_amount,
)

EARLY, ID = "early/phone", "huabei/2026-12-10"
OF = ledger(order("phone"))
BEFORE, AFTER = at("2026-12-05T23:59:00+08:00"), at("2026-12-06T00:01:00+08:00")
DUE_BEFORE, DUE_AFTER = at("2026-12-09T23:59:00+08:00"), at("2026-12-10T00:01:00+08:00")
ZONES = ("Asia/Shanghai", "UTC", "America/Los_Angeles", "Pacific/Kiritimati")
"""Where the viewer is. It is another date there than in Shanghai, or the same."""

FREE: Catalogue = {
    **by_hand(),
    "huabei": replace(by_hand()["huabei"], early=Early(rule=EarlyRule.NONE_CHARGED, percent="0")),
}
"""Nothing is charged but the fees of periods that are due: one more from the due date's midnight on."""

viewers = pytest.mark.parametrize("zone", ZONES)
midnights = pytest.mark.parametrize(
    ("before", "after"), [(BEFORE, AFTER), (DUE_BEFORE, DUE_AFTER)], ids=["any day", "a due date begins"]
)


def quoted(figure: int, now: datetime, catalogue: Catalogue = FREE) -> Ledger:
    """The amount step done at `now` with the app's `figure`, as another process reads it afterwards."""
    of = walk_to_amount(OF, EARLY, now, catalogue)
    return through_the_file(
        checklist.settle_amount(of, found(of, EARLY, now, catalogue), figure, Way.CORRECT, figure, now)
    )


def opened(of: Ledger, now: datetime, catalogue: Catalogue = FREE) -> Step | None:
    """The step that is open at that moment."""
    return checklist.current(of.checklists[EARLY], found(of, EARLY, now, catalogue))


def answered(of: Ledger, reason: str, now: datetime) -> Ledger:
    """The one warning of that moment, answered."""
    one = found(of, EARLY, now, FREE)
    (warn,) = checklist.warnings(of.checklists[EARLY], one, now)
    return through_the_file(checklist.answer(of, one, warn.id, reason, now))


def finished(of: Ledger, paid_at: datetime, now: datetime) -> Ledger:
    """Method chosen and repayment recorded."""
    of = checklist.choose_method(of, found(of, EARLY, now, FREE), "balance", now)
    return checklist.complete(of, found(of, EARLY, now, FREE), paid_at, "", now)


@viewers
@midnights
@pytest.mark.parametrize("figure", [30_000, 29_000, 30_250])
def test_the_figure_and_its_day_stay_after_midnight_and_nobody_asks_for_it_twice(before, after, zone, figure):
    before, after = before.astimezone(ZoneInfo(zone)), after.astimezone(ZoneInfo(zone))
    of = quoted(figure, before)
    for now in (before, after, after + timedelta(days=3)):
        one = found(of, EARLY, now, FREE)
        assert (one.outstanding, one.due) == (figure, before.astimezone(ZoneInfo("Asia/Shanghai")).date())
        assert opened(of, now) is Step.METHOD
        assert checklist.to_pay(of.checklists[EARLY], one) == figure


@viewers
@midnights
def test_once_the_day_is_over_it_is_asked_whether_the_app_took_that_figure(before, after, zone):
    before, after = before.astimezone(ZoneInfo(zone)), after.astimezone(ZoneInfo(zone))
    of = quoted(29_000, before)
    assert not checklist.warnings(of.checklists[EARLY], found(of, EARLY, before, FREE), before)
    one = found(of, EARLY, after, FREE)
    (warn,) = checklist.warnings(of.checklists[EARLY], one, after)
    assert f"the app quoted ¥290.00 for {one.due}, and that day is over" in str(warn.message)
    assert [str(each) for each in warn.reasons.values()] == [
        "it took ¥290.00",
        "look again: the amount is asked for anew",
    ]
    with pytest.raises(Problem, match="a warning has to be answered first"):
        checklist.choose_method(of, one, "balance", after)


@viewers
@midnights
@pytest.mark.parametrize("minutes", [-1, 1, 2])
def test_what_the_app_took_is_recorded_with_the_time_that_the_person_says(before, after, zone, minutes):
    of = answered(quoted(29_000, before), "took", after.astimezone(ZoneInfo(zone)))
    paid_at = before + timedelta(minutes=minutes)
    done = finished(of, paid_at, after)
    (made,) = done.repayments.values()
    assert (made.amount, made.paid_at, made.order) == (29_000, paid_at, "phone")
    assert (done.closings["phone"].figure, done.closings["phone"].at) == (29_000, paid_at)
    assert not done.checklists
    assert not done.corrections
    assert [row.outstanding for row in check_book(done).schedules["phone"]] == [0, 0, 0]


@viewers
def test_looking_again_asks_for_the_new_days_figure_and_for_that_only(zone):
    after = DUE_AFTER.astimezone(ZoneInfo(zone))
    of = answered(quoted(29_000, DUE_BEFORE), LOOK_AGAIN, after)
    one = found(of, EARLY, after, FREE)
    assert (one.outstanding, one.due, opened(of, after)) == (30_100, date(2026, 12, 10), Step.AMOUNT)
    assert not of.corrections
    of = checklist.settle_amount(of, one, 29_100, Way.CORRECT, 29_100, after)
    assert not checklist.warnings(of.checklists[EARLY], found(of, EARLY, after, FREE), after)
    (made,) = finished(of, after, after).repayments.values()
    assert made.amount == 29_100


def test_each_night_is_asked_about_once():
    of = answered(quoted(29_000, BEFORE), "took", AFTER)
    late = AFTER + timedelta(days=2)
    assert not checklist.warnings(of.checklists[EARLY], found(of, EARLY, late, FREE), late)
    of = checklist.step_back(of, found(of, EARLY, AFTER, FREE))
    of = checklist.settle_amount(of, found(of, EARLY, AFTER, FREE), 29_500, Way.CORRECT, 29_500, AFTER)
    (warn,) = checklist.warnings(of.checklists[EARLY], found(of, EARLY, late, FREE), late)
    assert "¥295.00 for 2026-12-06" in str(warn.message)


def test_money_that_went_meanwhile_opens_the_amount_again_on_the_day_that_it_is():
    catalogue = {**FREE, "huabei": replace(FREE["huabei"], auto_debit=builtin()["huabei"].auto_debit)}
    of = quoted(29_000, DUE_BEFORE, catalogue)
    of = debit.taken(of, book(of, catalogue).bill(ID), 10_100, DUE_AFTER)
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
    of = walk_to_amount(of, EARLY, now)
    of = checklist.settle_amount(of, found(of, EARLY, now), figure, Way.CORRECT, figure, now)
    one = found(of, EARLY, later)
    assert one.outstanding == figure
    for warn in checklist.warnings(of.checklists[EARLY], one, later):
        of = checklist.answer(of, one, warn.id, next(iter(warn.reasons)), later)
    of = checklist.choose_method(of, one, one.channel.methods[0].id, later)
    of = checklist.complete(through_the_file(of), found(of, EARLY, later), now, "", later)
    (made,) = of.repayments.values()
    assert (made.amount, of.closings["phone"].figure) == (figure, figure)
    check_book(of)
