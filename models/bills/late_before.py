"""What lateness cost a bill of which nothing is left stays as it was then, whatever rules hold since."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from models.bills.bill import Bill
from models.ledger.late_then import LateThen


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """The record `id` of the table `table`, by which something left the bill, and what is on record with it."""

    table: str
    id: str
    at: datetime
    late: LateThen | None


def last_leaving(bill: Bill) -> Leaving | None:
    """By what the last of the bill left it; None where something is owed, or nothing ever left it.

    A second payment of what was repaid took nothing off it.
    """
    return max(_leavings(bill), key=lambda each: each.at.timestamp(), default=None) if bill.outstanding <= 0 else None


def _leavings(bill: Bill) -> Iterator[Leaving]:
    own = bill.periods
    if bill.over and bill.over.deferred and bill.over.at:
        yield Leaving(table="deferrals", id=bill.id, at=bill.over.at, late=bill.over.then)
    for turned in bill.conversions:
        yield Leaving(table="conversions", id=turned.id, at=turned.at, late=turned.late)
    for each in reversed(bill.repayments):  # of several at one instant the last
        if any((share.order, share.number) in own for share in each.allocations):
            yield Leaving(table="repayments", id=each.id, at=each.paid_at, late=each.late)


def late_then(bill: Bill) -> LateThen | None:
    """What is on record of that, with that by which the last of it left; None where the rules of today hold."""
    if not (bill.over or bill.repayments or bill.conversions):  # most bills of a large ledger
        return None
    then = bill.over.then if bill.over else None
    if not (then or any(each.late for each in bill.repayments) or any(each.late for each in bill.conversions)):
        return None
    last = last_leaving(bill)
    return last.late if last else None


def by_its_rule(bill: Bill) -> Bill:
    """The bill with the rule for lateness that held when the last of it left."""
    then = late_then(bill)
    if then is None:
        return bill
    rule = {f"late_{name}": getattr(then.rule, name) for name in then.rule.__struct_fields__}
    return msgspec.structs.replace(bill, channel=msgspec.structs.replace(bill.channel, order_late=None, **rule))
