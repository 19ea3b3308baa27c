"""The user's own rules for channels: every change of them is a pure function that gives the next ledger."""

import msgspec

from models.actions.moved_bills import followed
from models.channels.channel import Catalogue, Channel, check_complete
from models.channels.effective import TABLES, as_now, effective, effective_channel, effective_or_problem
from models.channels.override import ChannelOverride
from models.ledger.ledger import Ledger, drop, put
from models.values.message import Problem


def own_fields(override: ChannelOverride) -> frozenset[str]:
    """The fields that an override sets, by their names in the catalogue: `due_day`, `auto_debit.account`."""
    found = set()
    for key, value in as_now(override.values).items():
        nested = value if key in TABLES and isinstance(value, dict) else None
        found |= {key} if nested is None else {f"{key}.{name}" for name in nested}
    return frozenset(found)


def set_override(ledger: Ledger, catalogue: Catalogue, own: ChannelOverride) -> Ledger:
    """With the user's own rules for a channel, or a channel of their own; an override that sets nothing is taken out.

    What is recorded of bills goes with them to their new dates. Raises Problem naming the field that is wrong.
    """
    channel = effective_channel(catalogue, own)
    check_complete(channel)
    _check_days(channel, own, ledger.channels.get(own.id))
    empty = own.id in catalogue and not own_fields(own)
    channels = drop(ledger.channels, own.id) if empty else put(ledger.channels, own.id, own)
    return followed(ledger, msgspec.structs.replace(ledger, channels=channels), catalogue)


def _check_days(channel: Channel, own: ChannelOverride, before: ChannelOverride | None) -> None:
    """Problem where the user newly moves the due day to one that the institution lets nobody choose."""
    known = before.values if before else {}
    days: dict[str, tuple[int | None, ...]] = {
        "due_day": (channel.due_day,),
        "due_moves": tuple(move.due_day for move in channel.due_moves),
    }
    for field, said in days.items():
        if not channel.due_days or own.values.get(field) == known.get(field):
            continue
        for day in said:
            if day is not None and day not in channel.due_days:
                raise Problem(
                    "channel {channel}: {key} {day} is not among the days that it offers, {days}; "
                    "add it to them if the app offers it",
                    field=field,
                    channel=channel.id,
                    key=field,
                    day=day,
                    days=", ".join(str(each) for each in channel.due_days),
                )


def add_channel(ledger: Ledger, catalogue: Catalogue, own: ChannelOverride) -> Ledger:
    """With a channel of one's own; Problem where its id is taken."""
    if own.id in catalogue or own.id in ledger.channels:
        raise Problem("there is a channel {channel} already; choose another id", field="id", channel=own.id)
    return set_override(ledger, catalogue, own)


def drop_override(ledger: Ledger, catalogue: Catalogue, ident: str) -> Ledger:
    """Without the user's own rules for a channel; Problem where orders use a channel that there would no longer be."""
    if ident not in ledger.channels:
        raise Problem("nothing about {channel} is your own", channel=ident)
    used = users(ledger, ident)
    if ident not in catalogue and used:
        raise Problem(
            "{count} orders use {channel}; delete them or give them another channel first", count=used, channel=ident
        )
    return followed(ledger, msgspec.structs.replace(ledger, channels=drop(ledger.channels, ident)), catalogue)


def users(ledger: Ledger, ident: str) -> int:
    """How many orders go through that channel."""
    return sum(order.channel == ident for order in ledger.orders.values())


def channels_of(ledger: Ledger, catalogue: Catalogue) -> dict[str, Channel | Problem]:
    """Every channel by id; where the user's own rules would break one, what is wrong with them."""
    return {**effective(catalogue, ledger.channels), **effective_or_problem(catalogue, ledger.channels)}
