"""A bill that has long been overdue is deferred, or turned into instalments: to a bill that is not due yet.

What is due already was repaid, or is overdue itself.
"""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.account_changes import moved
from models.actions.convert import convert
from models.actions.defer import defer, deferred_to
from models.bills.book import Book
from models.bills.following import following
from models.channels.account import Account
from models.channels.cycle import DueMove
from models.channels.rules import Mode
from models.ledger.deferral import Deferral
from models.ledger.ledger import Ledger
from tests.models.builders import at, book, by_hand, check_book, ledger, order, plan, repaid

FIRST, SETTLED, LAST = "jd-baitiao/2026-12-10", "jd-baitiao/2027-01-10", "jd-baitiao/2027-03-10"
FEBRUARY = at("2027-02-15T12:00:00+08:00")


def account(mode: Mode = Mode.STATEMENT) -> Account:
    bill_day = 1 if mode is Mode.STATEMENT else None
    due_after = 9 if mode is Mode.STATEMENT else None
    return Account(id="jd-baitiao", channel="jd-baitiao", mode=mode, bill_day=bill_day, due_after=due_after)


def overdue(mode: Mode = Mode.STATEMENT) -> Ledger:
    """3,000.00 and an instalment are due in December; the bill of January is settled."""
    bought = datetime(2026, 11, 6)
    lamp = order("lamp", channel="jd-baitiao", terms=plan(400_00, 4, 0), bought_at=bought)
    food = order("food", channel="jd-baitiao", terms=plan(3_000_00, 1, 0), bought_at=bought)
    of = replace(ledger(lamp, food), accounts={"jd-baitiao": account(mode)})
    return repaid(of, SETTLED, now=at("2026-12-20T12:00:00+08:00"))


def turned(of: Ledger, now: datetime) -> Ledger:
    return convert(of, by_hand(), book(of).bill(FIRST), 3_000_00, 3, 75_00, now, "food by instalments")


def deferred(of: Ledger, now: datetime) -> Ledger:
    return defer(of, book(of).bill(FIRST), now)


def owed(of: Book) -> dict[str, int]:
    return {each.id: each.outstanding for each in of.bills.values() if each.outstanding}


@pytest.mark.parametrize("mode", list(Mode))
def test_it_is_deferred_to_the_next_bill_that_is_due_after_the_day_and_what_was_settled_stays_so(mode):
    after = check_book(deferred(overdue(mode), FEBRUARY))
    assert owed(after) == {"jd-baitiao/2027-02-10": 100_00, LAST: 3_200_00}
    assert after.bill(SETTLED).outstanding == 0


def test_its_instalments_begin_on_the_next_bill_that_is_due_after_the_day():
    after = check_book(turned(overdue(), FEBRUARY))
    assert owed(after) == {
        FIRST: 100_00,
        "jd-baitiao/2027-02-10": 100_00,
        LAST: 1_125_00,
        "jd-baitiao/2027-04-10": 1_025_00,
        "jd-baitiao/2027-05-10": 1_025_00,
    }


@given(days=st.integers(0, 500), act=st.sampled_from((turned, deferred)))
def test_whenever_it_is_done_nothing_that_is_due_by_that_day_becomes_more(days, act):
    now = at("2026-12-05T12:00:00+08:00") + timedelta(days)
    of = overdue()
    before, after = book(of), check_book(act(of, now))
    for each in after.bills.values():
        if each.id != FIRST and each.due <= now.date():
            assert each.outstanding == before.bill(each.id).outstanding


@given(due=st.dates(date(2026, 12, 1), date(2027, 12, 31)), days=st.integers(-60, 900), mode=st.sampled_from(Mode))
def test_the_bill_due_after_a_day_is_one_of_those_that_follow_and_keeps_the_day_of_the_month(due, days, mode):
    own = replace(account(mode), bill_day=None, due_after=None)
    one = order("phone", channel="jd-baitiao", terms=plan(600_00, 40, 0), due=due, bought_at=datetime(2026, 11, 1))
    all_bills = list(book(replace(ledger(one), accounts={own.id: own})).bills.values())
    day = due + timedelta(days)
    first = next(each.due for each in all_bills[1:] if each.due > day)
    assert following(all_bills[0], day).due == first


def test_days_that_are_moved_lead_it_to_the_bill_after_the_day_of_the_act_still():
    one = order("food", terms=plan(3_000_00, 1, 0))
    of = ledger(one)
    of = defer(of, book(of).bill("huabei/2026-12-10"), FEBRUARY)
    of = moved(of, by_hand(), "huabei", DueMove(date(2027, 2, 15), 10, 20))
    assert {each.to for each in of.deferrals.values()} == {"huabei/2027-03-20"}
    assert owed(check_book(of)) == {"huabei/2027-03-20": 3_000_00}


def test_what_an_older_version_deferred_to_a_bill_that_was_due_stays_there():
    of = overdue()
    old = Deferral(id=FIRST, to=SETTLED, at=FEBRUARY)
    of = replace(of, deferrals={FIRST: old})
    assert book(of).bill(SETTLED).outstanding == 3_100_00
    after = moved(of, by_hand(), "jd-baitiao", DueMove(date(2027, 2, 15), 5, 14))
    assert after.deferrals == {FIRST: old}


def test_on_the_due_day_itself_it_goes_to_the_one_after():
    one = book(overdue()).bill(FIRST)
    assert deferred_to(one, at("2026-12-10T12:00:00+08:00")) == SETTLED
    assert deferred_to(one, at("2027-01-09T23:59:00+08:00")) == SETTLED
    assert deferred_to(one, at("2027-01-10T00:00:00+08:00")) == "jd-baitiao/2027-02-10"
