"""The one way in which a repayment goes on record: of a bill or an early settlement, by hand or by auto-debit."""

import msgspec

from models.bill import Bill
from models.calendar import today
from models.ledger import Ledger, put
from models.message import Problem
from models.repayment import Repayment


def record(ledger: Ledger, bill: Bill, repayment: Repayment) -> Ledger:
    """With a repayment of the bill. Raises Problem where it is dated before something that it repays was bought."""
    day = today(repayment.paid_at, bill.channel.zone)
    repaid = {(share.order, share.number) for share in repayment.allocations}
    for line in bill.lines:
        if line.order and (line.order_id, line.number) in repaid and day < line.order.bought_at.date():
            raise Problem(
                "{day} is before the purchase of {title} on {bought}; it cannot have been repaid then",
                field="paid_at",
                day=day.isoformat(),
                title=line.order.title,
                bought=line.order.bought_at.date().isoformat(),
            )
    return msgspec.structs.replace(ledger, repayments=put(ledger.repayments, repayment.id, repayment))
