"""Deleting an account that was made by mistake."""

from collections.abc import Iterator

import msgspec

from models.actions.account_changes import account_named
from models.actions.precautions import without_account
from models.bills.contracts import called
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger, drop
from models.values.message import Problem, enumerated


def account_deleted(ledger: Ledger, catalogue: Catalogue, ident: str) -> Ledger:
    """Without an account that nothing is recorded of; Problem where it has orders, or something of its bills."""
    account = account_named(ledger, catalogue, ident)
    if account.id not in ledger.accounts:
        raise Problem(
            "there is no account {account}; known are {accounts}",
            account=account.id,
            accounts=enumerated(ledger.accounts) if ledger.accounts else "—",
        )
    name = called(ledger, catalogue, account.id)
    orders = [each.title for each in ledger.orders.values() if each.account_id == account.id]
    if orders:
        raise Problem(
            "{account} has orders, {count} in all, like {title}: delete them or enter them for another account first",
            account=name,
            count=len(orders),
            title=orders[0],
        )
    if any(_is_of(account.id, each) for each in _others(ledger)):
        raise Problem("something is recorded of bills of {account}, so it stays", account=name)
    left = without_account(ledger, account.id)
    return msgspec.structs.replace(
        left, accounts=drop(left.accounts, account.id), set_ups=drop(left.set_ups, account.id)
    )


def _others(ledger: Ledger) -> Iterator[msgspec.Struct]:
    """All records but the accounts themselves, what is said of their channels, and how far a set-up of them got."""
    for name, records in msgspec.structs.asdict(ledger).items():
        if name not in {"accounts", "channels", "orders", "set_ups"}:
            yield from records.values()


def _is_of(account: str, record: msgspec.Struct) -> bool:
    """Whether the record is of the account: it names it, or a bill of its."""
    named = (getattr(record, field, "") for field in ("id", "bill", "to", "account_id"))
    return any(str(each) == account or str(each).startswith(f"{account}/") for each in named)
