"""A bill day that becomes known: what is repaid keeps its date, all else is due with the bills."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.account_changes import AccountDetails, changed
from models.actions.bill_days import redated
from models.actions.editing import edited
from models.actions.orders import add_orders
from models.actions.own_rules import set_override
from models.bills.derive import derive
from models.bills.rederive import rederive
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.override import ChannelOverride
from models.channels.rules import Mode
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.order import KeptDue, Order
from models.values.dates import months_after
from models.values.message import Problem
from tests.models.builders import by_hand, check_book, order, plan, repaid, up_to_amount

TODAY = date(2026, 12, 5)
JD = "jd-baitiao"


def bought(ident: str, first: str, at: str = "2026-11-05", **rest) -> Order:
    """An order on 白条 with a first due date of its own."""
    return order(ident, channel=JD, due=date.fromisoformat(first), bought_at=datetime.fromisoformat(at), **rest)


def opened(*orders: Order) -> Ledger:
    return add_orders(Ledger(), orders, by_hand())


def billed_on(of: Ledger, day: int) -> Ledger:
    return changed(of, by_hand(), JD, AccountDetails(bill_day=day), TODAY)


def dates(of: Ledger, ident: str) -> list[str]:
    return [f"{line.due:%y-%m-%d}" for line in derive(of, by_hand()).schedules[ident]]


def test_orders_follow_their_own_days_until_the_bill_day_is_known():
    of = opened(bought("phone", "2026-12-05"), bought("robot", "2026-12-08"))
    assert dates(of, "phone") == ["26-12-05", "27-01-05", "27-02-05"]
    assert dates(of, "robot") == ["26-12-08", "27-01-08", "27-02-08"]
    after = billed_on(of, 1)
    assert dates(after, "phone") == dates(after, "robot") == ["26-12-10", "27-01-10", "27-02-10"]
    assert list(check_book(after).bills) == [bill_id(JD, months_after(date(2026, 12, 10), k)) for k in range(3)]


@pytest.mark.parametrize(
    ("at", "day", "first"),
    [
        ("2026-11-05", 1, "26-12-10"),
        ("2026-12-01", 1, "27-01-10"),
        ("2026-11-05", 25, "26-12-04"),
        ("2026-11-25", 25, "27-01-03"),
    ],
)
def test_the_first_period_is_on_the_first_bill_after_the_purchase(at, day, first):
    own = f"{months_after(date.fromisoformat(at), 1)}"
    assert dates(billed_on(opened(bought("phone", own, at)), day), "phone")[0] == first


@pytest.mark.parametrize(
    ("first", "day", "after"),
    [
        ("2026-12-14", 8, "26-12-17"),
        ("2026-12-14", 28, "27-01-06"),  # 12-07 is nearer, but before the purchase
        ("2026-12-23", 5, "26-12-14"),
        ("2027-02-20", 11, "27-02-20"),
        ("2026-12-26", 1, "27-01-10"),
    ],
)
def test_an_order_is_on_the_bill_nearest_to_the_day_that_the_user_gave(first, day, after):
    at = "2026-12-10" if day == 28 else "2026-11-03"
    assert dates(billed_on(opened(bought("phone", first, at)), day), "phone")[0] == after


@pytest.mark.parametrize(
    ("at", "first", "said", "after"),
    [
        ("2026-11-03", "2026-12-23", AccountDetails(bill_day=5, due_day=20), "26-12-20"),
        ("2026-11-03", "2026-12-10", AccountDetails(bill_day=5, due_day=25), "26-12-25"),  # 11-25 is as near
        ("2026-12-06", "2026-12-23", AccountDetails(bill_day=5, due_day=20), "26-12-20"),
    ],
)
def test_so_is_one_of_a_card_and_on_the_later_of_two_that_are_as_near(at, first, said, after):
    of = opened(replace(bought("phone", first, at), account_id="cmb"))
    assert dates(changed(of, by_hand(), "cmb", said, TODAY), "phone")[0] == after


@pytest.mark.parametrize(
    ("first", "day", "after"),
    [
        ("2026-10-12", 5, ["26-10-12", "26-11-12", "26-12-14", "27-01-14"]),
        ("2026-10-03", 19, ["26-10-03", "26-11-03", "26-12-28", "27-01-28"]),  # not 11-28, beside 11-03
        ("2026-10-28", 25, ["26-10-28", "26-11-28", "27-01-03", "27-02-03"]),
    ],
)
def test_no_period_gets_into_the_month_of_one_that_is_repaid(first, day, after):
    of = opened(bought("phone", first, "2026-09-03", terms=plan(120_000, 4, 5), paid_periods=2))
    assert dates(billed_on(of, day), "phone") == after


def test_what_is_repaid_keeps_its_date_and_the_others_keep_their_number():
    of = opened(bought("phone", "2026-12-05", paid_periods=0), bought("robot", "2026-12-08"))
    of = repaid(of, bill_id(JD, date(2026, 12, 5)), 5_000)
    after = billed_on(of, 1)
    assert dates(after, "phone") == ["26-12-05", "27-01-10", "27-02-10"]
    assert dates(after, "robot") == ["26-12-10", "27-01-10", "27-02-10"]
    assert after.orders["phone"].kept == (KeptDue(1, date(2026, 12, 5)),)
    assert [each.due for each in after.repayments.values()] == [date(2026, 12, 5)]
    check_book(after)


def test_periods_repaid_before_the_order_was_entered_keep_their_dates():
    after = billed_on(opened(bought("phone", "2026-10-05", "2026-09-05", paid_periods=2)), 1)
    assert dates(after, "phone") == ["26-10-05", "26-11-05", "26-12-10"]


def test_what_would_get_into_each_other_goes_on_after_what_is_repaid():
    """The first due date was put off by two months, so that the second bill is before the first that was repaid."""
    of = opened(bought("phone", "2027-01-15", paid_periods=1))
    assert dates(billed_on(of, 1), "phone") == ["27-01-15", "27-02-10", "27-03-10"]


def test_an_order_that_is_due_with_the_bills_already_stays():
    of = opened(bought("phone", "2027-01-10"))
    after = billed_on(of, 1)
    assert after.orders == of.orders
    assert redated(of, after, by_hand()) == ()


def test_what_changes_can_be_shown_before_it_is_written():
    of = opened(bought("robot", "2026-12-10"), bought("phone", "2026-12-05"))
    (one,) = redated(of, billed_on(of, 1), by_hand())
    assert one.order.title == "phone"
    assert one.before[0] == date(2026, 12, 5)
    assert one.after == (date(2026, 12, 10), date(2027, 1, 10), date(2027, 2, 10))


def test_the_form_of_the_channel_does_the_same():
    of = opened(bought("phone", "2026-12-05"))
    by_form = set_override(of, by_hand(), ChannelOverride(id=JD, values={"bill_day": 1}))
    assert dates(by_form, "phone") == dates(billed_on(of, 1), "phone")


def test_another_bill_day_moves_what_the_first_one_placed_but_no_day_of_an_orders_own():
    of = billed_on(opened(bought("phone", "2026-12-05")), 1)
    of = add_orders(of, [bought("robot", "2026-12-12", "2026-11-06")], by_hand())
    after = billed_on(of, 5)
    assert dates(after, "phone") == ["26-12-14", "27-01-14", "27-02-14"]
    assert dates(after, "robot")[0] == "26-12-12"


def test_from_each_order_apart_to_one_bill_a_month_the_same_holds():
    one = order("tv", channel="xiaomi", due=date(2026, 12, 5), bought_at=datetime(2026, 11, 5))
    of = opened(one)
    after = changed(of, by_hand(), "xiaomi", AccountDetails(mode=Mode.STATEMENT, bill_day=1, due_day=20), TODAY)
    assert dates(after, "tv") == ["26-12-20", "27-01-20", "27-02-20"]


def test_where_the_days_were_known_each_bill_is_the_same_one_on_its_new_day():
    of = add_orders(Ledger(), [order("phone"), order("robot", due=date(2026, 12, 12))], by_hand())
    after = changed(of, by_hand(), "huabei", AccountDetails(bill_day=5, due_day=15), TODAY)
    assert dates(after, "phone") == ["26-12-15", "27-01-15", "27-02-15"]
    assert dates(after, "robot")[0] == "26-12-12"  # a day of its own


def test_a_card_whose_days_become_known_has_its_older_orders_on_its_bills():
    of = opened(*(replace(bought(each, f"2026-12-{day}"), account_id="cmb") for each, day in (("a", 10), ("b", 28))))
    due_day_alone = changed(of, by_hand(), "cmb", AccountDetails(due_day=25), TODAY)
    assert dates(due_day_alone, "b")[0] == "26-12-28"
    after = changed(of, by_hand(), "cmb", AccountDetails(bill_day=5, due_day=25), TODAY)
    assert dates(after, "a") == dates(after, "b") == ["26-12-25", "27-01-25", "27-02-25"]
    assert dates(changed(due_day_alone, by_hand(), "cmb", AccountDetails(bill_day=5), TODAY), "a") == dates(after, "a")
    later = add_orders(after, [replace(bought("c", "2026-12-28"), account_id="cmb")], by_hand())
    assert dates(later, "c")[0] == "26-12-28"  # typed with a day of its own, when the account's were known


@pytest.mark.parametrize(("paid", "after"), [(0, ["26-12-18", "27-01-18"]), (1, ["26-11-20", "26-12-18"])])
def test_a_period_after_one_that_is_repaid_keeps_its_month_though_the_purchase_was_after_the_bill_day(paid, after):
    of = opened(replace(bought("tv", "2026-11-20", "2026-11-03", paid_periods=paid), account_id="cmb"))
    of = changed(of, by_hand(), "cmb", AccountDetails(bill_day=5, due_day=20), TODAY)
    assert dates(of, "tv")[:2] == ["26-11-20", "26-12-20"]
    assert dates(changed(of, by_hand(), "cmb", AccountDetails(bill_day=1, due_day=18), TODAY), "tv")[:2] == after


def test_a_repaid_period_says_which_bill_an_order_began_with():
    """By the purchase it began a bill later; but then its second period would be after the third, which is repaid."""
    of = opened(replace(bought("tv", "2026-10-10", "2026-09-19"), account_id="cmb"))
    of = repaid(of, bill_id("cmb", date(2026, 12, 10)))
    after = changed(of, by_hand(), "cmb", AccountDetails(bill_day=16, due_day=16), TODAY)
    assert dates(after, "tv") == ["26-10-16", "26-11-16", "26-12-10"]


def test_an_order_with_another_first_due_date_keeps_no_older_one():
    of = billed_on(opened(bought("phone", "2026-10-05", "2026-09-05", paid_periods=1)), 1)
    phone = of.orders["phone"]
    assert phone.kept
    after = edited(of, replace(phone, first_due=date(2026, 10, 12)), by_hand())
    assert dates(after, "phone")[0] == "26-10-12"


@st.composite
def on_own_days(draw: st.DrawFn) -> Order:
    """An order on 白条 with any first due date from its purchase on."""
    at = draw(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)))
    first = at.date() + timedelta(days=draw(st.integers(0, 120)))
    periods = draw(st.integers(1, 8))
    return order(
        draw(st.uuids()).hex[:10],
        channel=JD,
        terms=plan(900 * periods, periods, 5),
        due=first,
        due_day=draw(st.sampled_from((None, 31))),
        bought_at=at,
        paid_periods=draw(st.integers(0, 2)) % (periods + 1),
    )


@given(
    st.lists(on_own_days(), min_size=1, max_size=3, unique_by=lambda each: each.id),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 1_000)), max_size=3),
    st.lists(st.integers(1, 31), min_size=1, max_size=3),
)
def test_no_repaid_period_gets_another_date_and_every_period_has_one(orders, paid, bill_days):
    of = opened(*orders)
    for index, amount in paid:
        owed = [one for one in derive(of, by_hand()).bills.values() if one.outstanding]
        if owed:
            one = owed[index % len(owed)]
            of = repaid(of, one.id, min(amount, one.outstanding))
    for day in bill_days:
        before = derive(of, by_hand())
        after = billed_on(of, day)
        now = check_book(after)
        for ident, rows in now.schedules.items():
            assert all(one.due < other.due for one, other in pairwise(rows))
            was = before.schedules[ident]
            assert [line.due for line, old in zip(rows, was, strict=True) if old.paid] == [
                old.due for old in was if old.paid
            ]
        assert rederive(before, of, after, by_hand()) == now
        assert sum(one.paid for one in now.bills.values()) == sum(one.paid for one in before.bills.values())
        of = after


def other_days(catalogue: Catalogue, day: int) -> Catalogue:
    """A later catalogue, in which days and modes are others."""
    return {
        ident: replace(channel, mode=Mode.ORDER, bill_day=None, due_day=None, due_after=None)
        if day % 2
        else replace(channel, mode=Mode.STATEMENT, bill_day=day, due_day=None, due_after=day)
        for ident, channel in catalogue.items()
    }


@given(st.lists(on_own_days(), max_size=2, unique_by=lambda each: each.id), st.integers(1, 31), st.integers(1, 30))
def test_no_id_of_a_bill_changes_by_another_catalogue(orders, day, other):
    of = opened(*orders, order("phone"), order("tv", channel="xiaomi"), order("pad", channel="cmb"))
    if day % 3:
        of = billed_on(of, day)
    by_another = derive(of, other_days(by_hand(), other))
    assert list(by_another.bills) == list(derive(of, by_hand()).bills)
    of_builtin = derive(of, builtin())
    assert list(of_builtin.bills) == list(by_another.bills)


def test_a_checklist_under_way_of_a_bill_that_would_be_merged_is_refused():
    of = opened(bought("phone", "2026-12-05"), bought("robot", "2026-12-10"))
    of = up_to_amount(of, bill_id(JD, date(2026, 12, 10)))
    with pytest.raises(Problem, match="is under way"):
        billed_on(up_to_amount(of, bill_id(JD, date(2026, 12, 5))), 1)
