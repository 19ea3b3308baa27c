"""What a bill leaves to later ones of its account: by its minimum, or because it was deferred."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from models.bills.beside_lines import WentOver
from models.bills.bill import Bill, kind_on
from models.bills.chain import BillPlace, Carried, repays_over
from models.bills.following import following
from models.bills.late_interest import rest_interest
from models.bills.line_kind import BESIDE, LineKind
from models.bills.schedule import Line
from models.ledger.ids import bill_account, bill_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.values.message import Problem
from models.values.money import Fen

RepaidOver = Mapping[date, tuple[Fen, Fen]]
"""What was repaid of what went over, and of the interest on it, by the dates of the bills that it went to."""

CARRIED_OVER, LATE = BESIDE.index(LineKind.CARRIED_OVER), BESIDE.index(LineKind.LATE)


def brought(place: BillPlace, repayments: Iterable[Repayment]) -> Iterator[Line]:
    """The lines of no order that a bill has by what was left to it, with what was repaid of them.

    Each is at least what was repaid of it: somebody paid that, whatever is said of the earlier bill since.
    """
    for number, amount in left_to(place.due, place.carried).items():
        paid = sum(_paid(number, repayments, place.due))
        if most := max(amount, paid):
            yield Line(order=None, number=number, due=place.due, principal=most, fee=0, paid_principal=paid)


def left_to(due: date, carried: Carried) -> Mapping[int, Fen]:
    """What of no order was left to the bill of that date, and the interest on it, by the numbers of its lines."""
    overs = carried.to(due)
    moved = [line for line in carried.moved if line.due == due and line.order is None]
    late = sum(line.principal for line in moved if line.number == LATE)
    return {
        CARRIED_OVER: sum(over.amount - over.late for over in overs) + sum(line.principal for line in moved) - late,
        LATE: sum(over.interest + over.late for over in overs) + late,
    }


def repaid_over(repayments: Iterable[Repayment], account: str) -> RepaidOver:
    """What was repaid to the account of what went over to its bills."""
    own = [each for each in repayments if each.account_id == account and repays_over(each)]
    return {due: (sum(_paid(CARRIED_OVER, own, due)), sum(_paid(LATE, own, due))) for due in {each.due for each in own}}


def _paid(number: int, repayments: Iterable[Repayment], due: date) -> Iterator[Fen]:
    """What was repaid of that line of the bill due then."""
    for each in repayments:
        if each.due == due and not each.order:  # what early settlement cost is of no bill
            yield from (share.amount for share in each.allocations if (share.order, share.number) == ("", number))


def left_over(bill: Bill, ledger: Ledger, place: BillPlace, repaid: RepaidOver) -> tuple[Bill, date | None]:
    """The bill without what went over to the next one, and when that one is due.

    It is what is left of it where its minimum was paid. Where nobody says so (any more), it is what was `repaid` there:
    nothing is owed on one bill that was repaid on another.
    """
    said, owed = ledger.minimums.get(bill.id), bill.outstanding
    there = _repaid_on(bill, ledger, repaid) if repaid else None
    if owed <= 0 or (said is None and there is None):
        return bill, None
    if said is None:
        over = _repaid_there(bill, place, repaid, there) if there else None
        return (_without(bill, over), there) if over else (bill, None)
    on = _next(bill, place.after)
    if there and on not in repaid:
        on = there
    if on is None:
        return bill, None
    guess = rest_interest(bill, on) if said.estimate is None else said.estimate
    over = WentOver(
        to=bill_id(bill.channel.id, on),
        amount=owed,
        interest=guess if said.interest is None else said.interest,
        guess=guess,
        late=_late_in(bill),
        estimated=said.interest is None,
    )
    return _without(bill, over), on


def _repaid_on(bill: Bill, ledger: Ledger, repaid: RepaidOver) -> date | None:
    """The first date after the bill's on which something was repaid that went over, and from no bill in between."""
    due = min((each for each in repaid if each > bill.due), default=None)
    if due is None:
        return None
    last = bill_id(bill.channel.id, due)
    between = (ident for said in (ledger.minimums, ledger.deferrals) for ident in said if bill.id < ident < last)
    return None if any(bill_account(ident) == bill.channel.id for ident in between) else due


def _repaid_there(bill: Bill, place: BillPlace, repaid: RepaidOver, on: date) -> WentOver | None:
    """What of the bill was repaid on the bill due `on`, which no earlier one left to it."""
    before = left_to(on, place.carried)
    own = _late_in(bill)
    amount = min(bill.outstanding - own, repaid[on][0] - before[CARRIED_OVER])
    interest = max(0, repaid[on][1] - before[LATE])
    late = min(own, interest)  # what the bill itself had of it
    if amount <= 0 and not late:
        return None
    return WentOver(
        to=bill_id(bill.channel.id, on),
        amount=max(0, amount) + late,
        interest=interest - late,
        late=late,
        repaid=True,
    )


def _late_in(bill: Bill) -> Fen:
    """What of the rest of a bill is interest."""
    return sum(line.outstanding for line in bill.lines if kind_on(line, bill) is LineKind.LATE)


def _next(bill: Bill, after: date | None) -> date | None:
    """The account's next date; None where that is beyond all dates."""
    try:
        by_rule = following(bill).due
    except (Problem, ValueError, OverflowError):
        return after
    return min(by_rule, after) if after else by_rule


def _without(bill: Bill, over: WentOver) -> Bill:
    """The bill with what went over carried away, from its last line up: the oldest are repaid first."""
    left, here = over.amount, list[Line]()
    for each in reversed(bill.lines):
        part = min(left, each.outstanding) if each.outstanding > 0 else 0
        left -= part
        here.append(msgspec.structs.replace(each, carried=each.carried + part) if part else each)
    lines = tuple(reversed(here))
    return msgspec.structs.replace(bill, lines=lines, uncorrected=bill.uncorrected or bill.lines, over=over)
