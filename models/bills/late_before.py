"""What lateness cost a bill that was repaid stays as it was then, whatever rules hold since."""

import msgspec

from models.bills.bill import Bill
from models.ledger.late_then import LateThen


def late_then(bill: Bill) -> LateThen | None:
    """What is on record of that, with what repaid the last of the bill; None where the rules of today hold."""
    return bill.repayments[-1].late if bill.repayments and bill.outstanding <= 0 else None


def by_its_rule(bill: Bill) -> Bill:
    """The bill with the rule for lateness that held when it was repaid."""
    then = late_then(bill)
    if then is None:
        return bill
    rule = {f"late_{name}": getattr(then.rule, name) for name in then.rule.__struct_fields__}
    return msgspec.structs.replace(bill, channel=msgspec.structs.replace(bill.channel, order_late=None, **rule))
