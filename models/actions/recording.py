"""The one way in which a repayment goes on record: of a bill or an early settlement, by hand or by auto-debit."""

import msgspec

from models.bills.bill import Bill
from models.ledger.ledger import Ledger, put
from models.ledger.repayment import Repayment
from models.values.dates import today
from models.values.message import Problem


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
