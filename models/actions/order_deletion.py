"""Deleting an order, with what was said of the bills that it alone was on."""

from models.actions.left_behind import without_left_behind
from models.actions.orders import delete_order
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger


def order_deleted(ledger: Ledger, ident: str, catalogue: Catalogue) -> Ledger:
    """The ledger without that order; Problem as of `delete_order`."""
    return without_left_behind(ledger, delete_order(ledger, ident), catalogue)
