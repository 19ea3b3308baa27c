"""What a bill has in spite of refunds and that was used as credit: no later total of the bill takes that back."""

from collections import Counter
from collections.abc import Collection, Iterable

from models.bills.billed_again import billed_all_the_same
from models.bills.credits import Credit
from models.bills.schedule import Line
from models.ledger.correction import CorrectedLine, Correction
from models.ledger.credit import CreditUse
from models.values.money import Fen


def spent(
    lines: Iterable[Line], correction: Correction, surplus: Collection[Credit], uses: Iterable[CreditUse]
) -> tuple[CorrectedLine, ...]:
    """What of each line that is, by the `correction` of the bill; `lines` are those without it.

    `surplus` are the credits of its account, as they came, and `uses` what of them is on record as used.
    """
    used, found = Counter[str](), list[CorrectedLine]()
    for each in uses:
        used[each.of] += each.amount
    free: dict[str, Fen] = {}
    for line in lines:
        if line.refunded and (billed := billed_all_the_same(line, correction) - line.refunded_fee) > 0:
            order = line.order_id
            left = free.setdefault(order, _unused([each for each in surplus if each.order == order], used))
            free[order] = max(0, left - billed)
            if billed > left:
                # Of a fee nothing is credit: it is there before what of the price is.
                found.append(CorrectedLine(order, line.number, billed - left + line.refunded_fee))
    return tuple(found)


def _unused(parts: Iterable[Credit], used: Counter[str]) -> Fen:
    """How much less of an order bills could have in spite of its refunds, and there is still enough for what was used.

    What the last refund took off is billed first, so there would be less of the first one's credit.
    """
    left = 0
    for credit in parts:
        part = max(0, min(credit.billed, credit.amount - used[credit.of]))
        left += part
        if part < credit.billed:
            break
    return left
