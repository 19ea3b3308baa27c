"""The institution's own total of a bill, said without its checklist."""

from datetime import datetime

import msgspec

from models.actions.carried_interest import interest_of_total, with_interest
from models.actions.gone_elsewhere import check_not_deferred, check_not_turned
from models.actions.reduction import check_off, meant_by
from models.actions.said_again import said_again
from models.actions.seen import figure_seen
from models.actions.unlowered import unlowered
from models.actions.verifying import usual_reason
from models.bills.bill import Bill
from models.bills.converting import without_correction
from models.bills.correcting import correction_of
from models.bills.crediting import uses_of
from models.bills.given_back import expected, stays_here, taken_off_here, would_come
from models.bills.schedule import Line
from models.ledger.figure import TYPED
from models.ledger.ids import bill_due
from models.ledger.ledger import Ledger, drop, put
from models.ledger.reduction import Reduction, Target
from models.values.message import Problem
from models.values.money import MAX_AMOUNT, Fen, yuan
from models.values.text import MAX_TITLE, clean


def set_total(
    ledger: Ledger,
    bill: Bill,
    total: Fen,
    now: datetime,
    *,
    target: Target | None = None,
    order: str = "",
    reason: str = "",
) -> Ledger:
    """With `total` as all that is owed for the bill, what was repaid of it included, whatever its orders come to.

    `target`: what of the bill the institution lowered, perhaps all, kept under the id of the correction, which has
    it in its total; `order` of which order that was. A bill of which nothing is owed was lowered as a whole. The
    institution's figure for the bill is then this one. Raises Problem where that cannot be.
    """
    if total == 0 < expected(bill) and target is None and not taken_off_here(bill, expected(bill), now):
        _check_not_used_later(ledger, bill)
        target = Target.BILL
    before, why = unlowered(bill, total, target) if target else expected(bill), clean(reason)
    _check(bill, total, target, reason, before)
    meant = _meant(bill, target, before - total, order)
    interest = None if target or clean(reason) else interest_of_total(ledger, bill, total)
    if interest is not None:
        return figure_seen(with_interest(ledger, bill, interest, now), bill, total, now, TYPED)
    if not why:
        check_not_deferred(ledger, bill, total)
    made = less = None
    beyond = any(not (share.order or share.number) for each in bill.repayments for share in each.allocations)
    # A repayment of what the orders do not come to needs its line, and what lies there is not in what the app shows.
    there = ledger.corrections.get(bill.id)
    if total != before or beyond or (there and (would_come(bill) or stays_here(bill) or bill.spent)):
        less_than = before - total if target else 0
        # What it is lowered by is said of that: why it was more before stays.
        known = there.reason if there and before > expected(bill) else ""
        made = correction_of(bill, total, now, known or why or usual_reason(bill, total, now), lowered=less_than)
        check_not_turned(ledger, bill, made)
    if target is not None:
        less = Reduction(id=bill.id, bill=bill.id, target=target, amount=before - total, at=now, reason=why)
        if meant is not None:
            less = msgspec.structs.replace(less, order=meant.order_id, number=meant.number)
    if made is None or not said_again(ledger, bill, made, less):
        corrections, reductions = drop(ledger.corrections, bill.id), drop(ledger.reductions, bill.id)
        ledger = msgspec.structs.replace(
            ledger,
            corrections=put(corrections, bill.id, made) if made else corrections,
            reductions=put(reductions, bill.id, less) if less else reductions,
        )
    return figure_seen(ledger, bill, total, now, TYPED)


def _check_not_used_later(ledger: Ledger, bill: Bill) -> None:
    """Problem where goods of the bill were returned, and a later one was settled with what they cost: that may be why
    nothing is owed here, and is no coupon."""
    orders = {line.order_id for line in bill.lines if line.order}
    for each in uses_of(ledger, bill.channel.id):
        back = ledger.refunds.get(each.of)
        if back is not None and back.order in orders and each.bill > bill.id:
            raise Problem(
                "goods of this bill were returned, and {amount} of that lowered the bill due {due} here: say what the "
                "app shows of that bill first, or with `--target` what else lowered this one",
                field="target",
                amount=yuan(each.amount),
                due=bill_due(each.bill).isoformat(),
            )


def less_by(bill: Bill, total: Fen, target: Target) -> Fen:
    """By how much the target was lowered where that is what the bill comes to."""
    return unlowered(bill, total, target) - total


def _meant(bill: Bill, target: Target | None, amount: Fen, order: str) -> Line | None:
    """The line that it was taken off, where they said its order or one fee alone is as much; Problem where it cannot
    be."""
    if not order:
        lines = meant_by(bill, target, amount) if target else ()
        plain = len(lines) == 1 and (lines[0].fee_known or target is Target.PRINCIPAL)
        return lines[0] if plain else None
    own = [line for line in without_correction(bill).lines if line.order_id == order]
    if target is None or not own:
        raise Problem("nothing was lowered here for the order {order}", field="order", order=order)
    check_off(own, target, amount, bill.id)
    return own[-1]


def _check(bill: Bill, total: Fen, target: Target | None, reason: str, before: Fen) -> None:
    if bill.settles:
        raise Problem("early settlement has no total to correct: record what the app asks for", field="total")
    if total < 0:
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
    if target is not None and total >= before:
        raise Problem(
            "{total} is not less than the {owed} of its orders, so nothing was lowered",
            field="target",
            total=yuan(total),
            owed=yuan(before),
        )
    if target is not None:
        check_off(without_correction(bill).lines, target, before - total, bill.id)
    if len(clean(reason)) > MAX_TITLE:
        raise Problem("give the reason in at most {most} characters", field="reason", most=MAX_TITLE)
