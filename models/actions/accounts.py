"""Accounts: making them, and saying what holds for one."""

from collections.abc import Iterable

import msgspec

from models.channels.account import Account
from models.channels.channel import Catalogue
from models.channels.effective import effective
from models.ledger.ledger import Ledger


def opened(ledger: Ledger, idents: Iterable[str], catalogue: Catalogue) -> Ledger:
    """With the first account of every channel among the ids that has none, with the days that hold there now."""
    missing = {ident: None for ident in idents if ident not in ledger.accounts}
    if not missing:
        return ledger
    channels = effective(catalogue, ledger.channels)
    new = {ident: Account.of(channels[ident]) for ident in missing if ident in channels}
    made = {ident: msgspec.structs.replace(each, by_order=True) for ident, each in new.items()}
    return msgspec.structs.replace(ledger, accounts={**ledger.accounts, **made})


def is_further(ledger: Ledger, ident: str) -> bool:
    """Whether that is an account beside the first of its channel, which has a page of its own."""
    account = ledger.accounts.get(ident)
    return account is not None and account.channel != ident
