"""What the channels' page does: the user's own rules, and channels of their own."""

import msgspec

from models.actions.account_changes import account_named, moved, restated
from models.actions.accounts import is_further
from models.actions.budget import budget_of
from models.actions.day_choices import NEXT, day_choices
from models.actions.own_rules import add_channel, drop_override, own_of, set_override
from models.bills.contracts import called, contracts
from models.channels.cycle import DueMove
from models.channels.due import bills_known, next_bills
from models.channels.effective import channel_of
from models.channels.override import ChannelOverride
from models.ledger.ledger import Ledger
from models.values.message import Message, Problem, Words, msg
from tui.commands import dialogs
from tui.commands.agreeing import moves_agreed
from tui.commands.commit import commit
from tui.commands.commit_named import commit_named
from tui.commands.drafting import Drafting
from tui.commands.host import Host
from tui.words.channel_changes import changes
from tui.words.day_choices import choice_in_short
from tui.words.punctuation import listed


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
        return set_override(ledger, catalogue, new, host.session.today())

    if not await moves_agreed(host, change):
        return ""
    after = msgspec.structs.replace(host.newest(), channels={**host.newest().channels, new.id: new})
    if commit_named(host, msg("change channel {channel}", channel=called(after, catalogue, new.id)), change):
        draft.drop()
    return new.id


async def edit_account(host: Host, ident: str) -> str:
    """Change a further account of a channel. Returns its id where it was changed."""
    catalogue, draft = host.session.catalogue, Drafting(host, f"account/{ident}")
    old = host.working.ledger.accounts[ident]
    new = await dialogs.edit_account(host, ident, draft)
    if new is None or new == old:
        draft.drop()
        return ""
    there = host.newest().accounts.get(ident)
    question = msg(
        "Another terminal has changed the account {account} meanwhile. Overwrite what it did?",
        account=_name(host, ident),
    )
    if there not in (old, new) and not await dialogs.confirm(host, question):
        draft.drop()
        return ""

    def change(ledger: Ledger) -> Ledger:
        if ledger.accounts.get(ident) != there:
            raise Problem.of(question)
        return restated(ledger, catalogue, new, host.session.today())

    if not await moves_agreed(host, change):
        return ""
    if commit_named(host, msg("change account {account}", account=_name(host, ident)), change):
        draft.drop()
    return ident


async def move_day(host: Host, ident: str) -> None:
    """Choose another due day of an account, of those that its institution allows; where they are not known, type it."""
    catalogue, ledger = host.session.catalogue, host.working.ledger
    ident = account_named(ledger, catalogue, ident).id
    if channel_of(contracts(ledger, catalogue), ident).due_days:
        move = await _chosen_day(host, ident)
    elif ident not in ledger.accounts:
        host.tell(
            msg("the due day of {account} is not known yet: say it first, by h and e", account=_name(host, ident))
        )
        return
    else:
        move = await dialogs.due_day(host, ident)
    if move is None:
        return

    def change(ledger: Ledger) -> Ledger:
        return moved(ledger, catalogue, ident, move)

    moves_days = msg("move the days of {account}", account=_name(host, ident))
    if await moves_agreed(host, change) and commit(host, moves_days, change):
        _say_next(host, ident)


def _say_next(host: Host, ident: str) -> None:
    """Say when the next bills of the account are due: that which is out stays, so the list may look as before."""
    channel = channel_of(host.working.channels(), ident)
    if bills_known(channel):
        due = listed((f"{day:%m-%d}" for day in next_bills(channel, host.session.today(), NEXT)), host.session.language)
        host.tell(msg("next bills of {account}: due {days}; u undoes", account=channel.name, days=due))


async def _chosen_day(host: Host, ident: str) -> DueMove | None:
    """One of the days that there are, each with the bills that follow; None where the days stay, or why not is said."""
    session, ledger = host.session, host.working.ledger
    try:
        choices = day_choices(ledger, session.catalogue, ident, session.today())
    except Problem as problem:
        host.tell(problem.message, bad=True)
        return None
    payday = budget_of(ledger).payday
    answers = {str(index): choice_in_short(each, payday, session.language) for index, each in enumerate(choices)}
    name = channel_of(contracts(ledger, session.catalogue), ident).name
    said = session.language.t(
        "On which day are new bills of {account} due from today on? Move it in its app first.", account=name
    )
    chosen = await dialogs.choose(host, (said,), answers, "0")
    return choices[int(chosen)].move if chosen else None


def _other_edit(host: Host, ident: str, old: ChannelOverride, new: ChannelOverride) -> Message:
    """The question whether to overwrite what another terminal did to the user's rules of a channel."""
    return msg(
        "Another terminal has changed {channel} meanwhile: {changes}. Overwrite what it did?",
        channel=_name(host, ident),
        changes=changes(old, new, host.session.catalogue, host.session.language),
    )


def _name(host: Host, ident: str) -> Words:
    """What the channel or the account is called; its id where it is gone."""
    return called(host.newest(), host.session.catalogue, ident)


def why_not_drop(host: Host, ident: str) -> Message | None:
    """Why the user's rules of a channel cannot be dropped; None where they can."""
    if is_further(host.working.ledger, ident):
        return msg("{account} is an account; e changes what holds for it", account=_name(host, ident))
    try:
        drop_override(host.working.ledger, host.session.catalogue, ident, host.session.today())
    except Problem as problem:
        return problem.message
    return None


async def drop(host: Host, ident: str) -> None:
    """Drop the user's rules of a channel, after asking."""
    catalogue = host.session.catalogue
    question = msg("Go back to the catalogue's rules for {channel}? u undoes it.", channel=_name(host, ident))
    if ident not in catalogue:
        question = msg("Delete your channel {channel}? u undoes it.", channel=_name(host, ident))
    if await dialogs.confirm(host, question):
        label = msg("drop channel {channel}", channel=_name(host, ident))
        day = host.session.today()
        commit_named(host, label, lambda ledger: drop_override(ledger, catalogue, ident, day))
