"""Whether the money is there for an auto-debit: one balance an account, and all that is taken from it."""

from datetime import datetime

import msgspec

from models.actions.auto_debit import confirm_account, expect
from models.actions.balance import read_balance
from models.bills.bill import Bill
from models.bills.coverage import pay_account
from models.bills.debit_phase import AutoDebitStep, Phase, phase
from models.bills.derive import derive
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger, put
from models.values.money import Fen


def take_from(ledger: Ledger, catalogue: Catalogue, bill: Bill, label: str, now: datetime) -> Ledger:
    """Somebody saw from which account the bill is taken; where a balance of it holds, that counts for the bill, too."""
    ledger = confirm_account(ledger, bill, label, now)
    return weighed(ledger, catalogue, ledger.debits[bill.id].pay_account, now)


def confirm_balance(ledger: Ledger, catalogue: Catalogue, bill: Bill, amount: Fen, now: datetime) -> Ledger:
    """Somebody read what lies on the account that the bill is taken from.

    It is enough only where it covers all that may be taken from there up to the day of this bill's debit; else the
    step stays open.
    """
    expect(bill, now, Phase.CHECK, step=AutoDebitStep.BALANCE)
    label = bill.auto_debit.pay_account if bill.auto_debit else ""
    return weighed(read_balance(ledger, label, amount, now), catalogue, label, now)


def weighed(ledger: Ledger, catalogue: Catalogue, label: str, now: datetime) -> Ledger:
    """With the balance of that account counted for each bill that is known to be taken from it: enough, or not.

    Money that covers one debit is not enough for the second.
    """
    account = pay_account(ledger, derive(ledger, catalogue).bills.values(), label, now)
    debits = ledger.debits
    for each in account.auto_debits:
        seen = each.bill.auto_debit
        waits = phase(each.bill, now) in {Phase.CHECK, Phase.READY} and seen is not None and seen.pay_account_at
        left = account.left_after(each.bill.id)
        if seen is not None and waits and account.balance is not None and left is not None:
            at = account.balance.at if left >= 0 else None
            debits = put(debits, seen.id, msgspec.structs.replace(seen, balance_at=at))
    return msgspec.structs.replace(ledger, debits=debits)
