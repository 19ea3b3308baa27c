"""The institution's own total of a bill, laid on its lines."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from models.bills.bill import Bill, past_due
from models.bills.converting import converted
from models.bills.line_kind import LineKind
from models.bills.schedule import Line
from models.ledger.correction import LATE, CorrectedLine, Correction
from models.ledger.reduction import Reduction, Target
from models.values.money import Fen


def corrected(bill: Bill, correction: Correction) -> Bill:
    """The bill as the institution has it: a line of its own for more, reductions from the last line up for less.

    Orders that were entered since may be what the more stood for; beyond that they are owed.
    """
    known = {(line.order, line.number): line.amount for line in correction.lines}
    counted, late = list[int](), list[int]()
    for index, line in enumerate(bill.lines):
        (counted if (line.order_id, line.number) in known else late).append(index)
    lines = list(bill.lines)
    # A refund that was there when the bill was corrected is in neither figure; one that came later counts.
    had = [min(line.amount, known.get((line.order_id, line.number), line.amount - line.reduced)) for line in lines]
    here = (bill.channel.id, bill.due)
    own = [each for each in bill.repayments if not each.order and (each.account_id, each.due) == here]
    paid = sum(share.amount for each in own for share in each.allocations if not (share.order or share.number))
    more = max(correction.change, paid)
    twice = _reduce(lines, {index: had[index] for index in counted}, more - correction.change, bill.lowered)
    explained = min(more, sum(lines[index].amount - lines[index].reduced for index in late))
    extra = max(paid, more - explained)
    twice += _reduce(lines, {index: had[index] for index in late}, explained - (more - extra))
    if extra:
        lines.append(Line(order=None, number=0, due=bill.due, principal=extra, fee=0, paid_principal=paid))
    changed = sum(line.amount - line.reduced for line in lines) - bill.amount - twice
    after = msgspec.structs.replace(
        bill,
        lines=tuple(lines),
        corrected=changed,
        reason=correction.reason,
        grown_late=_grown_late(bill, correction),
        uncorrected=bill.lines,
    )
    return _without_turned(after, converted(after), correction) if bill.conversions else after


def _without_turned(before: Bill, bill: Bill, correction: Correction) -> Bill:
    """The bill without all that its total knew to be in instalments, though what was turned is no longer on it.

    An earlier total may have had that. What an order has less of since is not taken off others.
    """
    here = {(line.order_id, line.number): line.amount - line.reduced for line in before.uncorrected}
    known = {(line.order, line.number): line.amount for line in correction.lines}
    less = sum(max(0, amount - here.get(key, 0)) for key, amount in known.items())
    turned = sum(-known.get((each.id, 0), 0) for each in bill.conversions)
    short, lines = max(0, turned - (before.amount - bill.amount) - less), list(bill.lines)
    most = {index: line.amount - line.reduced for index, line in enumerate(lines)}
    short -= _take(lines, most, short, Target.BILL, Counter())
    return msgspec.structs.replace(bill, lines=tuple(lines), corrected=bill.corrected - short)


def _grown_late(bill: Bill, correction: Correction) -> bool:
    """Whether what it is more is late interest: that is what an overdue bill grows by, whatever the words for it."""
    if correction.reason == LATE:
        return True
    return not bill.settles and correction.change > 0 and past_due(bill, correction.at)


def corrected_again(bill: Bill, correction: Correction) -> Bill:
    """The bill with that correction in place of any that it has."""
    return corrected(msgspec.structs.replace(bill, lines=bill.uncorrected or bill.lines), correction)


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
    """Those of the lines that it was said to be off: one, or any."""
    if not lowered.order:
        return which
    meant = (lowered.order, lowered.number)
    return {index: fen for index, fen in which.items() if (lines[index].order_id, lines[index].number) == meant}


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
            reduced = line.reduced + max(0, min(share, owed))
            fee = min(share, reduced - line.reduced_fee) if target is Target.FEE and line.fee_known else 0
            lines[index] = msgspec.structs.replace(line, reduced=reduced, reduced_fee=line.reduced_fee + fee)
    return amount


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


def correction_of(bill: Bill, total: Fen, at: datetime, reason: str = "") -> Correction:
    """That `total` in all is owed for this bill, as the user read it; its orders' lines are what it knows."""
    known = bill.uncorrected or bill.lines
    lines = [CorrectedLine(line.order_id, line.number, line.amount - line.reduced) for line in known]
    # What was turned into instalments before is no longer in the total that the institution shows.
    gone = [CorrectedLine(each.id, 0, -each.amount) for each in bill.conversions]
    # Nor is credit that went to it.
    gone += [CorrectedLine("", line.number, line.amount) for line in bill.lines if line.kind is LineKind.CREDIT]
    return Correction(id=bill.id, total=total, at=at, lines=(*lines, *gone), reason=reason)
