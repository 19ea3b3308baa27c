"""Commands about repaying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import checklist
from models.message import Message, Problem, msg
from tui.commands.command import Command, Group
from tui.panes.checklist import Walk
from tui.walk import Aside, Commit, Leave, reply

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


def _no_bill(desk: MainScreen) -> Message | None:
    if desk.shown.bill is None:
        return msg("there is no bill here to repay")
    return checklist.refusal(desk.shown.bill)


def pay(desk: MainScreen) -> None:
    """Start the checklist of the bill that is shown, or go on with it."""
    bill = desk.shown.bill
    if bill is None:
        return
    if desk.walk.progress is None:
        now = desk.session.now()
        label = msg("start the checklist for {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
        if not desk.commit_bill(bill.id, label, lambda ledger, newest: checklist.begin(ledger, newest, now)):
            return
    desk.show_pane("checklist")


def answer(desk: MainScreen, value: str) -> None:
    """Take an answer that the checklist pane was given."""
    bill, progress = desk.walk.bill, desk.walk.progress
    if bill is None or progress is None:
        return
    try:
        result = reply(bill, progress, desk.walk.aside, value, desk.session)
    except Problem as problem:
        desk.tell(problem.message, bad=True)
        return
    if isinstance(result, Leave):
        desk.show_pane("orders")
    elif isinstance(result, Aside):
        desk.walk = Walk(bill, progress, desk.walk.book, result)
    else:
        _record(desk, bill.id, result)


def _record(desk: MainScreen, ident: str, result: Commit) -> None:
    if not desk.commit_bill(ident, result.label, result.change):
        return
    if ident not in desk.snapshot.ledger.checklists:
        desk.tell(msg("recorded; look in the institution's app that it shows the repayment. u undoes"))
        desk.show_pane("orders")


def _not_walking(desk: MainScreen) -> Message | None:
    return None if desk.walk.progress else msg("no checklist is open; p starts one")


def back(desk: MainScreen) -> None:
    """Open the last finished step again, or drop the half answer."""
    bill, progress = desk.walk.bill, desk.walk.progress
    if bill is None or progress is None:
        return
    if desk.walk.aside != Aside():
        desk.walk = Walk(bill, progress, desk.walk.book)
        return
    label = msg("a step back for {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    desk.commit_bill(bill.id, label, checklist.step_back)


def abandon(desk: MainScreen) -> None:
    """Drop the checklist: nothing was paid."""
    bill = desk.walk.bill
    if bill is None:
        return
    label = msg("drop the checklist for {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    if desk.commit_bill(bill.id, label, checklist.abandon):
        desk.tell(msg("the checklist is dropped; no repayment was recorded. u brings it back"))
        desk.show_pane("orders")


COMMANDS = (
    Command(
        id="pay",
        keys="p",
        group=Group.REPAY,
        label=msg("repay"),
        help=msg("Walk the checklist of the bill that is shown; one that was interrupted goes on where it was."),
        run=pay,
        why_not=_no_bill,
        bar=True,
    ),
    Command(
        id="back",
        keys="b",
        group=Group.REPAY,
        label=msg("step back"),
        help=msg("Open the last finished step of the checklist again."),
        run=back,
        why_not=_not_walking,
    ),
    Command(
        id="abandon",
        keys="x",
        group=Group.REPAY,
        label=msg("drop the checklist"),
        help=msg("Drop the checklist of this bill: nothing was paid."),
        run=abandon,
        why_not=_not_walking,
    ),
)
