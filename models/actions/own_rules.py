"""The user's own rules for channels: every change of them is a pure function that gives the next ledger."""

import re
from datetime import date
from itertools import chain, count

import msgspec

from models.actions.auto_debit_changes import since_then
from models.actions.moved_bills import followed
from models.actions.precautions import without_account
from models.bills.contracts import called, contracts
from models.channels import checks as check
from models.channels.account import Account, set_up_on, with_bill_days
from models.channels.channel import Catalogue, Channel
from models.channels.channel_checks import check_complete
from models.channels.effective import TABLES, as_now, channel_of, effective_channel, effective_or_problem
from models.channels.held import account_with, of_channel, together
from models.channels.override import ChannelOverride
from models.ledger.ledger import Ledger, drop, put
from models.values.message import Problem
from models.values.text import normalise

LONGEST = 24
"""Characters of a name that an id is made of, so that a number has room behind them."""


def own_fields(override: ChannelOverride) -> frozenset[str]:
    """The fields that an override sets, by their names in the catalogue: `due_day`, `auto_debit.pay_account`."""
    found = set()
    for key, value in as_now(override.values).items():
        nested = value if key in TABLES and isinstance(value, dict) else None
        found |= {key} if nested is None else {f"{key}.{name}" for name in nested}
    return frozenset(found)


def set_override(ledger: Ledger, catalogue: Catalogue, own: ChannelOverride, day: date | None = None) -> Ledger:
    """With the user's own rules for a channel, or a channel of their own; an override that sets nothing is taken out.

    What is recorded of bills goes with them to their new dates. `day` is today at the institution, on which auto-debit
    that is switched on was set up, and from which on what is said of it holds. Raises Problem naming the field that is
    wrong.
    """
    channel = effective_channel(catalogue, own)
    check_complete(channel)
    _check_days(channel, own, own_of(ledger, catalogue, own.id))
    of_institution = msgspec.structs.replace(own, values=of_channel(own.values))
    empty = own.id in catalogue and not own_fields(of_institution)
    channels = drop(ledger.channels, own.id) if empty else put(ledger.channels, own.id, of_institution)
    accounts = ledger.accounts
    if own.id in accounts or own.id not in catalogue or of_institution != own:
        account = accounts.get(own.id) or msgspec.structs.replace(Account.of(channel), added_on=day)
        made = with_bill_days(account_with(account, channel, own.values), account)
        if day is not None:
            since = set_up_on(account.auto_debit, made.auto_debit, made.set_up_on, day)
            made = since_then(ledger, catalogue, msgspec.structs.replace(made, set_up_on=since), day)
        accounts = put(accounts, own.id, made)
    return followed(ledger, msgspec.structs.replace(ledger, channels=channels, accounts=accounts), catalogue)


def own_of(ledger: Ledger, catalogue: Catalogue, ident: str) -> ChannelOverride:
    """What is the user's own of a channel and of its first account; nothing but the id where nothing is."""
    override = ledger.channels.get(ident, ChannelOverride(id=ident))
    rules = msgspec.structs.replace(override, values=of_channel(override.values))
    channel = effective_or_problem(catalogue, {ident: rules})[ident] if override.base or ident in catalogue else None
    if not isinstance(channel, Channel):
        channel = channel_of(catalogue, ident)
    return together(override, ledger.accounts.get(ident), channel)


def _check_days(channel: Channel, own: ChannelOverride, before: ChannelOverride) -> None:
    """Problem where the user newly moves the due day to one that the institution lets nobody choose."""
    known = as_now(before.values)
    days: dict[str, tuple[int | None, ...]] = {
        "due_day": (channel.due_day,),
        "due_moves": tuple(move.due_day for move in channel.due_moves),
    }
    for field, said in days.items():
        if as_now(own.values).get(field) == known.get(field):
            continue
        for day in said:
            if day is not None:
                check.offered(channel.id, field, day, channel.due_days)


def id_for(ledger: Ledger, catalogue: Catalogue, name: str) -> str:
    """An id that nothing has yet, of the letters and digits of a name: `cmb-card`; `own` where it has none."""
    words = "-".join(re.findall(r"[a-z0-9]+", normalise(name).lower(), re.ASCII))
    slug = words[:LONGEST].strip("-") if words[:1].isalpha() else f"own-{words[:LONGEST]}".strip("-")
    taken = {*catalogue, *ledger.channels, *ledger.accounts}
    further = (f"{slug}-{number}" for number in count(2))
    return next(each for each in chain([slug], further) if each not in taken)


def add_channel(ledger: Ledger, catalogue: Catalogue, own: ChannelOverride) -> Ledger:
    """With a channel of one's own; Problem where its id is taken."""
    if own.id in catalogue or own.id in ledger.channels:
        raise Problem("there is a channel {channel} already; choose another id", field="id", channel=own.id)
    return set_override(ledger, catalogue, own)


def drop_override(ledger: Ledger, catalogue: Catalogue, ident: str, day: date) -> Ledger:
    """Without the user's own rules for a channel; Problem where orders use a channel that there would no longer be.

    `day` is today at the institution: what they said of auto-debit holds no longer.
    """
    if not own_fields(own_of(ledger, catalogue, ident)) and ident not in ledger.channels:
        raise Problem("nothing about {channel} is your own", channel=called(ledger, catalogue, ident))
    used = users(ledger, ident)
    if ident not in catalogue and used:
        raise Problem(
            "{channel} has orders ({count}); delete them or give them another channel first",
            count=used,
            channel=called(ledger, catalogue, ident),
        )
    left, accounts = ledger, drop(ledger.accounts, ident)
    if used:
        old = ledger.accounts.get(ident)
        new = Account.of(catalogue[ident])
        if old is not None:
            kept = {name: getattr(old, name) for name in ("label", "last4", "added_on", "debited_before")}
            new = since_then(ledger, catalogue, msgspec.structs.replace(new, **kept), day)
        accounts = put(accounts, ident, new)
    elif ident in ledger.accounts:
        left = without_account(ledger, ident)
    set_ups = ledger.set_ups if ident in catalogue else drop(ledger.set_ups, ident)
    after = msgspec.structs.replace(left, channels=drop(ledger.channels, ident), accounts=accounts, set_ups=set_ups)
    return followed(ledger, after, catalogue)


def users(ledger: Ledger, ident: str) -> int:
    """How many orders go through the account with that id, or the channel's first."""
    return sum(order.account_id == ident for order in ledger.orders.values())


def channels_of(ledger: Ledger, catalogue: Catalogue) -> dict[str, Channel | Problem]:
    """Every channel by id; where the user's own rules would break one, what is wrong with them."""
    faulty = {
        ident: each
        for ident, each in effective_or_problem(catalogue, ledger.channels).items()
        if isinstance(each, Problem)
    }
    return {**contracts(ledger, catalogue), **faulty}
