"""What bills come to, and which are waiting for somebody."""

from datetime import timedelta

from hypothesis import given

from models.bills.overview import waiting_bills
from models.bills.status import Moment, Status, status
from models.bills.totals import Totals, totals
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from tests.models.builders import DUE, NOW, bill, book, completed, ledger, order, repaid
from tests.models.strategies import ledgers

OF = ledger(order())
"""¥101.00 a month, first due in five days."""
ID = f"huabei/{DUE}"


def test_what_is_due_within_the_days_that_count_as_soon_is_due_soon_and_all_is_outstanding() -> None:
    bills = book(OF).bills.values()
    assert totals(bills, Moment(NOW)) == Totals(due_soon=101_00, overdue=0, outstanding=303_00)
    assert totals(bills, Moment(NOW, soon_days=4)) == Totals(due_soon=0, overdue=0, outstanding=303_00)


def test_at_the_due_instant_it_is_due_soon_and_a_second_later_overdue() -> None:
    one, second = bill(OF), timedelta(seconds=1)
    assert totals([one], Moment(one.due_at)) == Totals(due_soon=101_00, overdue=0, outstanding=101_00)
    assert totals([one], Moment(one.due_at + second)) == Totals(due_soon=0, overdue=101_00, outstanding=101_00)


def test_of_a_bill_that_is_partly_paid_the_rest_counts() -> None:
    assert totals([bill(repaid(OF, ID, 40_00))], Moment(NOW)) == Totals(due_soon=61_00, overdue=0, outstanding=61_00)


def test_where_an_auto_debit_was_not_looked_at_nothing_is_called_overdue() -> None:
    (one, *_) = book(OF, builtin()).bills.values()
    late = Moment(one.due_at + timedelta(days=1))
    assert status(one, late) is Status.TO_CONFIRM
    assert totals([one], late) == Totals(due_soon=0, overdue=0, outstanding=101_00)


def test_no_bills_come_to_nothing() -> None:
    assert totals([], Moment(NOW)) == Totals(0, 0, 0)


@given(ledgers(most=3))
def test_no_sum_is_more_than_the_outstanding_and_that_is_the_sum_of_the_bills(of: Ledger) -> None:
    bills = book(of, builtin()).bills.values()
    sums = totals(bills, Moment(NOW))
    assert sums.outstanding == sum(max(0, each.outstanding) for each in bills), "one paid too much lowers no other"
    assert 0 <= sums.due_soon + sums.overdue <= sums.outstanding


def test_a_bill_waits_until_it_is_repaid_and_the_app_was_seen_to_show_it() -> None:
    seen, unseen = (completed(OF, ID, 101_00, confirmed=confirmed) for confirmed in (True, False))
    assert [each.id for each in waiting_bills(book(OF))] == [each.id for each in book(OF).open_bills]
    assert ID not in [each.id for each in waiting_bills(book(seen))]
    assert next(each.id for each in waiting_bills(book(unseen))) == ID
    assert ID not in [each.id for each in book(unseen).open_bills]
