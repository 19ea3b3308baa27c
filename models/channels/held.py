"""What the user said of an institution, and what of its account: one page on the screen, two records in the file."""

from collections.abc import Mapping
from typing import Any

import msgspec

from models.channels.account import Account
from models.channels.channel import Channel
from models.channels.effective import as_now
from models.channels.override import ChannelOverride

DAYS = {"mode": "mode", "bill_day": "bill_day", "due_day": "due_day", "due_after": "due_after", "due_moves": "moves"}
"""The fields of a channel that each account has for itself, and what they are called there."""

AUTO_DEBIT = {"default": "auto_debit", "extent": "extent", "pay_account": "pay_account"}
"""The same of the fields in a channel's `auto_debit`."""


def of_channel(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the user's values that are rules of the institution."""
    rest = {key: each for key, each in as_now(values).items() if key not in DAYS}
    said = rest.get("auto_debit")
    if isinstance(said, Mapping):
        rest["auto_debit"] = {key: each for key, each in said.items() if key not in AUTO_DEBIT}
        if not rest["auto_debit"]:
            del rest["auto_debit"]
    return rest


def account_with(account: Account, channel: Channel, values: Mapping[str, Any]) -> Account:
    """The account as the user's values have it; `channel` is what they make of its institution."""
    days = {name: getattr(channel, field) for field, name in DAYS.items()}
    said = as_now(values).get("auto_debit")
    given = said if isinstance(said, Mapping) else {}
    auto_debit = {
        name: getattr(channel.auto_debit, field) if given.get(field) not in (None, "") else _UNSAID[name]
        for field, name in AUTO_DEBIT.items()
    }
    return msgspec.structs.replace(account, **days, **auto_debit)


_UNSAID = {"auto_debit": None, "extent": None, "pay_account": ""}


def together(override: ChannelOverride, account: Account | None, channel: Channel) -> ChannelOverride:
    """What is the user's own of a channel, its account's days and auto-debit among it; `channel` is as without them."""
    if account is None:
        return override
    values = of_channel(override.values)
    for field, name in DAYS.items():
        if getattr(account, name) != getattr(channel, field):
            own = msgspec.to_builtins(getattr(account, name))
            values[field] = list(own) if isinstance(own, tuple) else own  # as it is in a file
    said = {field: getattr(account, name) for field, name in AUTO_DEBIT.items() if getattr(account, name)}
    if said:
        values["auto_debit"] = {**values.get("auto_debit", {}), **msgspec.to_builtins(said)}
    return msgspec.structs.replace(override, values=values)
