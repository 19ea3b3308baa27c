"""What accounts may be called in a file: by their ids and names, and by those of a channel that has only one."""

import re
from collections.abc import Iterable

import msgspec

from models.channels.channel import LANGUAGES, Catalogue, Channel
from models.values.identity import key_of
from models.values.message import Problem, Words
from models.values.text import clean

_LAST4 = re.compile(r"-?(\d{4})", re.ASCII)


class Names(msgspec.Struct, frozen=True):
    """The accounts, as channels under their own ids, and all that go by a name.

    `bare`: the channels by their names alone, from which the name of a further account begins.
    """

    held: Catalogue
    by_name: dict[str, tuple[Channel, ...]]
    bare: dict[str, str]

    def named(self, text: str) -> Channel:
        """The account that is meant; Problem where it is not known, or may be one of several."""
        found = self._found(text)
        if len(found) == 1:
            return found[0]
        name = clean(text, 40)
        if found:
            raise Problem(
                "{name} may be any of {channels}; give one of these ids",
                field="channel",
                name=name,
                channels=_all(found),
            )
        self._check_account(text)
        raise Problem(
            "there is no channel {name}; known are {channels}",
            field="channel",
            name=name,
            channels=", ".join(self.held),
        )

    def has(self, ident: str) -> bool:
        """Whether that is the id of an account, or of a channel whose first account is made with its first order."""
        return ident in self.held and any(each.id == ident for each in self.by_name.get(key_of(ident), ()))

    def agree(self, text: str, account: str) -> bool:
        """Whether the account with that id goes by that name, alone or with others."""
        return any(each.id == account for each in self._found(text))

    def _found(self, text: str) -> tuple[Channel, ...]:
        ident = clean(text)
        if self.has(ident):
            return (self.held[ident],)
        return self.by_name.get(key_of(text), ())

    def _check_account(self, text: str) -> None:
        """Problem where it is a card of a known channel that has no account: that is made by a command, never here."""
        sought = key_of(text)
        for name, ident in sorted(self.bare.items(), key=lambda each: len(each[0]), reverse=True):
            card = _LAST4.fullmatch(sought.removeprefix(name)) if sought.startswith(name) else None
            if card is not None:
                raise Problem(
                    "there is no account {name}; make it first: `fenqi account add {channel} --last4 {digits}`",
                    field="channel",
                    name=clean(text, 40),
                    channel=ident,
                    digits=card[1],
                )


def channel_names(held: Catalogue, institutions: Catalogue | None = None) -> Names:
    """The names of all accounts that are held, in every language, and of the channels, the `institutions`.

    Without these the accounts have only their own names.
    """
    plain = institutions or {ident: each for ident, each in held.items() if not each.institution}
    accounts: dict[str, list[Channel]] = {}
    for channel in held.values():
        accounts.setdefault(channel.institution or channel.id, []).append(channel)
    names: dict[str, dict[str, Channel]] = {}
    bare: dict[str, str] = {}
    for ident, mine in accounts.items():
        made = [each for each in mine if each.institution] or mine
        for name in _names(plain[ident]) if ident in plain else {key_of(ident)}:
            bare.setdefault(name, ident)
            names.setdefault(name, {}).update((each.id, each) for each in made)
        for each in made:
            for name in _names(each):
                names.setdefault(name, {})[each.id] = each
    return Names(held, {name: tuple(found.values()) for name, found in names.items()}, bare)


def _names(channel: Channel) -> set[str]:
    return {key_of(text) for text in (channel.id, *channel.name.values(), *channel.short.values())}


def _all(channels: Iterable[Channel]) -> Words:
    return {language: ", ".join(f"{each.short[language]} ({each.id})" for each in channels) for language in LANGUAGES}
