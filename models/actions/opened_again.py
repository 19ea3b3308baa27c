"""Bills of which nothing was owed, and that have something more by orders that are entered or edited since.

The institution's bill is out: either it had that, and then what was paid or put off had it, too; or it is not on it.
"""

from collections.abc import Iterator

from models.bills.bill import Bill
from models.bills.derive import derive
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger
from models.values.money import Fen


def opened_again(before: Ledger, after: Ledger, catalogue: Catalogue) -> tuple[tuple[Bill, Bill], ...]:
    """Each as it was and as it is, the earliest first."""
    was, now = derive(before, catalogue), derive(after, catalogue)
    pairs = ((bill, now.bills.get(ident)) for ident, bill in was.bills.items() if _done(bill))
    return tuple((old, new) for old, new in pairs if new is not None and new.outstanding > 0)


def _done(bill: Bill) -> bool:
    """Whether something was done with it, and nothing is owed on it any more."""
    done = bill.repayments or bill.conversions or bill.over or bill.credited
    return bill.outstanding <= 0 and bool(done)


def gone_along(before: Ledger, after: Ledger, catalogue: Catalogue) -> Iterator[tuple[Bill, Fen]]:
    """The bills that were deferred and left more by an edit since, and how much more.

    A period is repaid, returned and settled early as one, so it stands on one bill, whatever it was edited to.
    """
    if not after.deferrals:
        return
    was, now = derive(before, catalogue), derive(after, catalogue)
    for ident, bill in now.bills.items():
        old = was.bills.get(ident)
        if old and old.over and bill.over and old.over.deferred and old.over.to == bill.over.to:
            more = bill.over.amount - old.over.amount
            if more > 0:
                yield bill, more
