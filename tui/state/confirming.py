"""Whether there is something to check of a bill: what the key bar says of every bill, without its questions."""

from models.bills.bill import Bill, auto_debit_of, unconfirmed
from models.bills.debit_phase import Phase, phase, too_early
from models.bills.minimum import rest_unsaid
from models.bills.unsaid import unsaid_line
from models.channels.rules import Switch
from models.values.message import Message, msg
from tui.run.session import Session


def why_not_confirm(bill: Bill, session: Session) -> Message | None:
    """Why there is nothing to check for this bill now."""
    if unconfirmed(bill) is not None or unsaid_line(bill) is not None or rest_unsaid(bill, session.now()):
        return None
    match phase(bill, session.now()):
        case Phase.CHECK | Phase.RUNNING | Phase.UNSEEN:
            return None
        case Phase.AHEAD | Phase.READY:
            return too_early(bill, session.now())
        case Phase.UNPAID:
            return msg("it was not taken; p repays it by hand")
        case Phase.FAILED:
            return msg("the auto-debit failed or took only a part; p repays what is left by hand")
        case Phase.NONE if auto_debit_of(bill) is Switch.UNKNOWN:
            return msg("nobody said that auto-debit is on here, and every repayment is confirmed")
        case Phase.NONE:
            return msg("auto-debit is off here, and every repayment is confirmed")
