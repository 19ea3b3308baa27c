"""Where an order is, once its bills left something to others: its row in lists, and all bills that it is or was on."""

from datetime import timedelta

from models.actions.convert import convert
from models.actions.defer import defer
from models.bills.book import OrderRow
from models.bills.status import Moment, Status, row_status
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.ledger.order import Kind, Order
from tests.models.bills.test_minimum_carried import BILL, LATER, NEXT, THIRD, in_part, two
from tests.models.builders import NOW, at, bill, book, check_book, repaid


def row(of: Ledger, ident: str) -> OrderRow:
    return book(of).row(ident)


def began(of: Ledger) -> Order:
    return next(each for each in of.orders.values() if each.kind is Kind.BILL)


def bills(of: Ledger, ident: str) -> list[str]:
    return [each.id for each in book(of).bills_with(of.orders[ident])]


def test_the_row_of_an_order_whose_rest_went_over_is_that_rest():
    """All of the 270.00 that went over is of the shoes: what was paid went to the phone first."""
    shoes = row(in_part(), "shoes")
    assert (shoes.left, shoes.over, shoes.owed, shoes.number, shoes.settled) == (0, 270_00, 270_00, 1, 0)
    assert (shoes.bill.id, shoes.next.due, shoes.over_due) == (NEXT, shoes.bill.due, shoes.bill.due)
    assert row_status(shoes, Moment(LATER)) is Status.UPCOMING
    assert row_status(shoes, Moment(shoes.bill.due_at + timedelta(days=2))) is Status.OVERDUE


def test_it_is_settled_once_that_bill_is_and_to_be_confirmed_before_it_was_seen():
    of = in_part()
    paid = repaid(of, NEXT, now=at("2027-01-05T09:00:00+08:00"))
    assert (row(paid, "shoes").owed, row(paid, "shoes").next) == (0, None)
    assert row_status(row(paid, "shoes"), Moment(LATER)) is Status.SETTLED
    check_book(paid)


def test_what_is_repaid_of_the_rest_is_taken_off_it():
    of = repaid(in_part(), NEXT, 200_00, at("2027-01-05T09:00:00+08:00"))
    nxt = book(of).bill(NEXT)
    over = next(line for line in nxt.lines if line.kind == "carried_over")
    assert row(of, "shoes").over == over.outstanding < 270_00


def test_an_order_that_was_turned_whole_is_in_instalments_also_where_the_bill_has_more():
    of = convert(two(), builtin(), bill(two()), 300_00, 3, 0, NOW, "shoes by instalments")
    shoes = row(of, "shoes")
    assert (shoes.owed, shoes.next, shoes.turned) == (0, None, True)
    assert row_status(shoes, Moment(LATER)) is Status.IN_INSTALMENTS
    assert not row(of, "phone").turned


def test_all_bills_that_an_order_is_or_was_on_are_its_bills():
    of = in_part()
    assert bills(of, "shoes") == [BILL, NEXT]
    put_off = defer(two(), bill(two()), NOW)
    assert bills(put_off, "shoes") == [BILL, NEXT]
    turned = convert(two(), builtin(), bill(two()), 300_00, 3, 0, NOW, "shoes by instalments")
    assert bills(turned, began(turned).id) == [BILL, NEXT, THIRD, "huabei/2027-03-10"]
    assert bills(turned, "shoes") == [BILL]
