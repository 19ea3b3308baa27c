"""What a start begins with: a new ledger, a repayment whose reference is to be asked for, an interrupted checklist."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.actions.reference import asked, unasked
from models.actions.set_up_steps import under_way
from models.channels.effective import channel_of
from models.values.message import Message, msg

if TYPE_CHECKING:
    from models.bills.bill import Bill
    from models.ledger.progress import Step
    from tui.commands.host import Host


WHERE_YOU_WERE = msg("where you were")
GO_ON = {"title": WHERE_YOU_WERE, "yes": msg("go on there"), "no": msg("not now")}


async def greet(host: Host, interrupted: list[tuple[Bill, Step]]) -> None:
    """Offer a beginning where there is no file; else say what was recorded, or offer to go on with a checklist.

    Nothing is offered where the ledger is gone and can come back: a remark says how.
    """
    store = host.session.store
    if not store.exists():
        if store.backup() is not None:
            return
        from tui.commands import dialogs

        choice = await dialogs.welcome(host)
        if choice:
            host.action_command(choice)
        return
    if await _say_recorded(host):
        return
    if interrupted:
        await _offer(host, interrupted)
    else:
        await _offer_set_up(host)


async def _say_recorded(host: Host) -> bool:
    """Say of the repayments that were recorded as the app ended, and ask for their references; whether one is given.

    Each is asked about once: that it was, is on disk before.
    """
    waiting = unasked(host.working.ledger)
    if not waiting:
        return False
    from tui.commands import dialogs
    from tui.commands.commit import commit
    from tui.state.reference import on_record

    for repayment in waiting:
        made = on_record(host.working.ledger, repayment.id, host.session)
        if made is None or not commit(host, made.label, partial(asked, repayment=repayment.id), extra=True):
            continue
        how = {
            "note": msg("Do not pay it again."),
            "yes": msg("add its reference"),
            "no": msg("without one"),
            "title": WHERE_YOU_WERE,
        }
        if await dialogs.confirm(host, made.said, **how, sure=True):
            host.ask_reference(repayment)
            return True
    return False


async def _offer(host: Host, interrupted: list[tuple[Bill, Step]]) -> None:
    """Offer to go on with one of the interrupted checklists."""
    from models.bills.standing import STEPS
    from tui.commands import dialogs
    from tui.state.step import STEP_NAMES

    for bill, step in interrupted:
        question = msg(
            "The checklist for {channel} {due} stopped at step {number} ({step}). Go on there? Do not pay twice.",
            channel=bill.channel.name,
            due=bill.due.isoformat(),
            number=STEPS.index(step) + 1,
            step=host.session.language.say(STEP_NAMES[step]),
        )
        others = _others(len(interrupted) - 1)
        if await dialogs.confirm(host, question, note=others, sure=True, **GO_ON):
            host.go_on(bill)
            return


async def _offer_set_up(host: Host) -> None:
    """Offer to go on with setting up auto-debit, or turning it off, where that stopped last. One that was finished, and
    then undone, did not stop: nobody is asked to do again what they took back."""
    begun = under_way(host.working.ledger)
    if not begun:
        return
    from tui.commands import dialogs
    from tui.state.set_up_acts import ended
    from tui.words.set_up import stopped_at

    channels, undone = host.working.channels(), host.working.snapshot.redo
    stopped = [each for each in begun if undone is None or undone != ended(channel_of(channels, each.id), off=each.off)]
    if not stopped:
        return
    record = max(stopped, key=lambda each: each.touched_at.timestamp())
    question = stopped_at(record, channel_of(channels, record.id))
    if question is not None and await dialogs.confirm(host, question, **GO_ON, sure=True):
        host.ask_of(record.id)


def _others(count: int) -> Message | None:
    if count == 1:
        return msg("one more checklist is open; the list marks it ›")
    return msg("{count} more checklists are open; the list marks them ›", count=count) if count else None
