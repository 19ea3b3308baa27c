"""The step to schema 3: orders and repayments belong to accounts, which have days and auto-debit of their own."""

from typing import Any

import msgspec

from models.channels.account import Account
from models.channels.builtin import GENERIC, builtin
from models.channels.channel import Channel
from models.channels.effective import channel_of, effective_channel
from models.channels.held import account_with, of_channel
from models.channels.override import ChannelOverride
from models.store.migration import Document, Migration, OlderTables
from models.values.message import Problem

RENAMED = {
    "orders": {"channel": "account_id", "account": "pay_account"},
    "repayments": {"channel": "account_id"},
    "debits": {"account": "pay_account", "account_at": "pay_account_at"},
}
"""Fields by their older names."""

_EACH_ITS_OWN: dict[str, Any] = {"mode": "order", "bill_day": None, "due_day": None, "due_after": None}
_A_CARDS = {**_EACH_ITS_OWN, "mode": "statement"}
DAYS = {
    "huabei": {**_A_CARDS, "bill_day": 1, "due_day": 10},
    "jd-baitiao": _EACH_ITS_OWN,
    "xiaomi": _EACH_ITS_OWN,
    "douyin": {**_A_CARDS, "bill_day": 1, "due_day": 6},
    "meituan": {**_A_CARDS, "bill_day": 1, "due_day": 8},
}
"""The days of the catalogue in the last version of schema 2, which older accounts keep; a card's if not here."""


def document(table: str, found: Document) -> Document:
    """The document with the names of its fields as they are now, in their places."""
    names = RENAMED.get(table)
    return {names.get(key, key): value for key, value in found.items()} if names else found


def tables(older: OlderTables) -> OlderTables:
    """The user's rules for the institutions, and an account for each that has an order or days of the user's own."""
    said = {ident: msgspec.convert(each, ChannelOverride) for ident, each in older.get("channels", {}).items()}
    rules = {ident: _of_institution(own) for ident, own in said.items()}
    used = {order["channel"]: None for order in older.get("orders", {}).values()}
    idents = [*used, *(ident for ident, own in said.items() if ident not in used and (own.base or own != rules[ident]))]
    accounts = {ident: _account(said.get(ident, ChannelOverride(id=ident))) for ident in idents}
    return {
        "channels": {ident: msgspec.to_builtins(own) for ident, own in rules.items() if own.base or own.values},
        "accounts": {ident: msgspec.to_builtins(account) for ident, account in accounts.items()},
    }


def _as_it_was(own: ChannelOverride) -> Channel:
    """What the rules made of the channel then; Problem where they did not hold."""
    days = DAYS.get(own.base or own.id, _A_CARDS)
    values = {**days, **own.values}
    if own.id not in builtin() and not own.base:
        return msgspec.structs.replace(channel_of(builtin(), own.id), **{**days, "mode": builtin()[GENERIC].mode})
    return effective_channel(builtin(), msgspec.structs.replace(own, values=values))


def _of_institution(own: ChannelOverride) -> ChannelOverride:
    """The rules without what is the account's; all of them where they did not hold, for it is said what is wrong."""
    try:
        _as_it_was(own)
    except Problem:
        return own
    return msgspec.structs.replace(own, values=of_channel(own.values))


def _account(own: ChannelOverride) -> Account:
    try:
        channel, values = _as_it_was(own), own.values
    except Problem:
        channel, values = _as_it_was(ChannelOverride(id=own.id, base=own.base)), {}
    return account_with(Account.of(channel), channel, values)


class _Order(msgspec.Struct, frozen=True):
    """What has to be known of an order."""

    channel: str


MIGRATION = Migration(
    document,
    tables,
    kinds={"orders": _Order, "channels": ChannelOverride},
    newer={"orders": "account_id", "repayments": "account_id", "debits": "pay_account"},
)
