"""What left the lines of a bill, and when: it was repaid, or since the due instant turned into instalments or deferred.

What was turned or deferred in time pays what that costs, and was never late: no lateness of the rest counts it. What
was repaid in time is still of the bill, of which a part was late. Goods that came back once it was late paid it then.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from models.bills.bill import Bill, past_due
from models.bills.elsewhere import owed_elsewhere, shares_by_credit
from models.bills.schedule import Line
from models.values.money import Fen


class Left(msgspec.Struct, frozen=True):
    """`amount` of a line of the bill, of it `principal`, which was owed on it until `at`."""

    line: Line
    amount: Fen
    principal: Fen
    at: datetime


def left_bill(bill: Bill, lines: Iterable[Line]) -> list[Left]:
    """What left these lines of the bill.

    A repayment that settled an order early repaid lines of other bills, too. What went over because the minimum was
    paid bears interest of its own, and is none of it.
    """
    if not (bill.repayments or bill.conversions or bill.over or bill.credited):
        return []
    own = {(line.order_id, line.number): line for line in lines}
    repaid = (
        Left(own[share.order, share.number], share.amount, share.principal, repayment.paid_at)
        for repayment in bill.repayments
        for share in repayment.allocations
        if (share.order, share.number) in own
    )
    return [*repaid, *_turned(bill, own.values()), *_deferred(bill, own.values()), *_credited(bill, own)]


def _turned(bill: Bill, lines: Iterable[Line]) -> Iterator[Left]:
    """What was turned into instalments since the bill fell due, by when each part of it was."""
    own = {(line.order_id, line.number): line for line in lines}
    parts = [(each.at, each.amount) for each in sorted(bill.conversions, key=lambda each: each.at.timestamp())]
    for line in bill.lines:
        more, ours = line.turned, own.get((line.order_id, line.number))
        while more > 0 and parts:
            at, left = parts[0]
            cut = min(more, left)
            if ours is not None and past_due(bill, at):
                yield _left(ours, cut, at)
            more -= cut
            parts[0] = (at, left - cut)
            if cut == left:
                del parts[0]


def _deferred(bill: Bill, lines: Iterable[Line]) -> Iterator[Left]:
    if bill.over and bill.over.deferred and bill.over.at and past_due(bill, bill.over.at):
        for line in lines:
            amount = owed_elsewhere(line, bill)
            if amount > 0:
                yield _left(line, amount, bill.over.at)


def _credited(bill: Bill, own: Mapping[tuple[str, int], Line]) -> Iterator[Left]:
    """What credit paid that came after the due instant: what was there in time paid first."""
    paid, before = [each for each in bill.credited if not each.late], Counter[tuple[str, int]]()
    if len(paid) == len(bill.credited):
        return
    before.update(shares_by_credit(bill, paid))
    for each in bill.credited:
        if each.late and each.came:
            paid.append(each)
            for key, amount in shares_by_credit(bill, paid).items():
                if amount > before[key] and key in own:
                    yield _left(own[key], amount - before[key], each.came)
                before[key] = amount


def _left(line: Line, amount: Fen, at: datetime) -> Left:
    return Left(line, amount, min(amount, max(0, line.principal - line.paid_principal)), at)
