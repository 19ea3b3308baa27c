"""The record of a repayment, as `fenqi proof` prints it."""

from models.bills.bill import Bill
from models.ledger.ledger import Ledger
from tui.forms.to_read import ToRead
from tui.run.session import Session
from tui.words.proof import proof, proof_lines


class ProofScreen(ToRead):
    """All that there is to show of one bill."""

    def __init__(self, session: Session, bill: Bill, ledger: Ledger) -> None:
        heading = session.language.t("`fenqi proof {bill}` prints this text", bill=bill.id)
        said = proof(bill, ledger, session)
        super().__init__(session, heading, lambda width: proof_lines(said, width))
