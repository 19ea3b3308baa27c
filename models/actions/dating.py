"""Since when something is known here is written by the act that makes it: nothing tells it afterwards.

Orders come and go, and their dates may be typed otherwise: on which day a precaution is named follows from none of
them.
"""

from datetime import date, datetime

import msgspec

from models.bills.known_since import known_since
from models.bills.overview import HOME_ZONE
from models.channels.account import Account
from models.ledger.closing import Refund
from models.ledger.ledger import Ledger, LedgerChange
from models.values.dates import today


def dating(change: LedgerChange, now: datetime) -> LedgerChange:
    """The change, with the day on what it makes; made of a ledger in which every account has its day.

    Every action is made so: it may be the one that makes an account, or changes the orders that its day came from. But
    for the one that brings a whole ledger: that says its days itself.
    """

    def changed(ledger: Ledger) -> Ledger:
        before = with_days(ledger)
        after = change(before)
        return ledger if after is before else _dated(before, after, now)

    return changed


def with_days(ledger: Ledger) -> Ledger:
    """With the day since which each account is known on it, where an older version wrote none: it is fixed then."""
    if all(each.added_on for each in ledger.accounts.values()):
        return ledger
    known, used = known_since(ledger), {order.account_id for order in ledger.orders.values()}
    accounts = {
        ident: each if each.added_on else _as_older(each, known[ident], by_order=ident in used)
        for ident, each in ledger.accounts.items()
    }
    return msgspec.structs.replace(ledger, accounts=accounts)


def _as_older(account: Account, day: date, *, by_order: bool) -> Account:
    """The account with its day; whether an order made it can be seen only where nobody said anything of it."""
    said = account.suffix or account.moves or account.auto_debit or account.extent or account.pay_account
    return msgspec.structs.replace(account, added_on=day, by_order=by_order and not said)


def _dated(before: Ledger, after: Ledger, now: datetime) -> Ledger:
    day = today(now, HOME_ZONE)
    accounts = {ident: _account(before, each, day) for ident, each in after.accounts.items()}
    refunds = {ident: _refund(before, each, now) for ident, each in after.refunds.items()}
    if (accounts, refunds) == (after.accounts, after.refunds):
        return after
    return msgspec.structs.replace(after, accounts=accounts, refunds=refunds)


def _account(before: Ledger, account: Account, day: date) -> Account:
    """With its day where it is new. One of which something is said is the user's own from then on."""
    was = before.accounts.get(account.id)
    if was is None:
        return account if account.added_on else msgspec.structs.replace(account, added_on=day)
    return msgspec.structs.replace(account, by_order=False) if account.by_order and account != was else account


def _refund(before: Ledger, refund: Refund, now: datetime) -> Refund:
    """With the moment at which it was recorded, where that was on a later day than its own."""
    late = refund.id not in before.refunds and today(refund.at, HOME_ZONE) < today(now, HOME_ZONE)
    return msgspec.structs.replace(refund, recorded_at=now) if late else refund
