"""Ten times the orders are ten times the work, wherever in the ledger they crowd."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from models.actions.comparison import compare
from models.actions.refund import credit_with
from models.actions.warnings import raised
from models.bills.book import Book
from models.bills.derive import derive
from models.bills.overview import Sort, View, order_rows, overview
from models.bills.rederive import rederive
from models.bills.status import Moment
from models.channels.builtin import builtin
from models.exchange.contract import bills_json
from models.exchange.contract_orders import order_json
from models.exchange.export import export
from models.ledger.ledger import Ledger, put
from tests.models.builders import NOW
from tests.models.skewed import SKEWED
from tests.steps import MOST, growth

MOMENT = Moment(NOW)


def _shell(of: Ledger, book: Book) -> None:
    """What the shell asks."""
    bills_json(book.bills.values(), MOMENT, of)
    order_json(next(iter(of.orders.values())), book, MOMENT, of, builtin())
    export("csv", of, builtin())


def _lists(of: Ledger, book: Book) -> None:
    """What stands on the left of the screen."""
    for view in View:
        order_rows(of, book, MOMENT, view=view, sort=Sort.LEFT)
    overview(book, MOMENT)
    credit_with(of, builtin())


def _bill(of: Ledger, book: Book) -> None:
    """What is said of one bill before it is repaid."""
    bill = next(iter(book.bills.values()))
    tuple(raised(bill, NOW))
    compare(bill, 123_45, book, NOW)


def _change(of: Ledger, book: Book) -> None:
    """What follows from one changed order."""
    first = next(iter(of.orders.values()))
    changed = replace(of, orders=put(of.orders, first.id, replace(first, note="changed")))
    rederive(book, of, changed, builtin())


def _book(of: Ledger, _: Book) -> None:
    """The bills themselves, which all else begins with."""
    derive(of, builtin())


@pytest.mark.parametrize("ask", [_book, _shell, _lists, _bill, _change])
@pytest.mark.parametrize("skewed", SKEWED)
def test_work_grows_with_the_ledger_and_not_with_its_square(
    skewed: Callable[[int], Ledger], ask: Callable[[Ledger, Book], None]
) -> None:
    def asked(size: int) -> Callable[[], None]:
        of = skewed(size)
        books = [derive(of, builtin()) for _ in range(2)]  # a book keeps what it was asked
        return lambda: ask(of, books.pop())

    assert growth(asked) <= MOST
