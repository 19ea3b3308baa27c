"""What of a line is not owed on it: it is owed on a later bill, or credit paid it."""

from collections.abc import Collection

import msgspec

from models.bills.beside_lines import Credited
from models.bills.bill import Bill, is_unsaid
from models.bills.crediting import LineShares, covering
from models.bills.schedule import Line
from models.values.money import Fen


def owed_elsewhere(row: Line, bill: Bill) -> Fen:
    """What of a period, which `bill` has, is owed on a later one; credit paid what else of it was `carried`."""
    if bill.over is None or row.carried <= 0:
        return 0
    own = next((each for each in bill.lines if (each.order_id, each.number) == (row.order_id, row.number)), row)
    return min(row.carried, own.carried - _paid_by_credit(own, bill))


def _paid_by_credit(line: Line, bill: Bill) -> Fen:
    """What credit paid of it."""
    return shares_by_credit(bill, bill.credited).get((line.order_id, line.number), 0) if bill.credited else 0


def shares_by_credit(bill: Bill, parts: Collection[Credited]) -> LineShares:
    """What these parts of its credit pay of each line: as a repayment of the bill would, before anything went over."""
    whole = (msgspec.structs.replace(each, carried=0) for each in bill.lines if not is_unsaid(each, bill))
    return covering(parts, [each for each in whole if each.outstanding > 0], bill.due)
