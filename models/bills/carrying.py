"""What a bill leaves to later ones of its account: by its minimum, or because it was deferred."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from models.bills.bill import Bill, Over
from models.bills.chain import Place
from models.bills.following import following
from models.bills.line_kind import BESIDE, LineKind
from models.bills.schedule import Line
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.values.dates import days_between
from models.values.message import Problem
from models.values.money import Fen, times

CARRIED_OVER, LATE = BESIDE.index(LineKind.CARRIED_OVER), BESIDE.index(LineKind.LATE)


def brought(place: Place, repayments: Iterable[Repayment]) -> Iterator[Line]:
    """The lines of no order that a bill has by what was left to it, with what was repaid of them.

    Each is at least what was repaid of it: somebody paid that, whatever is said of the earlier bill since.
    """
    over = place.carried.over if place.carried.on == place.due else None
    left = {CARRIED_OVER: over.amount if over else 0, LATE: over.interest if over else 0}
    for line in place.carried.moved:
        if line.due == place.due and line.order is None:
            left[CARRIED_OVER] += line.principal
    paid = {number: _paid("", number, repayments) for number in left}
    for number, amount in left.items():
        if most := max(amount, sum(paid[number])):
            yield Line(
                order=None, number=number, due=place.due, principal=most, fee=0, paid_principal=sum(paid[number])
            )


def _paid(order: str, number: int, repayments: Iterable[Repayment]) -> tuple[Fen, Fen]:
    """(principal, fee) of that line in repayments."""
    shares = [
        share
        for each in repayments
        if order or not each.order  # what early settlement cost is of no bill
        for share in each.allocations
        if (share.order, share.number) == (order, number)
    ]
    return sum(share.principal for share in shares), sum(share.fee for share in shares)


def left_over(bill: Bill, ledger: Ledger, place: Place) -> tuple[Bill, date | None]:
    """The bill without what went over to the next one because its minimum was paid, and when that one is due."""
    said, owed = ledger.minimums.get(bill.id), bill.outstanding
    if said is None or owed <= 0:
        return bill, None
    on = _next(bill, place.after)
    if on is None:
        return bill, None
    days = days_between(bill.due, on)
    interest = said.interest
    over = Over(
        to=bill_id(bill.channel.id, on),
        amount=owed,
        interest=times(owed * days, Decimal(bill.channel.late_daily_rate)) if interest is None else interest,
        estimated=interest is None,
    )
    return _without(bill, bill.lines, over), on


def _next(bill: Bill, after: date | None) -> date | None:
    """The account's next date; None where that is beyond all dates."""
    try:
        by_rule = following(bill).due
    except (Problem, ValueError, OverflowError):
        return after
    return min(by_rule, after) if after else by_rule


def _without(bill: Bill, lines: Sequence[Line], over: Over) -> Bill:
    """The bill with all that is owed of the lines carried away."""
    here = tuple(msgspec.structs.replace(each, carried=each.carried + each.outstanding) for each in lines)
    return msgspec.structs.replace(bill, lines=here, uncorrected=bill.uncorrected or bill.lines, over=over)
