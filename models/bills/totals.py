"""What bills come to: how much is due soon, how much is overdue, and how much is owed in all."""

from collections.abc import Iterable

import msgspec

from models.bills.bill import Bill, days_left, past_due
from models.bills.status import Moment, Status, status
from models.values.money import Fen


class Totals(msgspec.Struct, frozen=True):
    """Sums of what is owed on some bills, in fen.

    `due_soon`: before the due instant and within the days that count as soon, today among them. `overdue`: of the
    bills that are overdue; one whose auto-debit nobody has looked at may be paid, and is in `outstanding` alone.
    """

    due_soon: Fen
    overdue: Fen
    outstanding: Fen


def totals(bills: Iterable[Bill], moment: Moment) -> Totals:
    """What the bills come to at that moment."""
    soon = overdue = outstanding = 0
    for bill in bills:
        owed = bill.outstanding
        if owed <= 0:
            continue
        outstanding += owed
        if not past_due(bill, moment.now):
            soon += owed if days_left(bill, moment.now) <= moment.soon_days else 0
        elif status(bill, moment) is Status.OVERDUE:
            overdue += bill.certain
    return Totals(soon, overdue, outstanding)
