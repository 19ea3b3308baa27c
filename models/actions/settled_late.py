"""What lateness cost a bill stays as it was once that was repaid, by whatever rules."""

import msgspec

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.bills.late_cost import LateCost, late_cost
from models.bills.settled import is_settled
from models.channels.channel import Catalogue
from models.ledger.late_then import LateThen
from models.ledger.ledger import Ledger, put
from models.values.message import Problem


def with_settled_late(before: Ledger, after: Ledger, catalogue: Catalogue) -> Ledger:
    """`after`, which may have other rules, with what lateness cost the bills that were settled `before` on record."""
    old, new = contracts(before, catalogue), contracts(after, catalogue)
    if all(old[ident] == new[ident] for ident in old.keys() & new.keys()):
        return after
    was, now = derive(before, catalogue), derive(after, catalogue)
    for bill in was.bills.values():
        one = _now(bill, now) if is_settled(bill) else None
        if one is None or _cost(one) == _cost(bill):
            continue
        last, cost = one.repayments[-1], _cost(bill)
        then = LateThen(rule=bill.channel.late, interest=cost.interest, extra=cost.extra, penalty=cost.penalty)
        made = msgspec.structs.replace(after.repayments[last.id], late=then)
        after = msgspec.structs.replace(after, repayments=put(after.repayments, made.id, made))
    return after


def _cost(bill: Bill) -> LateCost:
    return late_cost(bill, bill.repayments[-1].paid_at)


def _now(bill: Bill, now: Book) -> Bill | None:
    """The bill as it is by the rules of today, where it is settled still."""
    try:
        found = now.bill(bill.id)
    except Problem:
        return None
    return found if is_settled(found) else None
