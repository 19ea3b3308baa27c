from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.orders import archive_order
from models.bills.overview import MonthSum, Sort, View, due_next, order_rows, overview, to_pay_next
from models.bills.status import Moment, Status, row_status, status
from tests.models.builders import NOW, at, book, crowded, ledger, order, plan, repaid, settled_early

PHONE = order("phone", order_no="A-1", note="for 妈妈", bought_at=datetime(2026, 11, 1))
ROBOT = order("robot", channel="jd-baitiao", due=date(2026, 12, 3), terms=plan(60_000), bought_at=datetime(2026, 11, 2))
BAND = order("band", due=date(2026, 9, 10), bought_at=datetime(2026, 8, 1), paid_periods=3)
OF = ledger(PHONE, ROBOT, BAND)
MOMENT = Moment(NOW)


def listed(of=OF, **rest) -> list[str]:
    return [row.order.id for row in order_rows(of, book(of), MOMENT, **rest)]


def test_the_next_due_order_comes_first_and_the_settled_ones_last():
    assert listed() == ["robot", "phone", "band"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.BOUGHT, ["robot", "phone", "band"]),
        (Sort.CHANNEL, ["phone", "band", "robot"]),
        (Sort.LEFT, ["robot", "phone", "band"]),
    ],
)
def test_orders_can_be_sorted(sort, expected):
    assert listed(sort=sort) == expected


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View.ALL, ["robot", "phone", "band"]),
        (View.DUE, ["robot", "phone"]),
        (View.OVERDUE, ["robot"]),
        (View.SETTLED, ["band"]),
        (View.ARCHIVED, []),
    ],
)
def test_a_view_lists_the_orders_that_stand_so(view, expected):
    assert listed(view=view) == expected


def test_an_archived_order_is_listed_among_the_archived_only_and_its_bills_go_on():
    of = archive_order(OF, "phone", archived=True)
    assert listed(of) == ["robot", "band"]
    assert listed(of, view=View.ARCHIVED) == ["phone"]
    assert [one.id for one in book(of).open_bills] == [one.id for one in book(OF).open_bills]
    assert overview(book(of), MOMENT).months == overview(book(OF), MOMENT).months


@pytest.mark.parametrize(("text", "expected"), [("PHO", ["phone"]), ("a-1", ["phone"]), ("妈妈", ["phone"]), ("x", [])])
def test_text_is_looked_for_in_title_number_and_note(text, expected):
    assert listed(text=text) == expected


def test_an_order_row_tells_what_is_next_and_what_is_left():
    row = book(repaid(OF, "huabei/2026-12-10")).row(PHONE.id)
    assert row.next is not None
    assert row.bill is not None
    assert (row.next.number, row.bill.id, row.left, row.settled) == (2, "huabei/2027-01-10", 20_200, 1)
    assert row_status(row, MOMENT) is Status.UPCOMING


def test_a_settled_order_has_nothing_next():
    row = book(OF).row(BAND.id)
    assert (row.next, row.bill, row.left, row.settled, row_status(row, MOMENT)) == (None, None, 0, 3, Status.SETTLED)


def test_an_order_whose_last_repayment_is_not_shown_yet_is_to_be_confirmed():
    of = repaid(ledger(replace(PHONE, paid_periods=2)), "huabei/2027-02-10")
    unseen = replace(of, repayments={ident: replace(each, confirmed=False) for ident, each in of.repayments.items()})
    assert row_status(book(of).row("phone"), MOMENT) is Status.SETTLED
    assert row_status(book(unseen).row("phone"), MOMENT) is Status.TO_CONFIRM


def test_the_month_is_what_falls_due_in_it_and_what_of_that_is_repaid():
    found = overview(book(repaid(OF, "huabei/2026-12-10", 4_000)), MOMENT)
    assert found.month == MonthSum(date(2026, 12, 1), 10_100 + 20_100, 4_000)
    assert [each.due for each in found.months] == [30_200, 30_200, 30_200, 0, 0, 0]
    assert [each.first.month for each in found.months] == [12, 1, 2, 3, 4, 5]


def test_overdue_is_counted_from_any_month_and_the_oldest_bill_is_next():
    found = overview(book(OF), Moment(at("2027-02-01T00:00:00+08:00")))
    assert found.overdue == 2 * (10_100 + 20_100)
    assert found.next is not None
    assert found.next.id == "jd-baitiao/2026-12-03"


def test_the_month_changes_at_midnight_in_shanghai():
    first = [
        overview(book(OF), Moment(at(now))).month.first for now in ("2026-12-31T15:59:59Z", "2026-12-31T16:00:00Z")
    ]
    assert first == [date(2026, 12, 1), date(2027, 1, 1)]


def test_without_orders_nothing_is_owed():
    found = overview(book(ledger()), MOMENT)
    assert (found.month.due, found.month.paid, found.overdue, found.next) == (0, 0, 0, None)
    assert listed(ledger()) == []


@given(st.lists(crowded(), max_size=6), st.datetimes(datetime(2026, 11, 1), datetime(2027, 6, 1)))
def test_what_the_rows_have_left_is_what_the_open_bills_want(bought, now):
    of = ledger(*bought)
    moment = Moment(now.replace(tzinfo=NOW.tzinfo))
    found = book(of)
    rows = order_rows(of, found, moment)
    assert sum(row.left for row in rows) == sum(one.outstanding for one in found.open_bills)
    late = [one for one in found.open_bills if status(one, moment) is Status.OVERDUE]
    assert overview(found, moment).overdue == sum(one.outstanding for one in late)
    orders = {line.order_id for one in late for line in one.lines if line.outstanding}
    status_of = {row.order.id: row_status(row, moment) for row in rows}
    assert {ident for ident, stands in status_of.items() if stands is Status.OVERDUE} <= orders
    # What was repaid of an order's earlier bill may have been its minimum, which is asked before anything else of it.
    assert {status_of[ident] for ident in orders} <= {Status.OVERDUE, Status.TO_CONFIRM}


@pytest.mark.parametrize("text", ["ＰＨＯ ne", "妈\u200b妈", "#a-1", "订单号：A-1", "5,261,111.0"])
def test_text_is_found_in_every_spelling(text):
    of = ledger(replace(PHONE, order_no="A-1 / 5261111") if "5" in text else PHONE, ROBOT)
    assert listed(of, text=text) == ["phone"]


def test_what_is_paid_ahead_is_said_beside_the_month_in_which_nothing_is_due():
    of = repaid(ledger(PHONE), "huabei/2026-12-10", now=at("2026-11-22T14:00:00+08:00"))
    november = overview(book(of), Moment(at("2026-11-22T15:00:00+08:00")))
    assert (november.month.due, november.month.paid, november.elsewhere) == (0, 0, 10_100)
    december = overview(book(of), MOMENT)
    assert (december.month.paid, december.elsewhere) == (10_100, 0)


def test_what_is_paid_late_is_said_beside_the_month_that_it_is_not_of():
    now = at("2027-01-11T12:00:00+08:00")
    found = overview(book(repaid(OF, "huabei/2026-12-10", now=now)), Moment(now))
    assert (found.month.paid, found.elsewhere) == (0, 10_100)


def test_of_an_early_settlement_what_went_to_this_months_bill_is_counted_there_alone():
    found = overview(book(settled_early(OF, "phone")), MOMENT)
    (made,) = settled_early(OF, "phone").repayments.values()
    assert found.month.paid + found.elsewhere == made.amount
    assert found.month.paid == book(settled_early(OF, "phone")).schedules["phone"][0].paid


@given(st.lists(st.sampled_from(list(range(3))), max_size=3, unique=True), st.sampled_from(["12-05", "12-20", "01-15"]))
def test_a_repayment_raises_what_is_repaid_by_its_amount_whatever_months_its_bills_are_of(periods, day):
    """And what is left of this month falls by what went to its bills."""
    now = at(f"{'2027' if day.startswith('01') else '2026'}-{day}T12:00:00+08:00")
    before = overview(book(OF), Moment(now))
    of = OF
    for bill in [("huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10")[each] for each in sorted(periods)]:
        of = repaid(of, bill, now=now)
    after = overview(book(of), Moment(now))
    paid = sum(each.amount for ident, each in of.repayments.items() if ident not in OF.repayments)
    assert after.repaid - before.repaid == paid
    here = sum(each.amount for each in of.repayments.values() if each.due.month == now.month and each.paid_at == now)
    assert before.month.paid + here == after.month.paid


def test_next_is_the_first_by_its_due_instant_on_which_money_is_owed():
    of = repaid(OF, "jd-baitiao/2026-12-03")
    unseen = replace(of, repayments={ident: replace(each, confirmed=False) for ident, each in of.repayments.items()})
    found = due_next(book(unseen))
    assert found is not None
    assert found.id == "huabei/2026-12-10"
    assert due_next(book(ledger())) is None


def test_to_pay_next_is_what_is_known_to_be_open_and_one_to_be_confirmed_only_where_there_is_no_other():
    unsaid = order("band", entered_on=date(2026, 12, 5), due=date(2026, 11, 10), paid_periods=None)
    late = order("robot", channel="cmb", due=date(2026, 12, 1))
    now = Moment(at("2026-12-06T12:00:00+08:00"))
    both, alone = book(ledger(unsaid, late)), book(ledger(unsaid))
    asked, next_both = due_next(both), to_pay_next(both, now)
    assert asked is not None and next_both is not None
    assert (asked.id, next_both.id) == ("huabei/2026-11-10", "cmb/2026-12-01")
    rest = to_pay_next(alone, now)
    assert rest is not None
    assert rest.id == "huabei/2026-12-10"
    last = replace(unsaid, plan=plan(10_000, 1))
    only = to_pay_next(book(ledger(last)), now)
    assert only is not None
    assert only.id == "huabei/2026-11-10"
    assert to_pay_next(book(ledger()), now) is None
