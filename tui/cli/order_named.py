"""Which order a name on the command line is: said where the name is not all of its id or order number."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

import click

from models.bills.book import Book
from models.bills.derive import derive
from models.bills.overview import View, order_rows
from models.bills.status import Moment
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.identity import key_of
from models.values.message import Message, Problem, msg
from models.values.text import clean, harmless
from tui.run.session import Session
from tui.terminal.cells import columns

LEAST = 4
"""How many characters a beginning has that takes the one order with it: fewer fit by chance, so they only ask which."""


class By(Enum):
    """What of an order the name is."""

    NUMBER = "number"
    IDENT = "id"
    ORDER_NO = "order_no"
    TITLE = "title"
    BEGINNING = "beginning"
    PART = "part"


class Meant(NamedTuple):
    """The orders that a name may be of."""

    by: By
    orders: tuple[Order, ...]


def numbers(ledger: Ledger, book: Book, moment: Moment) -> dict[str, int]:
    """The number of each order by its id: its place in `fenqi orders`; archived ones come behind."""
    rows = (row for view in (View.ALL, View.ARCHIVED) for row in order_rows(ledger, book, moment, view=view))
    return {row.order.id: number for number, row in enumerate(rows, 1)}


def orders_named(orders: Sequence[Order], numbered: dict[str, int], wanted: str) -> Meant | None:
    """The orders with that number in the list; else that id, order number, title, beginning, or part of a title.

    However it is spelt: numbers and titles are compared by `key_of`. Digits alone are no part of a title.
    """
    sought = key_of(wanted)
    return next((each for each in _ways(orders, numbered, sought) if each.orders), None) if sought else None


def _ways(orders: Sequence[Order], numbered: dict[str, int], sought: str) -> Iterator[Meant]:
    yield Meant(By.NUMBER, tuple(each for each in orders if str(numbered.get(each.id)) == sought))
    yield Meant(By.IDENT, tuple(each for each in orders if each.id == sought))
    yield Meant(By.ORDER_NO, tuple(each for each in orders if key_of(each.order_no) == sought))
    yield Meant(By.TITLE, tuple(each for each in orders if key_of(each.title) == sought))
    begun = tuple(each for each in orders if each.id.startswith(sought) or key_of(each.order_no).startswith(sought))
    if len(sought) >= LEAST or len(begun) > 1:
        yield Meant(By.BEGINNING, begun)
    if not sought.isdecimal():
        yield Meant(By.PART, tuple(each for each in orders if sought in key_of(each.title)))


def order_named(session: Session, ledger: Ledger, book: Book, wanted: str) -> Order:
    """The order that is meant; what its name was taken for is said. Problem where none or several could be."""
    numbered = numbers(ledger, book, session.moment())
    found = orders_named(tuple(ledger.orders.values()), numbered, wanted)
    if found is None:
        raise Problem("there is no order {order}; `fenqi orders` lists them", order=clean(wanted, 80))
    if len(found.orders) > 1:
        listed = sorted(found.orders, key=lambda each: numbered[each.id])
        table = [[str(numbered[each.id]), each.id, each.order_no or "—", each.title] for each in listed]
        for line in columns(table, frozenset({0})):
            click.echo(line, err=True)
        raise Problem(
            "{order} could be {count} orders; choose by the number in front",
            order=clean(wanted, 80),
            count=len(found.orders),
        )
    (order,) = found.orders
    said = _said(found.by, order, numbered[order.id])
    if said is not None:
        click.echo(session.language.say(said), err=True)
    return order


def the_order(session: Session, wanted: str) -> Order:
    """The same, of what the file holds now."""
    ledger = session.load().ledger
    return order_named(session, ledger, derive(ledger, session.catalogue), wanted)


def _said(by: By, order: Order, number: int) -> Message | None:
    """What the name was taken for; None where it is one that no other order can have."""
    title = harmless(order.title)
    match by:
        case By.NUMBER:
            return msg("number {number} of the list: {title}", number=number, title=title)
        case By.TITLE | By.PART:
            return msg("title: {title}", title=title)
        case By.BEGINNING:
            return msg("the id or order number begins so: {title}", title=title)
        case By.IDENT | By.ORDER_NO:
            return None
