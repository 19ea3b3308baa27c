"""What of the interest on a bill is an estimate: it stays one on whatever bill it is, until somebody has seen it."""

from collections.abc import Iterator
from datetime import date

import msgspec

from models.bills.beside_lines import Guess
from models.bills.bill import Bill
from models.bills.converting import still_estimated
from models.ledger.figure import BillFigure
from models.ledger.ids import bill_due


def seen_by(bill: Bill, figure: BillFigure | None) -> Bill:
    """The bill; where somebody saw just its total, nothing on it is an estimate any more."""
    if not bill.guesses or figure is None or figure.total != bill.amount:
        return bill
    return msgspec.structs.replace(bill, guesses=tuple(msgspec.structs.replace(each, left=0) for each in bill.guesses))


def guessed(bill: Bill, before: Bill) -> Iterator[tuple[date, Guess]]:
    """What is an estimate of all that the bill left to a later one, with the date of that; `before` it left that.

    What was repaid of interest was the oldest of it.
    """
    over = bill.over
    if over is None or over.repaid:
        return
    due, left = bill_due(over.to), min(over.late, still_estimated(before))
    found = list[Guess]()
    for each in reversed(before.guesses):
        part = min(each.left, left)
        left -= part
        if part:
            found.append(msgspec.structs.replace(each, left=part))
    yield from ((due, each) for each in reversed(found))
    if over.guess or over.interest:
        left = over.interest if over.estimated else 0
        yield due, Guess(of=bill.id, interest=over.interest, guess=over.guess, left=left)
