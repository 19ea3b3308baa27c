"""What accounts may be called: by their ids, names and aliases, and by those of a channel that has only one."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import permutations

import msgspec

from models.channels.channel import Catalogue, Channel
from models.values.identity import key_of, visible
from models.values.message import Problem, Words, bracketed, enumerated
from models.values.text import clean

_LAST4 = r"(?a)\d{4}"
_BETWEEN = frozenset({"Ps", "Pe", "Pd", "Pc", "Zs"})
"""The categories of what may stand between the parts of a name: brackets, dashes, spaces."""
_POINTS = frozenset("·•・/|:")

NEAREST = 3
"""How many names are offered for one that is not known."""

ALIKE = 0.4
"""How much of a name must be there for it to be offered: 花贝 has half of 花呗."""


class Names(msgspec.Struct, frozen=True):
    """The accounts, as channels under their own ids, and all that go by a name.

    `bare`: the channels by their names alone, from which the name of a further account begins.
    """

    held: Catalogue
    by_name: Mapping[str, tuple[Channel, ...]]
    bare: Mapping[str, str]

    def named(self, text: str) -> Channel:
        """The account that is meant; Problem where it is not known, or may be one of several."""
        found = self.found(text)
        if len(found) == 1:
            return found[0]
        name = clean(visible(text), 40)
        if found:
            raise Problem(
                "{name} may be any of {channels}; give one of these ids",
                field="channel",
                name=name,
                channels=_all(found),
            )
        self._check_account(text)
        if alike := self._nearest(text):
            raise Problem(
                "there is no channel {name}; the nearest are {channels}",
                field="channel",
                name=name,
                channels=_all(alike),
            )
        raise Problem(
            "there is no channel {name}; known are {channels}",
            field="channel",
            name=name,
            channels=_all(self.held.values()),
        )

    def found(self, text: str) -> tuple[Channel, ...]:
        """All the accounts that go by that name."""
        ident = clean(visible(text))
        if self.has(ident):
            return (self.held[ident],)
        return self.by_name.get(name_key(text), ())

    def key(self, text: str) -> str:
        """What all spellings of a label have in common, which may be a channel's name with four digits behind it."""
        sought = name_key(text)
        for name, ident in sorted(self.bare.items(), key=lambda each: len(each[0]), reverse=True):
            rest = sought.removeprefix(name)
            if sought.startswith(name) and (not rest or re.fullmatch(_LAST4, rest)):
                return name_key(ident) + rest
        return sought

    def has(self, ident: str) -> bool:
        """Whether that is the id of an account, or of a channel whose first account is made with its first order."""
        return ident in self.held and any(each.id == ident for each in self.by_name.get(name_key(ident), ()))

    def agree(self, text: str, account: str) -> bool:
        """Whether the account with that id goes by that name, alone or with others."""
        return any(each.id == account for each in self.found(text))

    def _nearest(self, text: str) -> list[Channel]:
        """The accounts with the names that are most alike."""
        from difflib import get_close_matches  # noqa: PLC0415  # only a wrong name needs it

        alike = get_close_matches(name_key(text)[:40], self.by_name, n=4 * NEAREST, cutoff=ALIKE)
        found = {each.id: each for name in alike for each in self.by_name[name]}
        return list(found.values())[:NEAREST]

    def _check_account(self, text: str) -> None:
        """Problem where it is a card of a known channel that has no account: that is made by a command, never here."""
        sought = name_key(text)
        for name, ident in sorted(self.bare.items(), key=lambda each: len(each[0]), reverse=True):
            card = re.fullmatch(_LAST4, sought.removeprefix(name)) if sought.startswith(name) else None
            if card is not None:
                raise Problem(
                    "there is no account {name}; make it first: `fenqi account add {channel} --last4 {digits}`",
                    field="channel",
                    name=clean(visible(text), 40),
                    channel=ident,
                    digits=card[0],
                )


def channel_names(held: Catalogue, institutions: Catalogue | None = None) -> Names:
    """The names of all accounts that are held, in every language, and of the channels, the `institutions`.

    Without these the accounts have only their own names. An alias counts only where nothing has it as its name.
    """
    plain = institutions or {ident: each for ident, each in held.items() if not each.institution}
    accounts: dict[str, list[Channel]] = {}
    for channel in held.values():
        accounts.setdefault(channel.institution or channel.id, []).append(channel)
    names, aliases = dict[str, dict[str, Channel]](), dict[str, dict[str, Channel]]()
    bare: dict[str, str] = {}
    for ident, mine in accounts.items():
        made = [each for each in mine if each.institution] or mine
        for goes_by, them in ((_names, names), (_aliases, aliases)):
            for name in goes_by(plain[ident]) if ident in plain else {name_key(ident)}:
                bare.setdefault(name, ident)
                them.setdefault(name, {}).update((each.id, each) for each in made)
            for each in made:
                marked = _marked(goes_by(plain[ident]) if ident in plain else set(), each)
                for name in goes_by(each) | marked:
                    them.setdefault(name, {})[each.id] = each
    return Names(held, {name: tuple(found.values()) for name, found in (aliases | names).items()}, bare)


@lru_cache(maxsize=4096)  # a form reads all names with each key
def name_key(name: str) -> str:
    """What all spellings of a name have in common: no width, case, brackets, dashes, spaces, nor 尾号."""
    folded = key_of(name).replace("尾号", "")
    kept = "".join(each for each in folded if unicodedata.category(each) not in _BETWEEN and each not in _POINTS)
    return kept or folded


def _names(channel: Channel) -> set[str]:
    return {name_key(text) for text in (channel.id, *channel.name.values(), *channel.short.values())}


def _marked(bare: set[str], account: Channel) -> set[str]:
    """The account's label, its digits and both, alone and after each of the `bare` names of its institution."""
    marks = [name_key(mark) for mark in account.marks]
    together = ("".join(each) for count in range(1, len(marks) + 1) for each in permutations(marks, count))
    return {f"{name}{mark}" for mark in together for name in (*bare, "")}


def _aliases(channel: Channel) -> set[str]:
    return {name_key(text) for text in channel.aliases}


def _all(channels: Iterable[Channel]) -> Words:
    return enumerated(bracketed(each.short, each.id) for each in channels)
