"""The bill that is named on the command line: once, so that what is written is of the bill that was shown."""

from models.bills.bill import Bill
from models.bills.derive import derive
from models.ledger.ledger import Ledger
from tui.cli.naming import bill_named
from tui.run.session import Session


def one_bill(session: Session, wanted: str) -> Bill:
    """The bill with that id, or an account's earliest that is not settled; Problem where there is none."""
    ledger = session.load().ledger
    return bill_named(ledger, derive(ledger, session.catalogue), session, wanted)


def as_it_is(session: Session, ledger: Ledger, bill: Bill) -> Bill:
    """The same bill in that ledger."""
    return derive(ledger, session.catalogue).bill(bill.id)
