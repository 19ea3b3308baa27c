"""The one way in which a repayment goes on record: of a bill or an early settlement, by hand or by auto-debit."""

from datetime import datetime

import msgspec

from models.bills.bill import Bill
from models.ledger.ledger import Ledger, put, repayments_of
from models.ledger.order import Order
from models.ledger.repayment import Repayment
from models.values.dates import today
from models.values.message import Problem


def record(ledger: Ledger, bill: Bill, repayment: Repayment) -> Ledger:
    """With a repayment of the bill. Raises Problem where it is dated before something that it repays was bought."""
    repaid = {(share.order, share.number) for share in repayment.allocations}
    for line in bill.lines:
        if line.order and (line.order_id, line.number) in repaid:
            check_bought_before(line.order, repayment.paid_at, bill.channel.zone, "paid_at")
    return msgspec.structs.replace(ledger, repayments=put(ledger.repayments, repayment.id, repayment))


def check_purchase(ledger: Ledger, order: Order, zone: str) -> None:
    """Raises Problem where the order, as it is to be, would be bought after a repayment or refund of it in `zone`."""
    for each in repayments_of(ledger, order.id):
        check_bought_before(order, each.paid_at, zone, "bought_at")
    for back in ledger.refunds.values():
        day, bought = today(back.at, zone), order.bought_at.date()
        if back.order == order.id and day < bought:
            raise Problem(
                "{day} is before the purchase on {bought}; nothing can have been refunded then",
                field="bought_at",
                day=day.isoformat(),
                bought=bought.isoformat(),
            )


def check_bought_before(order: Order, paid_at: datetime, zone: str, field: str) -> None:
    """Raise Problem about `field` where the order was bought after the day of a repayment of it in `zone`."""
    day, bought = today(paid_at, zone), order.bought_at.date()
    if day < bought:
        raise Problem(
            "{day} is before the purchase of {title} on {bought}; it cannot have been repaid then",
            field=field,
            day=day.isoformat(),
            title=order.title,
            bought=bought.isoformat(),
        )
