"""The list says what to do first: bills under heads, and the orders of those that several are on below them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.bills.overview import Sort, View, due_next
from models.bills.status import Moment
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from tests.models.builders import DUE, NOW, at, book, completed, crowded, ledger, order, repaid
from tui.state.arrangement import Selection, listing, pointing_at, selected
from tui.state.sections import BillRow, Folded, Head, ListRow, OrderPart, Urgency, is_part, stands_for
from tui.state.views import Listing

SHARED = bill_id("huabei", DUE)
TWO = ledger(order("lamp"), order("phone"))
"""Two orders on one bill."""


def listed(of: Ledger, now=NOW, **selection) -> Listing:
    return listing(of, book(of), Selection(**selection), Moment(now))


def heads(of: Listing) -> list[Urgency | int]:
    """The sections that there are, each with how many bills it has."""
    return [part for row in of.lines if isinstance(row, Head) for part in (row.section, row.count)]


def entries(of: Listing) -> list[BillRow]:
    return [row for row in of.lines if isinstance(row, BillRow)]


def test_orders_that_are_repaid_together_are_one_row_with_the_amount_of_the_bill_and_hang_below_it() -> None:
    bill, *parts = [row for row in listed(TWO).lines if not isinstance(row, Head)]
    assert isinstance(bill, BillRow)
    assert (bill.count, bill.amount) == (2, book(TWO).bill(SHARED).outstanding)
    assert [(part.order.order.id, part.last) for part in parts if isinstance(part, OrderPart)] == [
        ("lamp", False),
        ("phone", True),
    ]


def test_a_bill_stands_where_what_is_to_be_done_with_it_is_said_once() -> None:
    of = ledger(
        order("late", channel="cmb", due=date(2026, 12, 1)),
        order("soon", channel="huabei"),
        order("later", channel="icbc", due=date(2026, 12, 25)),
    )
    assert heads(listed(of)) == [Urgency.OVERDUE, 1, Urgency.SOON, 1, Urgency.LATER, 1]


def test_what_is_paid_and_not_yet_shown_is_to_be_confirmed_with_what_was_paid() -> None:
    of = completed(ledger(order("phone")), SHARED, 101_00, confirmed=False)
    shown = listed(of)
    assert heads(shown) == [Urgency.TO_CONFIRM, 1]
    assert entries(shown)[0].amount == 101_00


@pytest.mark.parametrize(("days", "section"), [(7, Urgency.SOON), (8, Urgency.LATER)])
def test_the_days_that_count_as_soon_are_counted_on_the_institutions_calendar(days: int, section: Urgency) -> None:
    now = at(f"2026-12-{10 - days + 30 if days > 9 else 10 - days:02d}T23:59:00+08:00")
    assert heads(listed(ledger(order("phone")), now)) == [section, 1]


def test_a_bill_of_which_a_part_is_repaid_stays_by_its_date_and_has_the_rest_to_pay() -> None:
    shown = listed(repaid(ledger(order("phone")), SHARED, 40_00))
    assert heads(shown) == [Urgency.SOON, 1]
    assert entries(shown)[0].amount == 61_00


def test_an_order_that_is_behind_is_seen_on_the_next_bill_too_and_its_keys_stand_on_the_first() -> None:
    of = ledger(order("a", due=date(2026, 11, 10), bought_at=datetime(2026, 10, 1)), order("b"))
    shown = listed(of)
    later = [row for row in shown.lines if isinstance(row, OrderPart)]
    assert [(row.order.order.id, row.own) for row in later] == [("a", False), ("b", True)]
    assert [stands_for(row) for row in later] == [None, "b"]
    assert sum(row.amount for row in later) == book(of).bill(SHARED).outstanding


def test_a_filter_lists_the_order_that_it_finds_on_its_bill_with_the_bills_whole_amount() -> None:
    shown = listed(TWO, text="phone")
    bill = entries(shown)[0]
    assert (bill.count, bill.amount) == (2, book(TWO).bill(SHARED).outstanding)
    assert [row.order.order.id for row in shown.lines if isinstance(row, OrderPart)] == ["phone"]
    assert (shown.order, shown.part, shown.others) == ("phone", True, 1)


@pytest.mark.parametrize("part", [False, True])
def test_the_cursor_stays_on_the_bill_or_on_the_order_as_it_was_on(*, part: bool) -> None:
    shown = listed(TWO, order="lamp", part=part)
    assert is_part(shown.lines[shown.at]) is part
    assert shown.order == "lamp"


def test_the_cursor_begins_on_the_bill_to_repay_next_though_another_stands_above_it() -> None:
    of = completed(ledger(order("phone"), order("lamp", channel="cmb", due=date(2026, 12, 9))), SHARED, 101_00)
    of = completed(ledger(*of.orders.values()), SHARED, 101_00, confirmed=False)
    shown, following = listed(of), due_next(book(of))
    assert following is not None
    assert following.channel.id == "cmb"
    assert isinstance(shown.lines[shown.at], BillRow)
    assert shown.lines[shown.at].bill == following
    assert heads(shown)[0] is Urgency.TO_CONFIRM


def test_a_bill_that_is_pointed_at_is_pointed_at_whole() -> None:
    of, bill = TWO, book(TWO).bill(SHARED)
    selection = pointing_at(bill, Selection(order="phone", part=True), book(of), {"lamp", "phone"}, of)
    shown = listing(of, book(of), selection, Moment(NOW))
    assert isinstance(shown.lines[shown.at], BillRow)


def settled() -> Ledger:
    one = order("done", channel="cmb", paid_periods=3)
    return ledger(order("phone"), one)


def test_what_is_settled_is_folded_until_it_is_asked_for_or_all_that_there_is() -> None:
    of = settled()
    folded = listed(of)
    assert isinstance(folded.lines[-1], Folded)
    assert len(entries(folded)) == 1
    assert [len(entries(listed(of, **how))) for how in ({"unfolded": True}, {"order": "done"})] == [2, 2]
    assert [len(entries(listed(of, view=View.SETTLED))), len(entries(listed(of, text="done")))] == [1, 1]


def test_on_the_head_of_what_is_folded_no_order_is_selected_and_the_cursor_stays_there() -> None:
    of = settled()
    last = len(listed(of).lines) - 1
    shown = listed(of, at=last)
    assert (shown.at, shown.order) == (last, "")
    assert selected(Selection(at=last), shown).order == ""


@pytest.mark.parametrize("sort", [Sort.BOUGHT, Sort.CHANNEL, Sort.LEFT])
def test_another_sort_goes_through_all_of_the_list_without_heads(sort: Sort) -> None:
    shown = listed(settled(), sort=sort)
    assert not any(isinstance(row, (Head, Folded)) for row in shown.lines)
    assert len(entries(shown)) == 2


def own(rows: tuple[ListRow, ...]) -> list[str]:
    """Every order, once for each row of its own or bill that it is alone on."""
    return [
        row.order.order.id if isinstance(row, OrderPart) else row.orders[0].order.id
        for row in rows
        if (isinstance(row, OrderPart) and row.own) or (isinstance(row, BillRow) and not row.several)
    ]


@given(st.lists(crowded(), min_size=1, max_size=8, unique_by=lambda each: each.id), st.sampled_from(Sort))
def test_each_order_has_one_row_and_the_amounts_of_a_section_are_its_sum(orders, sort) -> None:
    of = ledger(*orders)
    shown = listed(of, sort=sort, unfolded=True)
    assert sorted(own(shown.lines)) == sorted(row.order.id for row in shown.rows)
    sums = [row.amount for row in shown.lines if isinstance(row, Head) and row.section is not Urgency.SETTLED]
    if sort is Sort.NEXT_DUE:
        assert sum(sums) == sum(entry.amount or 0 for entry in entries(shown))
    for entry in entries(shown):
        if entry.bill is not None and entry.several:
            parts = [row for row in shown.lines if isinstance(row, OrderPart) and row.bill is entry.bill]
            assert sum(part.amount for part in parts) == entry.amount


@given(st.lists(crowded(), min_size=1, max_size=8, unique_by=lambda each: each.id))
def test_every_order_can_be_gone_to_and_is_the_one_that_keys_act_on(orders) -> None:
    of = ledger(*orders)
    for each in of.orders:
        assert listed(of, order=each, part=True).order == each
