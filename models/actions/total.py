"""The institution's own total of a bill, said without its checklist."""

from datetime import datetime

import msgspec

from models.actions.carried_interest import interest_shown, with_interest
from models.actions.reduction import check_off
from models.actions.seen import TYPED, figure_seen
from models.actions.verifying import usual_reason
from models.bills.bill import Bill
from models.bills.correcting import correction_of
from models.ledger.ledger import Ledger, drop, put
from models.ledger.reduction import Reduction, Target
from models.values.message import Problem
from models.values.money import MAX_AMOUNT, Fen, yuan
from models.values.text import MAX_TITLE, clean


def set_total(
    ledger: Ledger, bill: Bill, total: Fen, now: datetime, *, target: Target | None = None, reason: str = ""
) -> Ledger:
    """With `total` as all that is owed for the bill, what was repaid of it included, whatever its orders come to.

    `target`: what of the bill the institution lowered, perhaps all, kept under the id of the correction, which has
    it in its total. The institution's figure for the bill is then this one. Raises Problem where that cannot be.
    """
    _check(bill, total, target, reason)
    interest = None if target or clean(reason) else interest_shown(ledger, bill, total)
    if interest is not None:
        return figure_seen(with_interest(ledger, bill, interest, now), bill, total, now, TYPED)
    before, why = _of_orders(bill), clean(reason)
    corrections, reductions = drop(ledger.corrections, bill.id), drop(ledger.reductions, bill.id)
    beyond = any(not (share.order or share.number) for each in bill.repayments for share in each.allocations)
    if total != before or beyond:  # a repayment of what the orders do not come to needs its line
        made = correction_of(bill, total, now, why or usual_reason(bill, total, now))
        corrections = put(corrections, bill.id, made)
    if target is not None:
        less = Reduction(id=bill.id, bill=bill.id, target=target, amount=before - total, at=now, reason=why)
        reductions = put(reductions, bill.id, less)
    ledger = msgspec.structs.replace(ledger, corrections=corrections, reductions=reductions)
    return figure_seen(ledger, bill, total, now, TYPED)


def _of_orders(bill: Bill) -> Fen:
    """What its orders, and what earlier bills left or brought, make the bill come to, without any correction."""
    owed = sum(line.amount - line.reduced for line in bill.uncorrected or bill.lines)
    return owed - bill.covered


def _check(bill: Bill, total: Fen, target: Target | None, reason: str) -> None:
    if bill.settles:
        raise Problem("early settlement has no total to correct: record what the app asks for", field="total")
    if total < 0 or (total == 0 and target is None):  # all of it may be waived, where that is said
        raise Problem("the amount must be more than ¥0.00", field="total")
    if total > MAX_AMOUNT:
        raise Problem("the amount {text} is over {limit}", field="total", text=yuan(total), limit=yuan(MAX_AMOUNT))
    if total < bill.paid:
        raise Problem(
            "{paid} of this bill was repaid already, so its total is not {total}",
            field="total",
            paid=yuan(bill.paid),
            total=yuan(total),
        )
    if target is not None and total >= _of_orders(bill):
        raise Problem(
            "{total} is not less than the {owed} of its orders, so nothing was lowered",
            field="target",
            total=yuan(total),
            owed=yuan(_of_orders(bill)),
        )
    if target is not None:
        check_off(bill.uncorrected or bill.lines, target, _of_orders(bill) - total, bill.id)
    if len(clean(reason)) > MAX_TITLE:
        raise Problem("give the reason in at most {most} characters", field="reason", most=MAX_TITLE)
