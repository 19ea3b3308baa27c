"""What was seen of a bill's auto-debit agrees with what is on record of it: a repayment that it took counts for more
than what somebody saw before."""

import msgspec

from models.bills.bill import Bill
from models.channels.channel import AUTO_DEBIT
from models.ledger.auto_debit import Outcome

_NOTHING = frozenset({Outcome.FAILED, Outcome.NOT_ON})


def by_what_it_took(bill: Bill) -> Bill:
    """The bill with its auto-debit known to have taken all or a part where a repayment says so; and known to have
    failed where it was said to have taken something, and nothing of that stayed on record."""
    seen = bill.auto_debit
    if seen is None or seen.outcome is None:
        return bill
    made = [each for each in bill.repayments if not each.order]
    taken = [each for each in made if each.method == AUTO_DEBIT]
    if taken and seen.outcome is not Outcome.TAKEN:
        whole = sum(each.amount for each in taken) >= bill.amount
        outcome = Outcome.TAKEN if whole else Outcome.PART
    elif not made and seen.outcome not in _NOTHING:
        outcome = Outcome.FAILED
    else:
        return bill
    if outcome is seen.outcome:
        return bill
    at = max((each.paid_at for each in taken), default=seen.outcome_at)
    agreed = msgspec.structs.replace(seen, outcome=outcome, outcome_at=at)
    return msgspec.structs.replace(bill, auto_debit=agreed)
