"""A bill's auto-debit is as it was in its own hours, whatever was said of its account later."""

import msgspec

from models.bills.bill import Bill, auto_debit_hours
from models.channels.account import Account, debited_now
from models.channels.debited_before import held_then
from models.channels.rules import Switch


def by_what_held(bill: Bill, account: Account | None) -> Bill:
    """The bill with its account's auto-debit as that held in the hours of its debit, the day of a change included."""
    if account is None or not account.debited_before:
        return bill
    first, last = (each.date() for each in auto_debit_hours(bill))
    now = debited_now(account, bill.channel, last)
    then = held_then(account.debited_before, now, first, last)
    if then is now:
        return bill
    auto_debit = msgspec.structs.replace(
        bill.channel.auto_debit,
        default=then.auto_debit or Switch.OFF,
        extent=then.extent,
        pay_account=then.pay_account,
    )
    channel = msgspec.structs.replace(bill.channel, said=then.auto_debit is not None, auto_debit=auto_debit)
    return msgspec.structs.replace(bill, channel=channel)
