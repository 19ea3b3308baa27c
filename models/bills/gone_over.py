"""What went over from an order's bills to later ones because their minimum was paid: where it stands, and how much."""

from collections.abc import Mapping, Sequence

import msgspec

from models.bills.bill import Bill, seen
from models.bills.line_kind import LineKind
from models.bills.schedule import Line
from models.ledger.ids import bill_id
from models.values.money import Fen


class GoneOver(msgspec.Struct, frozen=True, kw_only=True):
    """What the `periods` of an order left to later bills and nobody has seen repaid there: on `line` of `bill`.

    `amount`: so much of the order is still owed there, at most. What other orders left stands on the same line, so
    that what is repaid of it is of no order more than of another.
    """

    periods: tuple[int, ...]
    line: Line
    bill: Bill
    amount: Fen


def gone_over(rows: Sequence[Line], bills: Mapping[str, Bill]) -> GoneOver | None:
    """What is left of an order on later bills; None where nothing is. `rows` are its schedule, `bills` all, by id."""
    found: GoneOver | None = None
    for row in rows:
        there = _there(row, bills) if row.carried > 0 else None
        if there is None:
            continue
        bill, line, amount = there
        if found is not None and found.bill.id == bill.id:
            amount = min(line.outstanding, found.amount + amount)
        numbers = (*(found.periods if found else ()), row.number)
        found = GoneOver(periods=numbers, line=line, bill=bill, amount=amount)
    return found


def _there(row: Line, bills: Mapping[str, Bill]) -> tuple[Bill, Line, Fen] | None:
    """The bill and the line on which the rest of a period is now, and how much of it at most."""
    account = row.order.account_id if row.order else ""
    bill = bills.get(bill_id(account, row.due))
    if bill is None or bill.over is None:
        return None
    # Credit may have covered a part of the period before the rest went over.
    amount = min(row.carried, bill.over.amount)
    while bill is not None and bill.over is not None:
        bill = bills.get(bill.over.to)
    line = next((each for each in bill.lines if each.kind is LineKind.CARRIED_OVER), None) if bill else None
    if bill is None or line is None or (line.outstanding <= 0 and (line.paid <= 0 or seen(line, bill))):
        return None
    return bill, line, min(amount, line.outstanding)
