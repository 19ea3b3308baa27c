"""What was repaid of what earlier bills left to a bill and is more than that: it is credit, and the bill stays."""

from collections.abc import Collection, Sequence

import msgspec

from models.bills.carrying import CARRIED_OVER, left_to
from models.bills.chain import BillPlace
from models.bills.credits import Credit
from models.bills.schedule import Line
from models.ledger.repayment import Allocation, Repayment
from models.plans.plan import parts


def at_least_paid(line: Line) -> Line:
    """A line that was put off to a bill, with at least what was repaid of it there: somebody paid that.

    What it was on the earlier bill may have become less since.
    """
    if line.outstanding < 0:
        gone, most = line.paid + line.reduced, parts(line.order.plan)[line.number - 1].fee if line.order else 0
        fee = max(line.paid_fee + line.reduced_fee, min(most, gone - line.paid_principal))
        return msgspec.structs.replace(line, principal=gone - fee, fee=fee)
    if line.owed_fee < 0:  # more of its fee was repaid than it has: that was principal
        return msgspec.structs.replace(line, principal=line.principal + line.owed_fee, fee=line.fee - line.owed_fee)
    return line


def too_much(place: BillPlace, moved: Sequence[Line], repayments: Collection[Repayment]) -> tuple[Credit, ...]:
    """What is credit of the repayments of the bill at its place, to which those lines were put off: of the last first.

    Interest that was paid is none: ours is an estimate.
    """
    made = [each for each in repayments if each.due == place.due and not each.order]
    left_here = left_to(place.due, place.carried)[CARRIED_OVER]
    over = sum(each.amount for each in _shares(made, "", CARRIED_OVER)) - left_here
    more = {("", CARRIED_OVER): max(0, over)} | {
        (line.order_id, line.number): at_least_paid(line).amount - line.amount for line in moved
    }
    if not any(more.values()):
        return ()
    found = []
    for each in sorted(repayments, key=lambda each: each.paid_at.timestamp(), reverse=True):
        amount = 0
        for (order, number), left in more.items():
            own = _shares([each], order, number) if order or each in made else ()
            part = min(left, sum(share.amount for share in own))
            more[order, number] -= part
            amount += part
        if amount:
            found.append(Credit(of=each.id, account_id=each.account_id, came=each.paid_at, amount=amount))
    return tuple(found)


def _shares(repayments: Collection[Repayment], order: str, number: int) -> list[Allocation]:
    every = (share for each in repayments for share in each.allocations)
    return [share for share in every if (share.order, share.number) == (order, number)]
