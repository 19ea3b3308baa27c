"""What a bill has of its lines in spite of refunds: its correction says that the institution bills it all the same."""

from collections.abc import Iterable, Sequence

import msgspec

from models.bills.schedule import Line, ended
from models.ledger.correction import CorrectedLine, Correction
from models.values.money import Fen


def billed_all_the_same(line: Line, correction: Correction) -> Fen:
    """What of the line refunds took off that the institution bills all the same, by the bill's correction."""
    key = (line.order_id, line.number)
    more = sum(each.amount for each in correction.returned if (each.order, each.number) == key)
    known = sum(each.amount for each in correction.lines if (each.order, each.number) == key)
    return max(0, min(more, line.refunded, known - (line.amount - line.reduced)))


def with_returned(lines: Iterable[Line], correction: Correction) -> tuple[Line, ...]:
    """The lines with that."""
    return tuple(_more(line, billed_all_the_same(line, correction)) if line.refunded else line for line in lines)


def with_spent(lines: tuple[Line, ...], spent: Iterable[CorrectedLine]) -> tuple[Line, ...]:
    """The lines with what of them a bill has in spite of refunds whose credit was used."""
    more = {(each.order, each.number): each.amount for each in spent}
    if not more:
        return lines
    found = ((line, min(line.refunded, more.get((line.order_id, line.number), 0))) for line in lines)
    return tuple(_more(line, amount) if amount else line for line, amount in found)


def principal_billed(rows: Iterable[Line], corrections: Sequence[Correction]) -> Fen:
    """What of the price is billed all the same on the rows of an order, as refunds left them."""
    found = 0
    for row in rows if corrections else ():
        found += max(0, sum(billed_all_the_same(row, each) for each in corrections) - row.refunded_fee)
    return found


def _more(line: Line, amount: Fen) -> Line:
    """The line with so much that no refund took off it. Early settlement ended that, too: it was owed by then."""
    refunded = line.refunded - amount
    fee = min(line.refunded_fee, refunded)
    if line.left is None:
        return msgspec.structs.replace(line, reduced=line.reduced - amount, refunded=refunded, refunded_fee=fee)
    return ended(msgspec.structs.replace(line, reduced=refunded, refunded=refunded, refunded_fee=fee), line.left)
