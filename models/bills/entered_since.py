"""What was entered since the rest of a bill left it is no part of that rest: it is on the bill until somebody says."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

import msgspec

from models.bills.bill import Bill
from models.bills.schedule import Line
from models.ledger.had import Had
from models.values.money import Fen

LeftT = TypeVar("LeftT")
Known = Collection[Had] | None
"""The periods that a bill had; None where an older version did not say which."""


def had_by(bill: Bill) -> tuple[Had, ...]:
    """The periods of orders that the bill has, each with what it is there."""
    return tuple(Had(line.order_id, line.number, line.amount) for line in bill.lines if line.order)


def entered_since(line: Line, had: Known) -> Fen:
    """What of the line came to the bill after it had those periods: an order of its own, or what one was edited to.

    None: an older version did not say which it had. What is of no order is of the whole bill.
    """
    if line.order is None or had is None:
        return 0
    then = sum(each.amount for each in had if (each.order, each.number) == (line.order_id, line.number))
    return max(0, line.amount - then)


def unsaid_since(lines: Iterable[Line], had: Known) -> tuple[Line, ...]:
    """The lines; of orders that were entered since nobody said whether they were repaid with the bill."""
    return tuple(
        msgspec.structs.replace(line, unsaid=True, since=True) if _is_unsaid(line, had) else line for line in lines
    )


def _is_unsaid(line: Line, had: Known) -> bool:
    if line.order is None or line.order.paid_periods is not None or had is None or line.paid:
        return False
    return all((each.order, each.number) != (line.order_id, line.number) for each in had)


def turned_whole(bill: Bill) -> Bill:
    """The same of a bill of which all that it had by then was turned into instalments, or repaid."""
    every = [each.had for each in bill.conversions if each.had is not None]
    if not every or len(every) < len(bill.conversions):
        return bill
    lines = unsaid_since(bill.lines, [period for had in every for period in had])
    if lines == bill.lines or any(line.outstanding > 0 and not line.unsaid for line in lines):
        return bill
    return msgspec.structs.replace(bill, lines=lines, uncorrected=bill.uncorrected or bill.lines)


def of_those(
    bill: Bill, had: Known, leave: Callable[[Bill], tuple[Bill, LeftT]], *, whole: bool = False
) -> tuple[Bill, LeftT]:
    """The bill without what `leave` takes off it of the periods that it had, and what that says of it; what was entered
    since stays on it. `whole`: a period goes or stays as one, whatever it was edited to since: what settles its order
    early, or gives it back, is of one bill.
    """
    since = [_stays(line, had, whole=whole) if line.outstanding > 0 else 0 for line in bill.lines]
    if not any(since):
        return leave(bill)
    bill = msgspec.structs.replace(bill, uncorrected=bill.uncorrected or bill.lines)
    bill, said = leave(msgspec.structs.replace(bill, lines=_carried(bill, since)))
    return msgspec.structs.replace(bill, lines=_carried(bill, [-each for each in since])), said


def _stays(line: Line, had: Known, *, whole: bool) -> Fen:
    more = entered_since(line, had)
    return min(line.outstanding, more if more == line.amount or not whole else 0)


def _carried(bill: Bill, more: Sequence[Fen]) -> tuple[Line, ...]:
    lines = zip(bill.lines, more, strict=True)
    return tuple(msgspec.structs.replace(line, carried=line.carried + each) if each else line for line, each in lines)
