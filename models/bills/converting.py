"""What of a bill was turned into instalments (账单分期), taken off its lines."""

import msgspec

from models.bills.bill import Bill
from models.bills.schedule import Line
from models.channels.rules import Convertible
from models.ledger.conversion import Conversion
from models.ledger.ledger import Ledger
from models.values.money import Fen


def conversions_of(ledger: Ledger, bill: str) -> tuple[Conversion, ...]:
    """The parts of the bill with that id that were turned into instalments."""
    # They are few: somebody does it some times in a life. Most have none at all, and it is asked for every bill.
    if not ledger.conversions:
        return ()
    return tuple(each for each in ledger.conversions.values() if each.bill == bill)


def convertible(bill: Bill) -> Fen:
    """The most of the bill that can be turned into instalments: all that is owed, or what of it is no instalment."""
    return sum(line.outstanding for line in bill.lines if may_be_turned(line, bill))


def may_be_turned(line: Line, bill: Bill) -> bool:
    """Whether the institution turns what is owed of the line into instalments."""
    return bill.channel.convertible is not Convertible.OTHER or not line.in_instalments


def converted(bill: Bill) -> Bill:
    """The bill without what was turned into instalments: off what is no instalment first, then from the last line up.

    What was paid stays paid. The instalments run on whatever becomes of an order that was turned: what is no longer
    there to be turned is taken off nothing else.
    """
    if not bill.conversions:
        return bill
    left, lines, turned = sum(each.amount for each in bill.conversions), list(bill.lines), dict[tuple[str, int], Fen]()
    for index in sorted(range(len(lines)), key=lambda index: (lines[index].in_instalments, -index)):
        line = lines[index]
        cut = min(left, line.outstanding) if may_be_turned(line, bill) else 0
        if cut > 0:
            left -= cut
            turned[line.order_id, line.number] = cut
            lines[index] = msgspec.structs.replace(line, reduced=line.reduced + cut)
    return msgspec.structs.replace(bill, lines=tuple(lines), turned=turned, uncorrected=bill.uncorrected or bill.lines)


def in_instalments(bill: Bill) -> bool:
    """Whether turning it into instalments left nothing of it to repay: no repayment came after that."""
    last = max((each.at.timestamp() for each in bill.conversions), default=None)
    return (
        last is not None and bill.outstanding <= 0 and all(each.paid_at.timestamp() <= last for each in bill.repayments)
    )


def is_turned(line: Line, bill: Bill) -> bool:
    """Whether nothing is left of the bill's line because its rest was turned into instalments, or all of it."""
    if line.outstanding > 0 or not line.reduced or not bill.conversions:
        return False
    return in_instalments(bill) or (not line.paid and line.reduced > _reduced_before(line, bill))


def _reduced_before(line: Line, bill: Bill) -> Fen:
    """What had been taken off the line before any correction and before anything was turned."""
    here = (each for each in bill.uncorrected if (each.order_id, each.number) == (line.order_id, line.number))
    return next((each.reduced for each in here), line.reduced)
