"""What the channels' page does: the user's own rules, and channels of their own."""

from collections.abc import Callable

from models.actions.bill_days import redated
from models.actions.own_rules import add_channel, drop_override, own_of, set_override
from models.channels.override import ChannelOverride
from models.ledger.ledger import Ledger
from models.values.message import Message, Problem, msg
from tui.commands import dialogs
from tui.commands.commit import commit
from tui.commands.drafting import Drafting
from tui.commands.host import Host
from tui.words.channel_changes import changes
from tui.words.redated import first_said


async def edit(host: Host, ident: str) -> str:
    """Change the rules of a channel, or enter one of the user's own where `ident` is "". Returns the one changed."""
    catalogue = host.session.catalogue
    old = own_of(host.working.ledger, catalogue, ident)
    draft = Drafting(host, f"channel/{ident or '(new)'}")  # no id has brackets
    new = await dialogs.edit_channel(host, ident, draft)
    if new is None or new == old:
        draft.drop()
        return ""
    there = own_of(host.newest(), catalogue, ident)
    if there not in (old, new) and not await dialogs.confirm(host, _other_edit(host, ident, old, there)):
        draft.drop()
        return ""

    def change(ledger: Ledger) -> Ledger:
        if not ident:
            return add_channel(ledger, catalogue, new)
        now = own_of(ledger, catalogue, ident)
        if now != there:
            raise Problem.of(_other_edit(host, ident, there, now))
        return set_override(ledger, catalogue, new)

    if not await _agreed(host, change):
        return ""
    if commit(host, msg("change channel {channel}", channel=new.id), change):
        draft.drop()
    return new.id


async def _agreed(host: Host, change: Callable[[Ledger], Ledger]) -> bool:
    """Whether orders may go on the bills of their account, whose bill day becomes known: each with its dates."""
    ledger = host.working.ledger
    try:
        after = change(ledger)
    except Problem:
        return True  # it is refused, and said, when it is to be written
    placed = [
        each for each in redated(ledger, after, host.session.catalogue) if each.order != ledger.orders[each.order.id]
    ]
    if not placed:
        return True
    question = msg("These orders are due with the bills from now on; what is repaid keeps its date. Save it?")
    return await dialogs.confirm(host, question, note=first_said(placed, host.session.language))


def _other_edit(host: Host, ident: str, old: ChannelOverride, new: ChannelOverride) -> Message:
    """The question whether to overwrite what another terminal did to the user's rules of a channel."""
    return msg(
        "Another terminal has changed {channel} meanwhile: {changes}. Overwrite what it did?",
        channel=ident,
        changes=changes(old, new, host.session.catalogue, host.session.language),
    )


def why_not_drop(host: Host, ident: str) -> Message | None:
    """Why the user's rules of a channel cannot be dropped; None where they can."""
    try:
        drop_override(host.working.ledger, host.session.catalogue, ident)
    except Problem as problem:
        return problem.message
    return None


async def drop(host: Host, ident: str) -> None:
    """Drop the user's rules of a channel, after asking."""
    catalogue = host.session.catalogue
    question = msg("Go back to the catalogue's rules for {channel}? u undoes it.", channel=ident)
    if ident not in catalogue:
        question = msg("Delete your channel {channel}? u undoes it.", channel=ident)
    if await dialogs.confirm(host, question):
        label = msg("drop channel {channel}", channel=ident)
        commit(host, label, lambda ledger: drop_override(ledger, catalogue, ident))
