"""The bill that an id on the command line stands for."""

from models.bills.bill import Bill
from models.bills.derive import derive
from models.ledger.ledger import Ledger
from tui.run.session import Session


def one_bill(session: Session, ledger: Ledger, wanted: str) -> Bill:
    """The bill with that id, also with one that it had before it moved; Problem where there is none."""
    return derive(ledger, session.catalogue).bill(wanted)
