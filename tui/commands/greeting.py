"""What a start begins with: a new ledger, a repayment whose reference is to be asked for, an interrupted checklist."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.actions.reference import asked, unasked
from models.bills.standing import STEPS
from models.values.message import Message, msg
from tui.commands import dialogs
from tui.state.conversation import STEP_NAMES
from tui.state.reference import on_record

if TYPE_CHECKING:
    from models.bills.bill import Bill
    from models.ledger.progress import Step
    from tui.screens.main import MainScreen


async def greet(desk: MainScreen, interrupted: list[tuple[Bill, Step]]) -> None:
    """Offer a beginning where there is no file; else say what was recorded, or offer to go on with a checklist."""
    if not desk.session.store.exists():
        choice = await dialogs.welcome(desk)
        if choice == "demo":
            desk.app.exit("demo")
        elif choice:
            desk.action_command(choice)
        return
    if not await _say_recorded(desk):
        await _offer(desk, interrupted)


async def _say_recorded(desk: MainScreen) -> bool:
    """Say of the repayments that were recorded as the app ended, and ask for their references; whether one is given.

    Each is asked about once: that it was, is on disk before.
    """
    for repayment in unasked(desk.snapshot.ledger):
        made = on_record(desk.snapshot.ledger, repayment.id, desk.session)
        if made is None or not desk.commit(made.label, partial(asked, repayment=repayment.id), extra=True):
            continue
        how = {"note": msg("Do not pay it again."), "yes": msg("add its reference"), "no": msg("without one")}
        if await dialogs.confirm(desk, made.said, **how, sure=True):
            desk.ask_reference(repayment)
            return True
    return False


async def _offer(desk: MainScreen, interrupted: list[tuple[Bill, Step]]) -> None:
    """Offer to go on with one of the interrupted checklists."""
    for bill, step in interrupted:
        question = msg(
            "The checklist for {channel} {due} stopped at step {number}, {step}. Go on there? Do not pay twice.",
            channel=bill.channel.name,
            due=bill.due.isoformat(),
            number=STEPS.index(step) + 1,
            step=desk.session.tongue.say(STEP_NAMES[step]),
        )
        others = _others(len(interrupted) - 1)
        if await dialogs.confirm(desk, question, note=others, yes=msg("go on there"), no=msg("not now"), sure=True):
            desk.go_on(bill)
            return


def _others(count: int) -> Message | None:
    if count == 1:
        return msg("one more checklist is open; the list marks it ▶")
    return msg("{count} more checklists are open; the list marks them ▶", count=count) if count else None
