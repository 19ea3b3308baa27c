from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.orders import add_orders
from models.bills.bill import days_left, past_due
from models.bills.status import Moment, Status, line_status, status
from models.channels.builtin import builtin
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import allocate
from models.values.message import Problem
from tests.models.builders import (
    BEFORE,
    DUE,
    at,
    bill,
    book,
    catalogue_with,
    check_book,
    corrected,
    crowded,
    ledger,
    order,
    plan,
    refund,
    repaid,
)
from tests.models.strategies import orders

HUABEI = bill_id("huabei", DUE)
ZONES = ("UTC", "Asia/Shanghai", "America/New_York")
SECOND = timedelta(seconds=1)
PHONE = order("phone")
ROBOT = order("robot", terms=plan(60_000), bought_at=datetime(2026, 11, 3))


@given(st.lists(orders(), max_size=4, unique_by=lambda each: each.id))
def test_any_orders_make_a_valid_book(bought):
    check_book(Ledger(orders={each.id: each for each in bought}))


@given(st.lists(crowded(), max_size=6))
def test_every_line_of_every_schedule_is_on_one_bill(bought):
    found = check_book(ledger(*bought))
    assert sum(one.amount for one in found.bills.values()) == sum(
        row.amount for rows in found.schedules.values() for row in rows
    )


def test_an_institution_sends_one_bill_for_all_its_orders_oldest_purchase_first():
    band = order("band", bought_at=datetime(2026, 11, 4))
    one = bill(ledger(ROBOT, band, PHONE, order("card", channel="cmb")))
    assert [line.order_id for line in one.lines] == ["phone", "robot", "band"]
    assert one.amount == 10_100 + 20_100 + 10_100


def test_orders_bought_on_one_day_stand_by_their_titles_whatever_their_ids_and_are_repaid_in_that_order():
    titles = {"a9": "小米电视", "c1": "Redmi K70", "b5": "band 9", "d0": "Band 8"}
    bought = [order(ident, title=title) for ident, title in titles.items()]
    one = bill(ledger(*bought))
    assert [line.order.title for line in one.lines] == ["Band 8", "band 9", "Redmi K70", "小米电视"]
    first, second = allocate(10_200, one.lines, BEFORE.date())
    assert [titles[share.order] for share in (first, second)] == ["Band 8", "band 9"]


@given(
    st.sampled_from(("Pacific/Kiritimati", "Asia/Shanghai", "Pacific/Pago_Pago")),
    st.times(),
    st.datetimes(datetime(2026, 12, 5), datetime(2026, 12, 15), timezones=st.timezones()),
)
def test_wherever_the_clock_is_a_bill_is_past_due_once_its_instant_has_passed(zone, cutoff, now):
    one = book(ledger(PHONE), catalogue_with("huabei", zone=zone, cutoff=cutoff)).bill(HUABEI)
    assert past_due(one, now) == (now.timestamp() > one.due_at.timestamp())


@given(st.dates(date(2026, 11, 1), date(2027, 4, 1)), st.integers(0, 90))
def test_the_bills_of_a_time_are_those_due_from_its_first_day_on_and_before_its_end(first, days):
    of, end = book(ledger(PHONE, order("card", channel="cmb", due=date(2026, 12, 11)))), first + timedelta(days)
    assert list(of.due_between(first, end)) == [each for each in of.bills.values() if first <= each.due < end]


def test_orders_due_on_other_days_are_on_bills_of_their_own():
    of = ledger(order("phone", channel="jd-baitiao"), order("robot", channel="jd-baitiao", due=date(2026, 12, 11)))
    assert list(book(of).bills)[:2] == ["jd-baitiao/2026-12-10", "jd-baitiao/2026-12-11"]


def test_an_order_bought_on_the_31st_is_due_at_the_end_of_each_month():
    of = ledger(order(terms=plan(periods=4), due=date(2027, 1, 31)))
    assert [line.due.isoformat() for line in book(of).schedules["phone"]] == [
        "2027-01-31",
        "2027-02-28",
        "2027-03-31",
        "2027-04-30",
    ]


def test_periods_repaid_before_the_order_was_entered_are_settled():
    of = ledger(replace(PHONE, paid_periods=1))
    assert (bill(of).outstanding, bill(of, due=date(2027, 1, 10)).outstanding) == (0, 10_100)
    assert status(bill(of), Moment(at("2027-06-01T00:00:00+08:00"))) is Status.SETTLED


def test_a_bill_or_a_line_that_is_not_there_is_a_problem():
    with pytest.raises(Problem, match="there is no bill huabei/2030-01-01"):
        book(ledger(PHONE)).bill("huabei/2030-01-01")
    raised = bill(corrected(ledger(PHONE), HUABEI, 12_000))
    with pytest.raises(Problem, match="belongs to no order"):
        book(ledger(PHONE)).bill_of(raised.lines[-1])


def test_the_bills_of_a_channel_that_the_catalogue_lost_stay():
    one = bill(ledger(order(channel="gone")), "gone")
    assert (one.amount, one.channel.id, one.channel.name["zh_CN"]) == (10_100, "gone", "gone")
    assert one.due_at == at("2026-12-10T17:00:00+08:00")


@pytest.mark.parametrize("channel", [channel.id for channel in builtin().values()])
@pytest.mark.parametrize("zone", ZONES)
def test_a_bill_is_overdue_a_second_after_its_instant_and_not_before_wherever_one_looks_from(channel, zone):
    one = bill(ledger(order(channel=channel)), channel)
    assert one.due_at == datetime.combine(DUE, one.channel.cutoff, ZoneInfo("Asia/Shanghai"))
    seen_from = datetime.fromtimestamp(one.due_at.timestamp(), ZoneInfo(zone))
    assert status(one, Moment(seen_from - SECOND)) is Status.DUE_TODAY
    assert status(one, Moment(seen_from)) is Status.DUE_TODAY
    assert status(one, Moment(seen_from + SECOND)) is Status.OVERDUE


@given(st.datetimes(datetime(2026, 11, 25), datetime(2026, 12, 15), timezones=st.just(UTC)))
def test_the_status_does_not_depend_on_the_zone_that_now_is_given_in(now):
    one = bill(ledger(PHONE))
    seen = {status(one, Moment(now.astimezone(ZoneInfo(zone)))) for zone in ZONES}
    assert len(seen) == 1
    assert len({days_left(one, now.astimezone(ZoneInfo(zone))) for zone in ZONES}) == 1


@pytest.mark.parametrize(
    ("now", "expected", "days"),
    [
        ("2026-12-02T15:59:59+00:00", Status.UPCOMING, 8),
        ("2026-12-02T16:00:00+00:00", Status.DUE_SOON, 7),
        ("2026-12-09T15:59:59+00:00", Status.DUE_SOON, 1),
        ("2026-12-09T16:00:00+00:00", Status.DUE_TODAY, 0),
        ("2026-12-10T15:59:59+00:00", Status.DUE_TODAY, 0),
        ("2026-12-10T16:00:00+00:00", Status.OVERDUE, -1),
    ],
)
def test_days_begin_at_midnight_in_shanghai(now, expected, days):
    one = bill(ledger(PHONE))
    assert status(one, Moment(at(now))) is expected
    assert days_left(one, at(now)) == days


def test_how_many_days_count_as_soon_can_be_chosen():
    one = bill(ledger(PHONE))
    assert status(one, Moment(at("2026-12-08T12:00:00+08:00"), soon_days=1)) is Status.UPCOMING
    assert status(one, Moment(at("2026-12-09T12:00:00+08:00"), soon_days=1)) is Status.DUE_SOON


def test_a_bill_due_in_an_hour_that_repeats_is_overdue_after_the_earlier_one():
    lender = catalogue_with("huabei", zone="America/New_York", cutoff=time(1, 30))
    day = date(2026, 11, 1)
    one = book(ledger(order(due=day)), lender).bill(bill_id("huabei", day))
    due = at("2026-11-01T05:30:00+00:00")
    for minutes, late in ((-1, False), (0, False), (1, True), (45, True), (60, True), (61, True)):
        now = due + timedelta(minutes=minutes)
        for seen in (
            now,
            now.astimezone(ZoneInfo("America/New_York")),
            pendulum.instance(now).in_tz(one.due_at.tzinfo),
        ):
            assert past_due(one, seen) is late, seen
            assert status(one, Moment(seen)) is (Status.OVERDUE if late else Status.DUE_TODAY)


def test_a_bill_due_at_a_time_that_the_clock_skips_is_never_due_later_than_said():
    lender = catalogue_with("huabei", zone="America/New_York", cutoff=time(2, 30))
    day = date(2026, 3, 8)
    of = ledger(order(due=day, bought_at=datetime(2026, 2, 1)))
    one = book(of, lender).bill(bill_id("huabei", day))
    assert not past_due(one, at("2026-03-08T01:30:00-05:00"))
    assert past_due(one, at("2026-03-08T03:00:00-04:00"))
    assert days_left(one, one.due_at) == 0


def test_a_part_leaves_the_bill_partly_repaid_until_it_is_overdue():
    one = bill(repaid(ledger(PHONE, ROBOT), HUABEI, 12_000))
    assert (one.paid, one.outstanding) == (12_000, 18_200)
    before, after = Moment(at("2026-12-06T12:00:00+08:00")), Moment(at("2026-12-11T00:00:00+08:00"))
    assert status(one, before) is Status.PARTLY_PAID
    assert status(one, after) is Status.OVERDUE
    assert [line_status(line, one, before) for line in one.lines] == [Status.SETTLED, Status.PARTLY_PAID]


def test_a_repayment_that_the_institution_does_not_show_is_to_be_confirmed():
    of = repaid(ledger(PHONE), HUABEI)
    assert status(bill(of), Moment(at("2026-12-11T00:00:00+08:00"))) is Status.SETTLED
    unseen = {ident: replace(each, confirmed=False) for ident, each in of.repayments.items()}
    one = bill(replace(of, repayments=unseen))
    assert status(one, Moment(at("2026-12-11T00:00:00+08:00"))) is Status.TO_CONFIRM


def test_a_higher_figure_adds_a_line_of_its_own():
    one = bill(corrected(ledger(PHONE, ROBOT), HUABEI, 31_000))
    assert (one.amount, one.corrected) == (31_000, 800)
    assert [(line.order_id, line.amount, line.reduced) for line in one.lines] == [
        ("phone", 10_100, 0),
        ("robot", 20_100, 0),
        ("", 800, 0),
    ]


def test_a_lower_figure_reduces_the_lines_from_the_last_up():
    of = ledger(PHONE, ROBOT)
    a_little, a_lot = bill(corrected(of, HUABEI, 30_000)), bill(corrected(of, HUABEI, 5_000))
    assert [line.reduced for line in a_little.lines] == [0, 200]
    assert [line.reduced for line in a_lot.lines] == [5_100, 20_100]
    assert (a_lot.amount, a_lot.corrected) == (5_000, -25_200)


@pytest.mark.parametrize("figure", [1, 5_000, 30_199, 30_201, 31_000])
def test_a_corrected_bill_repaid_in_full_is_settled_with_its_orders_lines(figure):
    of = repaid(corrected(ledger(PHONE, ROBOT), HUABEI, figure), HUABEI)
    found = check_book(of)
    one = found.bill(HUABEI)
    later = Moment(at("2027-01-01T00:00:00+08:00"))
    assert (one.paid, one.outstanding) == (figure, 0)
    assert status(one, later) is Status.SETTLED
    for ident in ("phone", "robot"):
        first, second, _ = found.schedules[ident]
        assert line_status(first, one, later) is Status.SETTLED
        assert second.outstanding == second.amount


@pytest.mark.parametrize("figure", [1, 18_199, 18_201, 25_000])
def test_a_bill_can_be_corrected_after_a_part_was_repaid(figure):
    of = corrected(repaid(ledger(PHONE, ROBOT), HUABEI, 12_000), HUABEI, figure)
    one = check_book(of).bill(HUABEI)
    assert (one.paid, one.outstanding, one.amount) == (12_000, figure, 12_000 + figure)
    assert check_book(repaid(of, HUABEI)).bill(HUABEI).outstanding == 0


def test_a_figure_given_after_a_refund_is_what_the_institution_has_in_all():
    refunded = refund(ledger(PHONE, ROBOT), "phone", 25_000, BEFORE, full=False)
    assert [line.reduced for line in bill(refunded).lines] == [5_000, 0]
    one = check_book(corrected(refunded, HUABEI, 24_000)).bill(HUABEI)
    assert (one.amount, one.outstanding, one.corrected) == (24_000, 24_000, -1_200)


def test_the_last_correction_counts():
    of = corrected(corrected(ledger(PHONE, ROBOT), HUABEI, 31_000), HUABEI, 29_000)
    assert (bill(of).amount, bill(of).corrected) == (29_000, -1_200)


@pytest.mark.parametrize(("paid", "left"), [(30_200, 0), (15_000, 15_200)])
def test_an_order_entered_after_its_bill_was_corrected_is_not_asked_for_again(paid, left):
    of = repaid(corrected(ledger(PHONE), HUABEI, 30_200), HUABEI, paid)
    one = check_book(add_orders(of, [ROBOT], {})).bill(HUABEI)
    assert (one.amount, one.paid, one.outstanding) == (30_200, paid, left)
