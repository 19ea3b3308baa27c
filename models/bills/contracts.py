"""The channels as the user's accounts have them, by the id of the account; a channel without one by its own id."""

from collections.abc import Mapping
from functools import lru_cache

from models.channels.account import as_held, named, suffixes_of
from models.channels.channel import LANGUAGES, Catalogue, Channel
from models.channels.effective import channel_of, effective
from models.ledger.ledger import Ledger
from models.values.message import Problem, Words


def contracts(ledger: Ledger, catalogue: Catalogue) -> Catalogue:
    """Every account's rules by its id, in the order in which they are offered: further accounts after their channel.

    An account whose days will not do any more has its channel's, see `account_faults`.
    """
    return _contracts(_Terms(ledger, catalogue))


class _Terms:
    """What the rules of accounts follow from; the same where it is the very same, as it is from key to key."""

    def __init__(self, ledger: Ledger, catalogue: Catalogue) -> None:
        self.accounts, self.overrides, self.catalogue = ledger.accounts, ledger.channels, catalogue

    def __hash__(self) -> int:
        return hash((id(self.accounts), id(self.overrides), id(self.catalogue)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Terms)
            and self.accounts is other.accounts
            and self.overrides is other.overrides
            and self.catalogue is other.catalogue
        )


@lru_cache(maxsize=16)  # a key asks for it several times; what it keeps alive is never another's
def _contracts(terms: _Terms) -> Catalogue:
    channels = effective(terms.catalogue, terms.overrides)
    if not terms.accounts:
        return channels
    held: dict[str, list[Channel]] = {}
    suffixes = suffixes_of(terms.accounts.values())
    for account in terms.accounts.values():
        channel = channel_of(channels, account.channel)
        try:
            made = as_held(channel, account, suffixes[account.id])
        except Problem:
            made = named(channel, account, suffixes[account.id])
        held.setdefault(account.channel, []).append(made)
    found: dict[str, Channel] = {}
    for ident, channel in channels.items():
        mine = held.pop(ident, [])
        if all(each.id != ident for each in mine):
            found[ident] = channel
        found |= {each.id: each for each in mine}
    return found | {each.id: each for lost in held.values() for each in lost}


def called(ledger: Ledger, catalogue: Catalogue, ident: str) -> Words:
    """What the account, or the channel, with that id is called; the id where there is none."""
    found = contracts(ledger, catalogue).get(ident)
    return found.name if found else dict.fromkeys(LANGUAGES, ident)


def account_faults(ledger: Ledger, catalogue: Catalogue) -> tuple[Problem, ...]:
    """What is wrong with accounts whose days will not do."""
    return tuple(faulty_accounts(ledger, catalogue).values())


def faulty_accounts(ledger: Ledger, catalogue: Catalogue) -> Mapping[str, Problem]:
    """The same, by the id of the account."""
    channels, found = effective(catalogue, ledger.channels), dict[str, Problem]()
    for account in ledger.accounts.values():
        try:
            as_held(channel_of(channels, account.channel), account)
        except Problem as problem:
            found[account.id] = problem
    return found
