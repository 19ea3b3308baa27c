"""What an institution took off a bill: a coupon, a waived fee."""

from collections import Counter
from collections.abc import Iterable

from models.bills.bill import Bill
from models.bills.converting import without_correction
from models.bills.schedule import Line
from models.ledger.reduction import Target
from models.values.message import Problem
from models.values.money import Fen, yuan


def check_off(lines: Iterable[Line], target: Target, amount: Fen, bill: str) -> None:
    """Problem where `amount` cannot have been taken off the target: there is not so much of it on those lines."""
    owed = _most_off(lines, target)
    if owed <= 0:
        raise Problem("nothing of that is owed on the bill {bill} any more", field="target", bill=bill)
    if not 0 < amount <= owed:
        raise Problem("the amount can be ¥0.01 to {most}", field="target", most=yuan(owed))


def fits(lines: Iterable[Line], target: Target, amount: Fen) -> bool:
    """Whether `amount` can have been taken off the target."""
    return 0 < amount <= _most_off(lines, target)


def _most_off(lines: Iterable[Line], target: Target) -> Fen:
    return sum(_owed(line, target) for line in lines if line.order or target is Target.BILL)


def meant_by(bill: Bill, target: Target, amount: Fen) -> tuple[Line, ...]:
    """The last line of each order on the bill that the amount may have been taken off; where it is plain, of that one.

    Nothing of it needs saying where it is all of them, of none alone, or of the bill as a whole.
    """
    lines = [line for line in without_correction(bill).lines if line.order and _owed(line, target) > 0]
    known = [line for line in lines if line.fee_known]
    if target is Target.FEE and amount <= sum(_owed(line, target) for line in known):
        lines = known  # where a fee is not known, there may be none
    if target is Target.BILL or amount >= sum(_owed(line, target) for line in lines):
        return ()
    owed, last = Counter[str](), dict[str, Line]()
    for line in lines:  # of an order that was deferred there may be several periods
        owed[line.order_id] += _owed(line, target)
        last[line.order_id] = line
    return tuple(line for ident, line in last.items() if owed[ident] >= amount)


def _owed(line: Line, target: Target) -> Fen:
    """How much of the target is owed on the line; where a fee is not known, it may be all of its line."""
    match target:
        case Target.FEE:
            return line.owed_fee if line.fee_known else line.outstanding
        case Target.PRINCIPAL:
            return line.owed_principal
        case Target.BILL:
            return line.outstanding
