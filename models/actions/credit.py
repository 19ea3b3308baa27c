"""Credit (溢缴款): money of the user's that lies with an institution, and the bills that it went to."""

from datetime import datetime

import msgspec

from models.actions.used_credit import free_id
from models.bills.all_credits import all_credits
from models.bills.bill import Bill
from models.channels.channel import Catalogue
from models.ledger.credit import CreditUse
from models.ledger.ledger import Ledger, put
from models.values.message import Problem
from models.values.money import Fen, yuan


def use_credit(ledger: Ledger, catalogue: Catalogue, bill: Bill, of: str, amount: Fen, now: datetime) -> Ledger:
    """With `amount` of the credit that came from the repayment or refund `of` used for the bill.

    Money is conserved: Problem for more than is left of it, more than is owed on the bill, a bill of another account,
    and one that fell due before the money came.
    """
    account, came = _from(ledger, of)
    if account != bill.channel.id:
        raise Problem("the bill {bill} is of another account", field="bill", bill=bill.id)
    if came.timestamp() > bill.due_at.timestamp():
        raise Problem("the bill {bill} fell due before the money came", field="bill", bill=bill.id)
    # What went to it by itself makes way for what somebody says.
    owed = bill.outstanding + bill.covered
    owed -= sum(each.amount for each in ledger.credits.values() if each.bill == bill.id)
    most = min(owed, credit_left(ledger, catalogue, of))
    if not 0 < amount <= most:
        if most <= 0:
            raise Problem("no credit of that is left, or nothing is owed on the bill {bill} any more", bill=bill.id)
        raise Problem("the amount can be ¥0.01 to {most}", field="amount", most=yuan(most))
    made = CreditUse(id=free_id(ledger.credits, of), account_id=account, of=of, bill=bill.id, amount=amount, at=now)
    return msgspec.structs.replace(ledger, credits=put(ledger.credits, made.id, made))


def credit_left(ledger: Ledger, catalogue: Catalogue, of: str) -> Fen:
    """What is left of the credit that came from the repayment or refund `of`."""
    used = sum(each.amount for each in ledger.credits.values() if each.of == of)
    there = (each for mine in all_credits(ledger, catalogue).values() for each in mine)
    return sum(each.amount for each in there if each.of == of) - used


def _from(ledger: Ledger, of: str) -> tuple[str, datetime]:
    """The account that the money is with, and when it came there."""
    if of in ledger.repayments:
        return ledger.repayments[of].account_id, ledger.repayments[of].paid_at
    refund = ledger.refunds.get(of)
    if refund is None or refund.order not in ledger.orders:
        raise Problem("there is no repayment or refund {of}", field="of", of=of)
    return ledger.orders[refund.order].account_id, refund.at
