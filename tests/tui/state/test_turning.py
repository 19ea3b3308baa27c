"""`[` and `]` lead to every bill of the order under the cursor, also to one of which nothing is owed any more."""

import pytest

from models.actions.convert import convert
from models.bills.book import Book
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.ledger.order import Kind, Order
from tests.models.bills.test_minimum_carried import BILL, NEXT, THIRD, in_part, two
from tests.models.builders import NOW, bill, book
from tui.state.arrangement import turned
from tui.state.views import Detail

TURNED = convert(two(), builtin(), bill(two()), 300_00, 2, 0, NOW, "shoes by instalments")
INSTALMENTS = next(each.id for each in TURNED.orders.values() if each.kind is Kind.BILL)


def reached(of: Order, there: Book, start: str, by: int) -> list[str]:
    """The bills that one key leads to, press by press."""
    page, found = Detail(of, there.bill(start), there), list[str]()
    while (there_bill := turned(page, by)) is not None:
        found.append(there_bill.id)
        page = Detail(of, there_bill, there)
    return found


@pytest.mark.parametrize(
    ("of", "order", "all_of_them"),
    [
        (TURNED, INSTALMENTS, [BILL, NEXT, THIRD]),
        (in_part(), "shoes", [BILL, NEXT]),
        (in_part(), "phone", [BILL, NEXT, THIRD]),
    ],
    ids=["the bill that it began as", "where its rest went", "its own"],
)
def test_every_bill_of_an_order_is_reached_from_either_end(of: Ledger, order: str, all_of_them: list[str]) -> None:
    there = book(of)
    assert reached(of.orders[order], there, all_of_them[0], 1) == all_of_them[1:]
    assert reached(of.orders[order], there, all_of_them[-1], -1) == all_of_them[-2::-1]
