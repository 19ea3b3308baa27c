"""What is said of auto-debit, of an account or of an order alone, holds from that day on.

What held before is kept for the debits of then.
"""

from datetime import date

import msgspec

from models.bills.contracts import contracts
from models.channels.account import Account, debited_now
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.channels.rules import RUNS, Switch
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.own_auto_debit import OwnAutoDebit

_WORDS = ("auto_debit", "extent", "pay_account")


def since_then(ledger: Ledger, catalogue: Catalogue, account: Account, day: date, *, set_up: bool = False) -> Account:
    """The account as it was said on that `day`, with what held of its auto-debit before; `ledger` is as before it.

    That it is on, said for the first time, may be about the time before, too, unless it was `set_up` that day: no bill
    of then is late because nobody had said so before. Where somebody says since when it is on, it is on since then.
    """
    held_as = contracts(ledger, catalogue)
    old = ledger.accounts.get(account.id)
    if old is None:
        if all(each.account_id != account.id for each in ledger.orders.values()):
            return account
        old = Account.of(channel_of(held_as, account.id))
    said = any(getattr(old, name) != getattr(account, name) for name in _WORDS)
    earlier = _set_up_earlier(old, account, day)
    if not said and earlier is None:
        return account
    held = debited_now(old, channel_of(held_as, old.id), day)
    before = old.debited_before
    if earlier is not None:
        last = held if old.auto_debit not in RUNS else before[-1] if before else None
        kept = tuple(each for each in before if each.until < earlier)
        again = () if last is None else (msgspec.structs.replace(last, until=earlier),)
        return msgspec.structs.replace(account, debited_before=(*kept, *again))
    if held.auto_debit is None and account.auto_debit in RUNS:
        if not set_up:
            sure = tuple(each for each in before if each.auto_debit is not None)
            return msgspec.structs.replace(account, debited_before=sure)
        held = msgspec.structs.replace(held, auto_debit=Switch.OFF)
    return msgspec.structs.replace(account, debited_before=(*before, held))


def own_since(ledger: Ledger, catalogue: Catalogue, order: Order, day: date) -> Order:
    """The order as it was said on that `day`, with what held of its own auto-debit before; `ledger` is as before it.

    What is said on the day on which the order was entered holds for all of it. That it is on, said where nobody had
    said anything of its account either, may be about the time before, too. From where, said for the first time, was
    only not known before.
    """
    old = ledger.orders.get(order.id)
    if old is None or old.entered_on == day:
        return order
    if old.auto_debit == order.auto_debit and old.pay_account in {"", order.pay_account}:
        return order
    channel = channel_of(contracts(ledger, catalogue), old.account_id)
    unsaid = channel.known_auto_debit is Switch.UNKNOWN and channel.auto_debit.default is Switch.OFF
    if old.auto_debit is None and order.auto_debit in RUNS and unsaid and not old.debited_before:
        return order
    held = OwnAutoDebit(until=day, auto_debit=old.auto_debit, pay_account=old.pay_account)
    return msgspec.structs.replace(order, debited_before=(*old.debited_before, held))


def _set_up_earlier(old: Account, account: Account, day: date) -> date | None:
    """Since which earlier day it is on, where that was said now."""
    on = account.set_up_on
    new = on != old.set_up_on or old.auto_debit not in RUNS
    return on if on is not None and on < day and new and account.auto_debit in RUNS else None
