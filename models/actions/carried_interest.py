"""The institution's own interest on what the bill before left: it stands for our estimate, and nothing is corrected."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from models.bills.bill import Bill, kind_on
from models.bills.line_kind import LineKind
from models.ledger.ids import bill_account, bill_due
from models.ledger.ledger import Ledger, put
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.progress import Done
from models.values.money import Fen


def interest_shown(ledger: Ledger, bill: Bill, total: Fen) -> Fen | None:
    """What the interest is where the institution's `total` for the bill differs by no more than our estimate of it, or
    not at all; None where that does not explain it."""
    difference, source = total - bill.amount, _source(ledger, bill)
    if not abs(difference) <= bill.estimated > 0 or bill.id in ledger.corrections or source is None:
        return None
    late = [line for line in bill.lines if kind_on(line, bill) is LineKind.LATE]
    # Of interest that went over twice, the later part is what the institution's may differ by: the other is billed.
    billed = max(sum(line.paid for line in late), sum(line.amount for line in late) - bill.guesses[-1].left)
    return bill.estimated + difference if sum(line.amount for line in late) + difference >= billed else None


def with_interest(ledger: Ledger, bill: Bill, interest: Fen, now: datetime) -> Ledger:
    """With that as the interest on what the bill before left, as somebody read it just now."""
    found = _source(ledger, bill)
    if found is None:
        return ledger
    own = bill.guesses[-1].interest + interest - bill.estimated
    return _put(ledger, msgspec.structs.replace(found, at=now, interest=own))


def interest_taken_back(ledger: Ledger, bill: Bill, steps: Iterable[Done]) -> Ledger:
    """Without the interest that one of these steps of its checklist read: it is an estimate again."""
    read = {done.at for done in steps}
    for each in [each for each in _before(ledger, bill) if each.at in read]:
        ledger = _put(ledger, msgspec.structs.replace(each, interest=None))
    return ledger


def _source(ledger: Ledger, bill: Bill) -> MinimumPaid | None:
    """The last bill of which the minimum was paid, and whose interest is an estimate on this one."""
    return ledger.minimums.get(bill.guesses[-1].of) if bill.guesses else None


def _before(ledger: Ledger, bill: Bill) -> list[MinimumPaid]:
    """The bills of the account before this one of which the minimum was paid."""
    mine = (each for each in ledger.minimums.values() if bill_account(each.id) == bill.channel.id)
    return [each for each in mine if bill_due(each.id) < bill.due]


def _put(ledger: Ledger, made: MinimumPaid) -> Ledger:
    return msgspec.structs.replace(ledger, minimums=put(ledger.minimums, made.id, made))
