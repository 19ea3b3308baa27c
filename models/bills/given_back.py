"""What a bill is more because the institution left credit, or what was refunded, out of it: no new debt, but credit.

The app may show a bill as it was before credit or a refund came to it. What is too much then lies there: a total that
this explains, whole or in part, gives it back. Or it is less by just what lay there for later bills: then that went to
this one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import combinations

import msgspec

from models.bills.bill import Bill, is_unsaid, past_due
from models.bills.converting import without_correction
from models.bills.late_cost import late_cost
from models.bills.minimum import TOLERANCE
from models.bills.schedule import Line
from models.ledger.correction import LATE, CorrectedLine, UsedCredit
from models.values.money import Fen

ShareOf = tuple[str, int]
"""A line, by its order and period; or a credit, by what it came with, and 0."""

_MOST = 10
"""Of more parts than these, no combination is tried: only one of them, or all."""


class GivenBack(msgspec.Struct, frozen=True, kw_only=True):
    """Of a total: what of each credit went to the bill, where that has to be said, and what it has of lines in spite of
    refunds. `credit` is all that went to it.
    """

    used: tuple[UsedCredit, ...]
    returned: tuple[CorrectedLine, ...]
    credit: Fen


def expected(bill: Bill) -> Fen:
    """What its orders, what earlier bills left to it, and credit make it come to, without any correction."""
    plain = without_correction(bill)
    return plain.amount - sum(_used(bill, plain).values())


def would_come(bill: Bill) -> bool:
    """Whether credit that the bill did not need would come to it, if no correction had changed it."""
    plain = without_correction(bill)
    return bool(bill.spare) and _owed(bill, plain) > sum(_used(bill, plain).values())


def stays_here(bill: Bill) -> bool:
    """Whether its correction alone says that credit went to it which is for later bills."""
    return any(each.here for each in bill.credited)


def given_back(bill: Bill, total: Fen, at: datetime, reason: str = "") -> GivenBack:
    """What explains that the institution's `total`, read then, is more. A `reason` is for all that it is more, unless
    credit and refunds are just as much; or for the rest, where it is more than all of them.

    Late interest is no reason that anybody gave: it is believed up to what the bill has cost by then.
    """
    plain = without_correction(bill)
    used = _used(bill, plain)
    more = total - (plain.amount - sum(used.values()))
    for of, amount in taken_off_here(bill, -more, at).items() if more < 0 and not reason else ():
        used[of] = used.get(of, 0) + amount
    lines = {(line.order_id, line.number): line.refunded for line in plain.lines if _refunded_alone(line)}
    parts = {**{(of, 0): amount for of, amount in used.items()}, **lines}
    most = sum(parts.values())
    if reason == LATE and parts:
        most = max(most, late_cost(bill, at).total)
    back = _explained(parts, more, whole=bool(reason) and more <= most) if more > 0 else {}
    left = {of: amount - back.get((of, 0), 0) for of, amount in used.items()}
    # No more than that goes to it: the total is what the institution asks for after all credit.
    lying = (*bill.credited, *bill.unused, *(() if lines else bill.again)) if more > 0 else ()
    lying += bill.spare if more > 0 or would_come(bill) else ()
    lying += tuple(each for each in bill.credited if each.here)
    return GivenBack(
        used=tuple(UsedCredit(of, left.get(of, 0)) for of in dict.fromkeys(each.of for each in lying)),
        returned=_billed(lines, back, bill),
        credit=sum(left.values()),
    )


def _billed(lines: Iterable[ShareOf], back: Mapping[ShareOf, Fen], bill: Bill) -> tuple[CorrectedLine, ...]:
    """What of each line it has in spite of refunds: what explains its total, and what was used already."""
    spent = {(each.order, each.number): each.amount for each in bill.spent}
    every = dict.fromkeys((*lines, *spent))
    amounts = {each: back.get(each, 0) + spent.get(each, 0) for each in every}
    return tuple(CorrectedLine(*each, amount) for each, amount in amounts.items() if amount)


def taken_off_here(bill: Bill, less: Fen, at: datetime) -> Mapping[str, Fen]:
    """The credit for later bills that the institution took off this one, where its total, read then, is `less` by that.

    It is all of some of it: to the fen, or with the fee of the period that it was the price of, which went with that;
    or once it is overdue, but for those fees and for what lateness cost, of which twice the estimate is believed. None
    of it is on record as used for a later bill.
    """
    lying = {(each.of, 0): each.amount for each in bill.spare if each.amount > 0}
    found = _just(lying, less)
    for line in without_correction(bill).lines if not found else ():
        if line.order and line.fee_known and line.outstanding == less > line.owed_principal:
            found = found or _just(lying, line.owed_principal)
    if not found and past_due(bill, at) and less > 0:
        late = max(TOLERANCE, 2 * late_cost(bill, at).total)
        fees = _fees_of(bill, {of for of, _ in lying})
        found = tuple(lying) if less - fees <= sum(lying.values()) <= less + late else ()
    return {of: lying[of, number] for of, number in found}


def _fees_of(bill: Bill, refunds: Iterable[str]) -> Fen:
    """The fees that are owed on it of the orders that these refunds are of."""
    orders = {of.rpartition("~")[0] for of in refunds}
    return sum(line.owed_fee for line in without_correction(bill).lines if line.order_id in orders)


def _used(bill: Bill, plain: Bill) -> dict[str, Fen]:
    """What of each credit goes to the bill as no correction has changed it."""
    owed, found = _owed(bill, plain), Counter[str]()
    for each in (*bill.credited, *bill.unused):
        found[each.of] += max(0, min(owed - found.total(), each.amount))
    return {of: amount for of, amount in found.items() if amount}


def _owed(bill: Bill, plain: Bill) -> Fen:
    return sum(line.outstanding for line in plain.lines if not is_unsaid(line, bill))


def _refunded_alone(line: Line) -> bool:
    """Whether refunds took something off it, and early settlement did not end it."""
    return line.refunded > 0 and line.reduced - line.turned == line.refunded


def _explained(parts: Mapping[ShareOf, Fen], more: Fen, *, whole: bool) -> dict[ShareOf, Fen]:
    """What of each part it is: just some of them, else as much of all as there is, the first ones first."""
    if just := _just(parts, more):
        return {each: parts[each] for each in just}
    if whole:
        return {}
    found = dict[ShareOf, Fen]()
    for each, amount in parts.items():
        found[each] = min(amount, more - sum(found.values()))
    return {each: amount for each, amount in found.items() if amount}


def _just(parts: Mapping[ShareOf, Fen], amount: Fen) -> tuple[ShareOf, ...]:
    """Some of the parts that are just as much; () where none are."""
    sizes = range(1, len(parts) + 1) if len(parts) <= _MOST else (1, len(parts))
    every = (some for size in sizes for some in combinations(parts, size))
    return next((some for some in every if sum(parts[each] for each in some) == amount), ())
