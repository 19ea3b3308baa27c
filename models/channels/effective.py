"""The catalogue as one user has it: the built-in channels, the user's own rules for them, and channels of their own."""

from collections.abc import Mapping
from typing import Any

import msgspec

from models.channels.builtin import GENERIC, read_channel
from models.channels.channel import LANGUAGES, Catalogue, Channel
from models.channels.inherited import with_own_texts
from models.channels.override import ChannelOverride
from models.channels.rules import Late
from models.values.message import Problem
from models.values.text import MAX_TITLE, clean

TABLES = ("arrivals", "auto_debit", "early", "minimum", "order_late", "steps")
"""The fields of a channel that have fields of their own."""


def effective(builtin: Catalogue, overrides: Mapping[str, ChannelOverride]) -> Catalogue:
    """The channels with the user's overrides; one that is not valid (any more) changes nothing, see `faults`."""
    if not overrides:
        return builtin
    made = effective_or_problem(builtin, overrides)
    changed = {**builtin, **{key: each for key, each in made.items() if isinstance(each, Channel)}}
    # The generic channel is offered last.
    return {key: changed[key] for key in sorted(changed, key=lambda key: key == GENERIC)}


def faults(builtin: Catalogue, overrides: Mapping[str, ChannelOverride]) -> tuple[Problem, ...]:
    """What is wrong with overrides that are not taken."""
    return tuple(each for each in effective_or_problem(builtin, overrides).values() if isinstance(each, Problem))


def effective_or_problem(builtin: Catalogue, overrides: Mapping[str, ChannelOverride]) -> dict[str, Channel | Problem]:
    """The channel that each override makes, by its id; or what is wrong with it."""
    made: dict[str, Channel | Problem] = {}
    for override in overrides.values():
        try:
            made[override.id] = effective_channel(builtin, override)
        except Problem as problem:
            made[override.id] = problem
    return made


def effective_channel(builtin: Catalogue, override: ChannelOverride) -> Channel:
    """The channel that an override makes; raises Problem naming the field that is wrong.

    What the user set has no source of the catalogue's any more, and another rule for settling early or for the minimum
    none of its words. Other apps have none of the texts that name those of the catalogue.
    """
    base = builtin.get(override.id) or builtin.get(override.base)
    if base is None:
        raise Problem(
            "channel {channel}: there is no channel {base} to start from", channel=override.id, base=override.base
        )
    table: dict[str, Any] = msgspec.to_builtins(base, str_keys=True)
    if override.id not in builtin:
        table["mall"] = None  # what the mall takes is no rule that another channel could have
        table["aliases"] = []  # they are those of the channel that it starts from
    values = as_now(override.values)
    names = values.get("uncertain")
    if isinstance(names, list | tuple) and all(isinstance(name, str) for name in names):
        # Older versions had the names alone; those that are left out are certain.
        known: Mapping[str, Any] = table.pop("uncertain")
        values["uncertain"] = {name: known.get(name, table["source"]) for name in names}
    elif "uncertain" not in values:
        unsaid = {field: each for field, each in table["uncertain"].items() if field in TABLES or field not in values}
        table["uncertain"] = unsaid
    if values.get("due_day") is not None and "due_after" not in values:
        table["due_after"] = None  # the user's day holds, not the catalogue's count
    table["order_late"] = _order_late(table["order_late"], values)
    if "fee_rates" in values:
        table["fee_rates"] = {}  # they are said all together
    table["arrivals"] = _arrivals(table["arrivals"], values)
    if isinstance(values.get("methods"), list):
        values["methods"] = [_method(override.id, each, base, builtin) for each in values["methods"]]
    if override.id in builtin and isinstance(values.get("apps"), list):
        values["apps"] = _apps(values["apps"], table["apps"])
    table |= _in_other_words(table, values)
    return with_own_texts(read_channel(override.id, _laid_over(table, values)), base)


def usual(builtin: Catalogue, override: ChannelOverride) -> Channel | None:
    """What holds where the override says nothing: the catalogue's, without texts that name apps which are not its own.

    None where the catalogue has no such channel.
    """
    base = builtin.get(override.id) or builtin.get(override.base or GENERIC)
    apps = {"apps": override.values["apps"]} if "apps" in override.values else {}
    if base is None or not apps:
        return base
    try:
        made = effective_channel(builtin, ChannelOverride(id=override.id, base=base.id, values=apps))
    except Problem:
        return base
    return msgspec.structs.replace(made, apps=base.apps)


def _method(ident: str, said: Any, base: Channel, builtin: Catalogue) -> Any:
    """The method that the user named by its id, in the words of the channel itself or of the first that takes it."""
    if not isinstance(said, str):
        return said
    channels = (*reversed(tuple(builtin.values())), base)
    known = {each.id: each for channel in channels for each in channel.methods}
    if said not in known:
        raise Problem(
            "channel {channel}: {key} names {value}; known are {known}",
            field="methods",
            channel=ident,
            key="methods",
            value=clean(said, 40),
            known=", ".join(sorted(known)),
        )
    return msgspec.to_builtins(known[said])


def _order_late(usual: Any, values: Mapping[str, Any]) -> Any:
    """What lateness costs in 订单制, with what the user said of lateness: that holds however orders are billed."""
    said = {name: values[f"late_{name}"] for name in Late.__struct_fields__ if f"late_{name}" in values}
    return {**usual, **said} if usual else usual


def _arrivals(usual: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """How long those methods take of which the user did not say it, out of the methods that there are then."""
    said, methods = values.get("arrivals"), values.get("methods")
    left = [each for each in usual if not (isinstance(said, Mapping) and each in said)]
    if isinstance(methods, list):
        there = [each.get("id") if isinstance(each, Mapping) else each for each in methods]
        left = [each for each in left if each in there]
    return {method: usual[method] for method in left}


def _apps(said: list[Any], usual: list[Any]) -> list[Any]:
    """What the user said of a channel's first app, what was left blank of it, and the other apps."""
    if not said or not isinstance(said[0], Mapping):
        return said
    return [{**usual[0], **{key: each for key, each in said[0].items() if each}}, *(said[1:] or usual[1:])]


_SAID_OTHERWISE = {"early": ("words",), "minimum": ("words", "carried", "carried_from")}
"""What of a rule of the catalogue does not go with another one that the user said."""


def _in_other_words(table: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The rules of which the user said something else, and no words, without what the catalogue said of its own."""
    early, minimum = values.get("early"), values.get("minimum")
    other = set()
    if isinstance(early, Mapping) and "words" not in early and _charge(_laid_over(table, values)) != _charge(table):
        other.add("early")
    if isinstance(minimum, Mapping) and "words" not in minimum and {"instalments", "other"} & minimum.keys():
        other.add("minimum")
    return {
        name: {key: each for key, each in (table[name] or {}).items() if key not in _SAID_OTHERWISE[name]}
        for name in other
    }


def _charge(table: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a channel's table says is charged for settling early."""
    early = table.get("early") or {}
    return tuple(early.get(field) for field in ("rule", "percent", "daily_rate"))


def as_now(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an override as channels have them now.

    Older versions had a minimum in words alone, a source as one text with its day beside it, moves of the due day
    alone, and the pay account under another name.
    """
    now, minimum = dict(values), values.get("minimum")
    if isinstance(now.get("source"), str):
        now["source"] = {"words": dict.fromkeys(LANGUAGES, now["source"])}
    if "verified_on" in now and isinstance(now.get("source", {}), Mapping):
        now["source"] = {**now.get("source", {}), "verified_on": now.pop("verified_on")}
    if isinstance(minimum, Mapping) and minimum.keys() & set(LANGUAGES):
        words = {language: minimum[language] for language in LANGUAGES if language in minimum}
        now["minimum"] = {"words": words, **{key: each for key, each in minimum.items() if key not in LANGUAGES}}
    if isinstance(now.get("due_moves"), list | tuple):
        now["due_moves"] = [_move(each) for each in now["due_moves"]]
    auto_debit = now.get("auto_debit")
    if isinstance(auto_debit, Mapping) and "account" in auto_debit:
        rest = {key: each for key, each in auto_debit.items() if key != "account"}
        now["auto_debit"] = {"pay_account": auto_debit["account"], **rest}
    return now


def _move(said: Any) -> Any:
    """A move with both its days; one of the due day alone has none for the bill day."""
    if not isinstance(said, Mapping):
        return said
    return {"bill_day": None, **{"due_day" if key == "day" else key: each for key, each in said.items()}}


def _laid_over(table: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """`table` with `values`; tables inside are laid over those there, too."""
    found = dict(table)
    for key, value in values.items():
        inner = found.get(key)
        found[key] = _laid_over(inner, value) if isinstance(inner, Mapping) and isinstance(value, Mapping) else value
    return found


def channel_of(channels: Catalogue, ident: str) -> Channel:
    """The channel with that id; one that the catalogue lost has the rules of a generic bank card."""
    if ident in channels:
        return channels[ident]
    generic = channels[GENERIC]
    name = dict.fromkeys(generic.name, clean(ident, MAX_TITLE) or "?")
    return msgspec.structs.replace(generic, id=ident, name=name, short=name)
