"""What an institution took off a bill: a coupon, a waived fee."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from models.bills.bill import Bill
from models.bills.schedule import Line
from models.ledger.ledger import Ledger, put
from models.ledger.reduction import Reduction, Target
from models.values.message import Problem
from models.values.money import Fen, yuan


class Reduced(msgspec.Struct, frozen=True, kw_only=True):
    """`amount` off the `target`; of period `number` of `order` where it is known which."""

    target: Target
    amount: Fen
    order: str = ""
    number: int = 0
    reason: str = ""


def reduce(ledger: Ledger, bill: Bill, said: Reduced, now: datetime) -> Ledger:
    """With what the institution took off the bill. Raises Problem where that is more than is owed of the target."""
    lines = [line for line in bill.lines if not said.order or (line.order_id, line.number) == (said.order, said.number)]
    if not lines:
        raise Problem(
            "period {number} of that order is not on the bill {bill}", field="order", number=said.number, bill=bill.id
        )
    # What a correction took off has its id, and is off the bill's lines already.
    before = [each for each in ledger.reductions.values() if each.bill == bill.id and each.id != bill.id]
    most = bill.outstanding - sum(each.amount for each in before)
    same = sum(each.amount for each in before if _same(each, said))
    check_off(lines, said.target, said.amount, bill.id, before=same, most=most, field="amount")
    number = 1
    while f"{bill.id}~{number}" in ledger.reductions:
        number += 1
    made = Reduction(id=f"{bill.id}~{number}", bill=bill.id, at=now, **msgspec.structs.asdict(said))
    return msgspec.structs.replace(ledger, reductions=put(ledger.reductions, made.id, made))


def check_off(
    lines: Iterable[Line],
    target: Target,
    amount: Fen,
    bill: str,
    *,
    before: Fen = 0,
    most: Fen | None = None,
    field: str = "target",
) -> None:
    """Problem where `amount` cannot have been taken off the target: there is not so much of it on those lines.

    `before` was taken off it already, and no more than `most` can be taken off at all.
    """
    some = [line for line in lines if line.order or target is Target.BILL]
    owed = sum(_owed(line, target) for line in some) - before
    owed = owed if most is None else min(owed, most)
    if owed <= 0:
        raise Problem("nothing of that is owed on the bill {bill} any more", field="target", bill=bill)
    if not 0 < amount <= owed:
        raise Problem("the amount can be ¥0.01 to {most}", field=field, most=yuan(owed))


def _same(one: Reduction, other: Reduced) -> bool:
    """Whether both are of one target, and not of lines that are known to differ."""
    apart = one.order and other.order and (one.order, one.number) != (other.order, other.number)
    return one.target is other.target and not apart


def _owed(line: Line, target: Target) -> Fen:
    """How much of the target is owed on the line; where a fee is not known, it may be all of its line."""
    match target:
        case Target.FEE:
            return line.owed_fee if line.fee_known else line.outstanding
        case Target.PRINCIPAL:
            return line.owed_principal
        case Target.BILL:
            return line.outstanding
