"""A bill by its id: an ordinary one, or one that settles an order early."""

from datetime import datetime

from models.bills.bill import Bill
from models.bills.book import Book
from models.channels.channel import Catalogue
from models.ledger.ids import order_settled
from models.ledger.ledger import Ledger


def find_bill(ledger: Ledger, book: Book, catalogue: Catalogue, ident: str, now: datetime) -> Bill:
    """The bill with that id; Problem where there is none."""
    order = order_settled(ident)
    if order is None:
        return book.bill(ident)
    from models.actions.early import early_bill  # noqa: PLC0415  # few orders are settled early

    return early_bill(ledger, book, catalogue, order, now)
