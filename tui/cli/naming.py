"""What a name on the command line stands for: an order, a bill."""

from collections.abc import Callable, Sequence

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.contracts import contracts
from models.channels.channel import Channel
from models.channels.effective import effective
from models.channels.names import channel_names
from models.ledger.ids import order_settled
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.identity import key_of
from models.values.message import Problem
from models.values.text import clean
from tui.run.session import Session


def orders_named(ledger: Ledger, wanted: str) -> list[Order]:
    """The orders whose id, order number or title that is; else whose id or number begins so; else with that title.

    However it is spelt: numbers and titles are compared by `key_of`.
    """
    sought = key_of(wanted)
    if not sought:
        return []
    orders = [(each, key_of(each.order_no), key_of(each.title)) for each in ledger.orders.values()]
    exact = [each for each, number, title in orders if sought in {each.id, number, title}]
    found = exact or [each for each, number, _ in orders if each.id.startswith(sought) or number.startswith(sought)]
    return found or [each for each, _, title in orders if sought in title]


def the_one(candidates: Sequence[Order], wanted: str) -> Order:
    """The order that is meant; Problem where none or several could be."""
    if not candidates:
        raise Problem("there is no order {order}; `fenqi orders` lists them", order=wanted)
    if len(candidates) > 1:
        raise Problem("{order} could be {count} orders; give more of it", order=wanted, count=len(candidates))
    return candidates[0]


def bill_named(
    ledger: Ledger, book: Book, session: Session, wanted: str, *, to_do: Callable[[Bill], bool] | None = None
) -> Bill:
    """The bill with that id, also one that it had before it moved; of an account, the earliest with something `to_do`.

    That is its earliest on which money is owed, unless said otherwise. Problem where there is none.
    """
    if wanted in ledger.moved:
        wanted = ledger.moved[wanted].to
    if wanted in book.bills:
        return book.bill(wanted)
    order = order_settled(wanted)
    if order is not None:
        raise Problem("an early settlement is recorded with `fenqi early {order} --record`", order=clean(order, 80))
    account = _account_named(ledger, session, wanted)
    if account is None:
        raise Problem("there is no bill {bill}; `fenqi bills` lists them", bill=clean(wanted, 80))
    to_do = to_do or (lambda bill: bill.outstanding > 0)
    mine = (bill for bill in book.bills.values() if bill.channel.id == account.id)
    found = next((bill for bill in mine if to_do(bill)), None)
    if found is None:
        raise Problem("no bill of {channel} is open; name one by its id", channel=account.name)
    return found


def _account_named(ledger: Ledger, session: Session, wanted: str) -> Channel | None:
    """The account that is meant; None where there is none, Problem where it may be one of several."""
    held = contracts(ledger, session.catalogue)
    names = channel_names(held, effective(session.catalogue, ledger.channels))
    return names.named(wanted) if names.found(wanted) else None
