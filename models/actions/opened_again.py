"""Bills of which nothing was owed, and that have something more by orders that are entered or edited since.

The institution's bill is out: either it had that, and then what was paid or put off had it, too; or it is not on it.
"""

from models.bills.bill import Bill
from models.bills.derive import derive
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger


def opened_again(before: Ledger, after: Ledger, catalogue: Catalogue) -> tuple[tuple[Bill, Bill], ...]:
    """Each as it was and as it is, the earliest first."""
    was, now = derive(before, catalogue), derive(after, catalogue)
    pairs = ((bill, now.bills.get(ident)) for ident, bill in was.bills.items() if _done(bill))
    return tuple((old, new) for old, new in pairs if new is not None and new.outstanding > 0)


def _done(bill: Bill) -> bool:
    """Whether something was done with it, and nothing is owed on it any more."""
    done = bill.repayments or bill.conversions or bill.over or bill.credited
    return bill.outstanding <= 0 and bool(done)
