"""What lateness cost a bill stays as it was once nothing was left of that, by whatever rules."""

import msgspec

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.bills.late_before import last_leaving
from models.bills.late_cost import late_cost
from models.channels.channel import Catalogue
from models.ledger.late_then import LateThen
from models.ledger.ledger import Ledger, put
from models.values.message import Problem


def with_settled_late(before: Ledger, after: Ledger, catalogue: Catalogue) -> Ledger:
    """`after`, which may have other rules, with what lateness cost on record of the bills of which nothing was
    left `before`: they were repaid, turned into instalments or deferred."""
    old, new = contracts(before, catalogue), contracts(after, catalogue)
    if all(old[ident] == new[ident] for ident in old.keys() & new.keys()):
        return after
    was, now = derive(before, catalogue), derive(after, catalogue)
    for bill in was.bills.values():
        left = last_leaving(bill)
        one = _now(bill, now) if left else None
        last = last_leaving(one) if one else None
        if left is None or one is None or last is None:
            continue
        cost = late_cost(bill, left.at)
        if late_cost(one, last.at) == cost:
            continue
        then = LateThen(rule=bill.channel.late, interest=cost.interest, extra=cost.extra, penalty=cost.penalty)
        records = getattr(after, last.table)
        made = msgspec.structs.replace(records[last.id], late=then)
        after = msgspec.structs.replace(after, **{last.table: put(records, last.id, made)})
    return after


def _now(bill: Bill, now: Book) -> Bill | None:
    """The bill as it is by the rules of today."""
    try:
        return now.bill(bill.id)
    except Problem:
        return None
