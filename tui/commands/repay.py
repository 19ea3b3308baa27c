"""What is done about repaying: a checklist begins, is answered, goes back, ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from models.actions import checklist
from models.ledger.ids import bill_repaid
from models.values.message import Problem, msg
from tui.commands import done, own_steps
from tui.commands.commit import commit, commit_bill
from tui.state.question import AccountCommit, Commit, Edit, Extra, Leave, Next, Question, Then
from tui.words.coverage import covered

if TYPE_CHECKING:
    from tui.commands.host import Host


def pay(host: Host) -> None:
    """Start the checklist of the bill that is shown, or go on with it."""
    bill = host.detail.bill
    if bill is None:
        return
    if host.selection.extra:
        host.point_at(bill)
    if host.conversation.progress is None:
        now = host.session.now()
        label = msg("start the checklist for {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
        if not commit_bill(host, bill.id, label, lambda ledger, newest: checklist.begin(ledger, newest, now)):
            return
    host.show_pane("checklist")


def answer(host: Host, question: Question, leads: Callable[[], Next]) -> None:
    """Take an answer to that question from the checklist pane; it counts only while the question stands."""
    host.tell(None)
    bill, standing = host.conversation.bill, host.conversation.question
    if bill is None or standing is None or standing.id != question.id:
        return
    try:
        follows = leads()
    except Problem as problem:
        host.tell(problem.message, bad=True)
        return
    match follows:
        case Leave() if host.selection.extra:
            done.leave(host)
        case Leave():
            host.ask(None)
            host.show_pane("orders")
        case Then():
            host.ask(follows.ask)
        case Extra():
            _add(host, follows)
        case AccountCommit():
            own_steps.act(host, follows)
        case Edit(order=order):
            host.select(order)
            host.action_command("edit")
        case Commit():
            _record(host, bill.id, follows)


def skip(host: Host) -> None:
    """Go on without what is asked for of what is recorded."""
    question = host.conversation.question
    if question is not None:
        answer(host, question, partial(question.field.take, "") if question.field else Leave)


def _record(host: Host, ident: str, result: Commit) -> None:
    before, once = host.working.ledger.repayments, host.conversation.checklist.once
    if not commit_bill(host, ident, result.label, result.change):
        return
    after = host.working.ledger.repayments
    made = next((after[each] for each in after.keys() - before.keys() if bill_repaid(each) == ident), None)
    if made is not None:
        host.show_done(made)
        return
    host.ask(None)  # what stood in the middle of the answer is answered now, and not asked again
    if once:
        _happened(host)
    elif host.conversation.active:
        host.show_pane("checklist")
    else:
        _ended(host, ident)


def _add(host: Host, follows: Extra) -> None:
    """Take an extra of a repayment, its reference, or that there is none; then show the repayment with it."""
    if commit(host, follows.label, follows.change, extra=True):
        host.show_done(follows.to)


def _happened(host: Host) -> None:
    """Show what became of the bill: one thing happened, and it is said."""
    if host.conversation.bill is not None:
        host.point_at(host.conversation.bill)
    host.show_pane("bill")
    host.tell(done.recorded(host, None))


def _ended(host: Host, ident: str) -> None:
    """Say what is on disk, and go on to the list: to an order of the bill while that is not repaid whole."""
    bill = host.working.book.bills.get(ident)
    if bill is not None and bill.outstanding > 0:
        host.point_at(bill)
        host.show_pane("orders")
    else:
        done.to_list(host)
    found = covered(bill, host.working.ledger, host.working.book, host.session) if bill else None
    host.tell(found[0] if found else done.recorded(host, None))


def back(host: Host) -> None:
    """Open the last finished step again, or drop the half answer."""
    bill = host.conversation.bill
    if bill is None:
        return
    if host.conversation.standing is not None:
        host.ask(None)
        return
    if own_steps.back(host):
        return
    label = msg("a step back for {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    now = host.session.now()
    commit_bill(host, bill.id, label, lambda ledger, newest: checklist.step_back(ledger, newest, now))


def abandon(host: Host) -> None:
    """Drop the checklist: nothing was paid."""
    bill = host.conversation.bill
    if bill is None or own_steps.drop(host):
        return
    label = msg("drop the checklist for {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    if commit_bill(host, bill.id, label, checklist.abandon):
        host.tell(msg("checklist dropped, no repayment recorded; u brings it back"))
        host.show_pane("orders")
