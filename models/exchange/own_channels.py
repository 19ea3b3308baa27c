"""The channels of the user's own that a file of orders brings along, so that its orders are of known ones."""

from collections.abc import Iterable

import msgspec

from models.actions.own_rules import add_channel
from models.channels.account import Account
from models.channels.channel import Catalogue
from models.channels.override import ChannelOverride
from models.exchange.fields import read
from models.exchange.json_text import Object
from models.ledger.ledger import Ledger, put
from models.values.message import Problem


class OwnChannel(msgspec.Struct, frozen=True):
    """A channel of the user's own, and its first account where the file has one; else its days are among the rules."""

    rules: ChannelOverride
    account: Account | None = None

    @property
    def id(self) -> str:
        """What its orders name it by."""
        return self.rules.id


def own_of_ledger(ledger: Ledger) -> tuple[OwnChannel, ...]:
    """Those of a whole ledger."""
    return tuple(OwnChannel(each, ledger.accounts.get(each.id)) for each in ledger.channels.values() if each.base)


def own_of_list(records: object) -> tuple[OwnChannel, ...]:
    """Those among the channels that an older file lists. One that cannot be read is none: its orders are refused."""
    return tuple(_readable(records)) if isinstance(records, list) else ()


def with_own(ledger: Ledger, own: Iterable[OwnChannel], catalogue: Catalogue) -> Ledger:
    """With those that the ledger lacks, each with its first account; one that will not do here is left out."""
    for each in own:
        try:
            made = add_channel(ledger, catalogue, each.rules)
        except Problem:
            continue
        ledger = _with_account(made, each.account) if each.account else made
    return ledger


def _with_account(ledger: Ledger, account: Account) -> Ledger:
    """With the account of another ledger; it is known here since today, whatever that says."""
    new = msgspec.structs.replace(account, added_on=None)
    return msgspec.structs.replace(ledger, accounts=put(ledger.accounts, new.id, new))


def _readable(records: Iterable[object]) -> Iterable[OwnChannel]:
    for record in records:
        try:
            rules = read(record, ChannelOverride) if isinstance(record, Object) else None
        except Problem:
            continue
        if rules is not None and rules.base:
            yield OwnChannel(rules)
