"""Deleting an order, with what was said of the bills that it alone was on."""

from models.actions.left_behind import unless_money_loses_its_bill
from models.actions.orders import cannot_go, delete_order
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger, order_of


def order_deleted(ledger: Ledger, ident: str, catalogue: Catalogue) -> Ledger:
    """The ledger without that order; Problem as of `delete_order`, and where money that was repaid would lose its bill:
    also money that became credit since, which is of no order."""
    after = unless_money_loses_its_bill(ledger, delete_order(ledger, ident), catalogue)
    if after is None:
        raise cannot_go(order_of(ledger, ident))
    return after
