"""The institution's own total of a bill, laid on its lines."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from models.bills.bill import Bill, past_due
from models.bills.billed_again import with_returned
from models.bills.converting import NOTHING, Instead, may_be_turned, turned, which_lines
from models.bills.crediting import CREDIT
from models.bills.given_back import given_back
from models.bills.schedule import Line
from models.ledger.correction import LATE, CorrectedLine, Correction
from models.ledger.reduction import Reduction, Target
from models.values.money import MAX_AMOUNT, Fen


def corrected(bill: Bill, correction: Correction) -> Bill:
    """The bill as the institution has it: a line of its own for more, reductions from the last line up for less.

    Orders that were entered since may be what the more stood for; beyond that they are owed. What was turned into
    instalments by then is off the lines first, or off what no order stands for; what was turned since comes after.
    """
    before = bill.lines
    if correction.returned:
        bill = msgspec.structs.replace(bill, lines=with_returned(bill.lines, correction))
    known = {(line.order, line.number): line.amount for line in correction.lines}
    counted, late = list[int](), list[int]()
    for index, line in enumerate(bill.lines):
        (counted if (line.order_id, line.number) in known else late).append(index)
    parts = [(each, -known.get((each.id, 0), 0)) for each in bill.conversions]
    gone, lines = sum(amount for _, amount in parts), list(bill.lines)
    since = [(each, each.amount) for each in bill.conversions if (each.id, 0) not in known]
    # A refund that was there when the bill was corrected is in neither figure; one that came later counts.
    had = [min(line.amount, known.get((line.order_id, line.number), line.amount - line.reduced)) for line in lines]
    here = (bill.channel.id, bill.due)
    own = [each for each in bill.repayments if not each.order and (each.account_id, each.due) == here]
    paid = sum(share.amount for each in own for share in each.allocations if not (share.order or share.number))
    short = max(0, gone - _can_be_turned(bill, counted))
    unpaid = sum(max(0, had[index] - lines[index].paid) for index in counted)
    more = max(_more(bill, correction, unpaid), paid + short)
    explained = min(more, sum(lines[index].amount - lines[index].reduced for index in late))
    stands = Instead(frozenset(late), explained)
    extra = max(paid + max(0, short - _can_be_turned(bill, late, stands)), more - explained)
    if extra:
        lines.append(Line(order=None, number=0, due=bill.due, principal=extra, fee=0, paid_principal=paid))
    lines = turned(bill, lines, parts, (frozenset(counted), frozenset(late)), stands)
    left = [fen - line.turned for fen, line in zip(had, lines, strict=False)]
    twice = _reduce(lines, {index: left[index] for index in counted}, more - correction.change, bill.lowered)
    twice += _reduce(lines, {index: left[index] for index in late}, explained - (more - extra))
    changed = sum(line.amount - line.reduced + line.turned for line in lines) - bill.amount - twice
    return msgspec.structs.replace(
        bill,
        lines=tuple(turned(bill, lines, since, (), stands)),
        corrected=changed,
        reason=correction.reason,
        grown_late=_grown_late(bill, correction),
        uncorrected=before,
    )


def _can_be_turned(bill: Bill, which: Iterable[int], instead: Instead = NOTHING) -> Fen:
    """The most that was turned of those lines into instalments, as no correction has changed them."""
    zone = bill.channel.zone
    there = {index for each in bill.conversions for some in which_lines(each, bill.lines, zone) for index in some}
    may = {index: bill.lines[index].outstanding for index in which if may_be_turned(bill.lines[index], bill)}
    stands = sum(fen for index, fen in may.items() if index in instead.lines - there)
    return sum(fen for index, fen in may.items() if index in there) + min(stands, instead.most)


def _grown_late(bill: Bill, correction: Correction) -> bool:
    """Whether what it is more is late interest: that is what an overdue bill grows by, whatever the words for it."""
    if correction.reason == LATE:
        return True
    return not bill.settles and _more(bill, correction, MAX_AMOUNT) > 0 and past_due(bill, correction.at)


def _more(bill: Bill, correction: Correction, most: Fen) -> Fen:
    """What it was more than its lines before it was lowered, which it was by no more than `most`."""
    return correction.change + min(bill.lowered.amount if bill.lowered else 0, most)


def corrected_again(bill: Bill, correction: Correction) -> Bill:
    """The bill with that correction in place of any that it has."""
    return corrected(msgspec.structs.replace(bill, lines=bill.uncorrected or bill.lines), correction)


def taken_off(bill: Bill) -> Mapping[tuple[str, int], Fen]:
    """What its correction took off each line, by order and period, beside what was turned into instalments.

    What it has in spite of a refund was taken off by that.
    """
    before = {(line.order_id, line.number): line.reduced - line.refunded for line in bill.uncorrected}
    off = {(line.order_id, line.number): line.reduced - line.refunded - line.turned for line in bill.lines}
    return {key: reduced - before.get(key, 0) for key, reduced in off.items()}


def _reduce(lines: list[Line], which: Mapping[int, Fen], amount: Fen, lowered: Reduction | None = None) -> Fen:
    """Take `amount` off those lines, the last one first: off what of them was `lowered`, and only then off the rest.

    `which` is what they came to when the bill was corrected, by line. Returned is what of the amount something later
    took off them, too: a refund, or early settlement. It counts as the correction's, so that nothing that comes later
    changes what a correction came to.
    """
    counted, before = Counter[int](), sum(line.reduced for line in lines)
    if lowered:
        aimed = min(amount, lowered.amount)
        amount -= aimed - _take(lines, _meant(lines, which, lowered), aimed, lowered.target, counted)
    _take(lines, which, amount, Target.BILL, counted)
    return counted.total() - (sum(line.reduced for line in lines) - before)


def _meant(lines: Sequence[Line], which: Mapping[int, Fen], lowered: Reduction) -> Mapping[int, Fen]:
    """Those of the lines that it was said to be off: an order's, or any; a price and a fee only orders have."""
    if lowered.order:
        return {index: fen for index, fen in which.items() if lines[index].order_id == lowered.order}
    if lowered.target is Target.BILL:
        return which
    return {index: fen for index, fen in which.items() if lines[index].order}


def _take(lines: list[Line], which: Mapping[int, Fen], amount: Fen, target: Target, counted: Counter[int]) -> Fen:
    """Take `amount` off the target, as far as the lines have of it, and return what is left over.

    What a refund took off a line since counts. `counted` is what else counts, by line.
    """
    for index in _last_first(lines, which, target):
        line = lines[index]
        most, owed = _of_target(line, target)
        others = line.owed_fee if target is Target.PRINCIPAL else counted[index]
        share = max(0, min(amount, most, which[index] - line.paid - others))
        amount -= share
        counted[index] += share
        if share:
            reduced = line.reduced + max(0, min(share, owed - _left_since(line, which[index])))
            fee = min(share, reduced - line.reduced_fee) if target is Target.FEE and line.fee_known else 0
            lines[index] = msgspec.structs.replace(line, reduced=reduced, reduced_fee=line.reduced_fee + fee)
    return amount


def _left_since(line: Line, had: Fen) -> Fen:
    """What of the line its early settlement left: where that came after the correction, it is off that already."""
    return line.left or 0 if had > line.amount - line.reduced else 0


def _last_first(lines: Sequence[Line], which: Iterable[int], target: Target) -> list[int]:
    """The last line first; where a fee was lowered, those of which it is known are before the others."""
    return sorted(which, key=lambda index: (target is Target.FEE and not lines[index].fee_known, -index))


def _of_target(line: Line, target: Target) -> tuple[Fen, Fen]:
    """What of the line is not repaid, and what of that is still owed, of the target alone."""
    if target is Target.BILL or not line.fee_known:
        return line.amount - line.paid, line.outstanding
    if target is Target.FEE:
        return line.fee - line.paid_fee, line.owed_fee
    return line.principal - line.paid_principal, line.owed_principal


def correction_of(bill: Bill, total: Fen, at: datetime, reason: str = "", *, lowered: Fen = 0) -> Correction:
    """That `total` in all is owed for this bill, as the user read it; its orders' lines are what it knows.

    `lowered`: what the institution took off it; only what it was more than its orders before that needs explaining.
    """
    back = given_back(bill, total + lowered, at, reason)
    more = {(each.order, each.number): each.amount for each in back.returned}
    lines = [
        CorrectedLine(
            line.order_id, line.number, line.amount - line.reduced + more.get((line.order_id, line.number), 0)
        )
        for line in bill.uncorrected or bill.lines
    ]
    gone = _turned_before(bill)
    if back.credit:  # nor is credit that went to it
        gone.append(CorrectedLine("", CREDIT, -back.credit))
    made = Correction(
        id=bill.id,
        total=total,
        at=at,
        lines=(*lines, *gone),
        reason=reason,
        used=back.used,
        returned=back.returned,
    )
    explained = reason == LATE and made.change <= 0 and (back.used or back.returned)
    return msgspec.structs.replace(made, reason="") if explained else made


def _turned_before(bill: Bill) -> list[CorrectedLine]:
    """What was turned into instalments before, and so is no longer in the total that the institution shows.

    It is what is off the bill's lines: of an order that was settled early or returned since, there may be less.
    """
    left, gone = sum(line.turned for line in bill.lines), list[CorrectedLine]()
    for each in bill.conversions:
        part = min(left, each.amount)
        left -= part
        gone.append(CorrectedLine(each.id, 0, -part))
    return gone
