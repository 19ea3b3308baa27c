"""An order's plan is corrected after money was repaid of it.

The repayments are what happened: they keep their amounts and stay with their bills, wherever those are due now. What of
them no longer fits is credit, see `spread_again`.
"""

import msgspec

from models.actions.moved_bills import followed
from models.actions.spreading import bill_made_for, spread_again
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.bills.schedule import due_dates_of
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.ids import bill_account, bill_id, early_id
from models.ledger.ledger import Ledger, being_paid, order_of, put
from models.ledger.order import Order
from models.ledger.repayment import Repayment
from models.values.message import Problem
from models.values.money import yuan


def replanned(ledger: Ledger, order: Order, catalogue: Catalogue) -> Ledger:
    """With the order's new plan, dates and periods that were repaid before; its account is the same.

    Raises Problem where that cannot be, beside what was recorded: a period that was repaid would be gone, or repaid
    before the order was entered; more was refunded than it cost; a checklist is under way for one of its bills.
    """
    old = order_of(ledger, order.id)
    _check_checklists(ledger, old, order, catalogue)
    _check_periods(ledger, old, order)
    _check_price(ledger, old, order)
    split = msgspec.structs.replace(
        old, plan=order.plan, paid_periods=order.paid_periods, repaid_also=order.repaid_also
    )
    after = spread_again(ledger, old, split, catalogue)
    after = msgspec.structs.replace(_without_gone(after, order), orders=put(after.orders, order.id, order))
    after = followed(ledger, after, catalogue)
    _check_bills(ledger, after, old, catalogue)
    return after


def _without_gone(ledger: Ledger, order: Order) -> Ledger:
    """Without the periods that the order has no more, in what was left of it as it was when it ended."""
    last = order.plan.periods
    refunds, closings = dict(ledger.refunds), dict(ledger.closings)
    for ident, back in ledger.refunds.items():
        if back.order == order.id and back.stands and max(back.stands) > last:
            kept = tuple(number for number in back.stands if number <= last)
            refunds[ident] = msgspec.structs.replace(back, stands=kept)
    end = ledger.closings.get(order.id)
    if end is not None:
        closings[order.id] = msgspec.structs.replace(
            end,
            stands=tuple(number for number in end.stands if number <= last),
            covered=tuple(each for each in end.covered if each.number <= last),
        )
    return msgspec.structs.replace(ledger, refunds=refunds, closings=closings)


def _check_checklists(ledger: Ledger, old: Order, order: Order, catalogue: Catalogue) -> None:
    channel = channel_of(contracts(ledger, catalogue), old.account_id)
    bills = {bill_id(old.account_id, due) for each in (old, order) for due in due_dates_of(each, channel)}
    for ident, whose in being_paid(ledger).items():
        if ident in {early_id(old.id), *bills}:
            raise Problem(
                "the checklist of {bill} is under way, and that bill would no longer be the same; "
                "finish or drop it first",
                bill=whose,
            )


def _check_periods(ledger: Ledger, old: Order, order: Order) -> None:
    repaid = {
        share.number for each in ledger.repayments.values() for share in each.allocations if share.order == old.id
    }
    said = {each.number for each in ledger.reductions.values() if each.order == old.id}
    ended = {ledger.closings[old.id].first} if old.id in ledger.closings else set()
    last = max(repaid | said | ended, default=0)
    if last > order.plan.periods:
        raise Problem(
            "period {number} of {title} is on record, so it has at least {number} periods",
            field="periods",
            number=last,
            title=old.title,
        )
    for number in sorted(repaid):
        if number in order.repaid_periods - old.repaid_periods:
            raise Problem(
                "the repayment of period {number} of {title} is recorded, so it was not repaid before that",
                field="paid_periods",
                number=number,
                title=old.title,
            )


def _check_price(ledger: Ledger, old: Order, order: Order) -> None:
    back = sum(each.amount for each in ledger.refunds.values() if each.order == old.id)
    if back > order.plan.principal:
        raise Problem(
            "{amount} of {title} was refunded, more than the price {price}",
            field="principal",
            amount=yuan(back),
            title=old.title,
            price=yuan(order.plan.principal),
        )
    if old.id in ledger.conversions and old.plan.principal != order.plan.principal:
        raise Problem(
            "{title} began as {amount} of a bill, which is its price",
            field="principal",
            title=old.title,
            amount=yuan(old.plan.principal),
        )


def _check_bills(before: Ledger, after: Ledger, old: Order, catalogue: Catalogue) -> None:
    """Problem where money that was repaid beyond the orders of a bill, or all became credit, or what a bill was turned
    into, would have lost that bill."""
    beyond = [
        each.id
        for each in after.repayments.values()
        if not each.order and each.account_id == old.account_id and _is_beyond(each)
    ]
    turned = [each.id for each in before.conversions.values() if bill_account(each.bill) == old.account_id]
    if not (beyond or turned):
        return
    was, now = derive(before, catalogue), derive(after, catalogue)
    for ident in turned:
        bill = before.conversions[ident].bill
        if bill in was.bills and after.conversions[ident].bill not in now.bills:
            raise Problem(
                "the bill {bill} was turned into instalments and would be gone; delete those first",
                field="periods",
                bill=bill,
            )
    for ident in beyond:
        lost, heir = bill_made_for(before.repayments[ident]), after.repayments[ident]
        if lost in was.bills and bill_made_for(heir) not in now.bills:
            raise Problem("the bill {bill} was repaid and would be gone", field="periods", bill=lost)


def _is_beyond(repayment: Repayment) -> bool:
    """Whether some of it is on no order's line, so that only its bill says what it was repaid of."""
    return not repayment.allocations or any(not share.order for share in repayment.allocations)
