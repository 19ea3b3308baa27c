"""A bill that was settled keeps its date and the interest on it, whatever days or rates its account has later."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.actions.account_changes import AccountDetails, changed, moved
from models.actions.accounts import opened
from models.actions.direct import ReportedRepayment, repay
from models.actions.minimum_paid import minimum_paid
from models.actions.own_rules import set_override
from models.bills.bill import Bill
from models.channels.account import Account
from models.channels.cycle import DueMove
from models.channels.override import ChannelOverride
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
from tests.models.builders import at, book, by_hand, check_book, ledger, order, plan, repaid

FIRST, NEXT, THIRD = "huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-20"
PAID = at("2026-12-13T12:00:00+08:00")
LATER = DueMove(since=date(2026, 12, 15), bill_day=10, due_day=20)
EARLIER = DueMove(since=date(2026, 12, 13), bill_day=1, due_day=8)
BEFORE_IT_WAS_PAID = DueMove(since=date(2026, 12, 2), bill_day=10, due_day=20)


def whole(of: Ledger, ident: str) -> Ledger:
    one = book(of).bill(ident)
    return repay(
        of, one, ReportedRepayment(amount=one.outstanding, method=one.channel.methods[0].id, paid_at=PAID), PAID
    )


def settled(periods: int = 3) -> Ledger:
    """The minimum of the first bill was paid, and the next one ahead, with the rest and 0.78 of interest on it."""
    of = opened(ledger(order("phone", terms=plan(100_00 * periods, periods, 0))), ["huabei"], by_hand())
    of = repaid(of, FIRST, 50_00)
    of = minimum_paid(of, book(of).bill(FIRST), at("2026-12-12T12:00:00+08:00"))
    return whole(of, NEXT)


def said(one: Bill) -> object:
    return one.amount, one.outstanding, one.estimated, one.repayments[0].amount, [line.amount for line in one.lines]


@pytest.mark.parametrize("move", [LATER, EARLIER], ids=["later days", "earlier days"])
@pytest.mark.parametrize("periods", [3, 1], ids=["with an instalment", "what went over alone"])
def test_of_days_that_are_moved_after_it_was_settled_neither_its_date_nor_its_interest_hangs(move, periods):
    of = settled(periods)
    after = moved(of, by_hand(), "huabei", move)
    assert (book(of).bill(NEXT).estimated, book(of).bill(FIRST).over) == (78, book(after).bill(FIRST).over)
    assert (said(check_book(after).bill(NEXT)), NEXT in book(after).bills) == (said(book(of).bill(NEXT)), True)


def test_what_is_not_settled_is_due_on_the_new_days():
    after = moved(settled(), by_hand(), "huabei", LATER)
    assert [*book(after).bills] == [FIRST, NEXT, THIRD]


def test_by_days_that_held_already_when_it_was_paid_its_date_is_another_and_its_interest_is_not():
    after = moved(settled(), by_hand(), "huabei", BEFORE_IT_WAS_PAID)
    there = check_book(after).bill(NEXT)
    assert (there.due, there.outstanding, there.estimated) == (date(2027, 1, 20), 0, 78)


def test_the_days_that_are_moved_back_leave_it_where_it_was():
    of = settled()
    after = moved(moved(of, by_hand(), "huabei", LATER), by_hand(), "huabei", replace(LATER, bill_day=1, due_day=10))
    assert [*book(after).bills] == [*book(of).bills]
    assert said(check_book(after).bill(NEXT)) == said(book(of).bill(NEXT))


def test_another_daily_rate_is_that_of_bills_which_are_not_settled():
    of = settled()
    override = ChannelOverride(id="huabei", values={"late_daily_rate": "0.001"})
    after = set_override(of, by_hand(), override)
    assert said(check_book(after).bill(NEXT)) == said(book(of).bill(NEXT))
    open_one = replace(of, repayments={each.id: each for each in of.repayments.values() if each.due < date(2027, 1, 1)})
    assert book(set_override(open_one, by_hand(), override)).bill(NEXT).estimated == 1_55, "50.00 for 31 days at 0.1%"


def test_nor_of_the_bill_day_of_a_card_from_which_interest_is_counted():
    one = order(
        "shoes", channel="cmb", terms=plan(1_000_00, 1, 0), due=date(2026, 12, 5), bought_at=datetime(2026, 11, 10)
    )
    two = order(
        "phone", channel="cmb", terms=plan(300_00, 3, 0), due=date(2026, 12, 5), bought_at=datetime(2026, 11, 10)
    )
    card = Account(id="cmb", channel="cmb", mode=Mode.STATEMENT)
    of = repaid(
        replace(ledger(one, two), accounts={card.id: card}), "cmb/2026-12-05", 200_00, at("2026-12-04T12:00:00+08:00")
    )
    of = minimum_paid(of, book(of).bill("cmb/2026-12-05"), at("2026-12-06T12:00:00+08:00"))
    of = whole(of, "cmb/2027-01-05")
    after = changed(of, by_hand(), "cmb", AccountDetails(bill_day=18, due_day=5), PAID.date())
    assert said(check_book(after).bill("cmb/2027-01-05")) == said(book(of).bill("cmb/2027-01-05"))
