"""What is said of an order's own auto-debit holds from that day on, as of its account's: no bill of before is late, or
lower, for it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.auto_debit_changes import own_since
from models.actions.editing import edited
from models.bills.auto_debit_window import auto_debit_window
from models.bills.bill import Bill, auto_debit_of
from models.bills.coverage import all_paid_from
from models.bills.status import Moment, Status, status
from models.channels.account import Account
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from tests.models.actions.test_set_up import with_set_up
from tests.models.builders import at, found, ledger, order

DUE, NEXT = "meituan/2026-12-08", "meituan/2027-01-08"
AFTER = at("2026-12-10T12:00:00+08:00")
IN_ITS_HOURS = at("2026-12-08T20:00:00+08:00")
BEFORE = at("2026-12-07T20:00:00+08:00")


def owed(own: Switch | None = None, *, entered: date | None = None, account: Switch | None = None) -> Ledger:
    """An order with 美团月付, whose auto-debit is on unless something else was said."""
    one = order("phone", channel="meituan", due=date(2026, 12, 8), auto_debit=own, entered_on=entered)
    return replace(ledger(one), accounts={"meituan": replace(Account.of(builtin()["meituan"]), auto_debit=account)})


def with_own(of: Ledger, now: datetime = AFTER, **said: object) -> Ledger:
    made = replace(of.orders["phone"], **said)
    return edited(of, own_since(of, builtin(), made, now.date()), builtin())


def bill(of: Ledger, ident: str = DUE, now: datetime = AFTER) -> Bill:
    return found(of, ident, now, builtin())


def stands(of: Ledger, ident: str = DUE) -> Status:
    return status(bill(of, ident), Moment(AFTER))


@pytest.mark.parametrize("own", [None, Switch.ON])
@pytest.mark.parametrize("now", [AFTER, IN_ITS_HOURS])
def test_that_it_is_off_accuses_nobody_of_a_bill_whose_hours_had_begun(own: Switch | None, now: datetime) -> None:
    of = with_own(owed(own), now, auto_debit=Switch.OFF)
    assert stands(of) is Status.TO_CONFIRM
    assert auto_debit_window(bill(of, NEXT)) is None


def test_of_a_bill_whose_hours_had_not_begun_it_holds() -> None:
    of = with_own(owed(), BEFORE, auto_debit=Switch.OFF)
    assert auto_debit_window(bill(of)) is None
    assert stands(of) is Status.OVERDUE


def test_that_it_is_on_again_excuses_no_bill_of_the_time_in_which_it_was_off() -> None:
    of = with_own(owed(Switch.OFF), auto_debit=Switch.ON)
    assert stands(of) is Status.OVERDUE
    assert auto_debit_window(bill(of, NEXT)) is not None
    back = with_own(owed(Switch.OFF), auto_debit=None)
    assert stands(back) is Status.OVERDUE


def test_the_first_word_that_it_is_on_may_be_about_the_time_before() -> None:
    of = replace(ledger(order("phone", channel="cmb", due=date(2026, 12, 8))), accounts={})
    of = with_own(replace(of, accounts={"cmb": Account.of(builtin()["cmb"])}), auto_debit=Switch.ON)
    assert status(bill(of, "cmb/2026-12-08"), Moment(AFTER)) is Status.TO_CONFIRM


def test_what_is_said_on_the_day_on_which_the_order_was_entered_holds_for_all_of_it() -> None:
    of = with_own(owed(entered=AFTER.date()), auto_debit=Switch.OFF)
    assert of.orders["phone"].debited_before == ()
    assert auto_debit_of(bill(of)) is Switch.OFF


def test_from_where_it_is_taken_holds_from_that_day_on_and_fills_what_nobody_had_said() -> None:
    first = with_own(owed(Switch.ON), pay_account="零钱")
    assert all_paid_from(bill(first)) == ("零钱",)
    of = with_own(first, pay_account="工资卡")
    assert (all_paid_from(bill(of)), all_paid_from(bill(of, NEXT))) == (("零钱",), ("工资卡",))


def test_the_set_up_that_says_it_of_all_orders_says_nothing_of_the_bills_before() -> None:
    of = with_set_up(owed(Switch.OFF), "meituan", AFTER)
    assert stands(of) is Status.OVERDUE
    assert of.orders["phone"].auto_debit is None
    of = with_set_up(owed(Switch.ON, account=Switch.ON), "meituan", AFTER, off=True)
    assert stands(of) is Status.TO_CONFIRM
    assert auto_debit_window(bill(of, NEXT)) is None


def test_another_word_of_the_order_leaves_nothing_behind() -> None:
    assert with_own(owed(Switch.ON), note="送人").orders["phone"].debited_before == ()


@given(st.lists(st.tuples(st.integers(0, 60), st.none() | st.sampled_from((Switch.ON, Switch.OFF))), max_size=4))
def test_whatever_is_said_later_a_bill_stays_as_it_was_once_its_hours_are_over(said) -> None:
    of, day = owed(), date(2026, 12, 1)
    for later, own in said:
        day += timedelta(days=later)
        before = of
        of = with_own(of, datetime.combine(day, AFTER.timetz()), auto_debit=own)
        for ident in (DUE, NEXT):
            if bill(before, ident).due < day:
                assert auto_debit_of(bill(of, ident)) is auto_debit_of(bill(before, ident))
            if bill(before, ident).due > day and own is not None:
                assert auto_debit_of(bill(of, ident)) is own
