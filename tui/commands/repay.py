"""Commands about repaying."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from models.actions import checklist
from models.actions.refusal import may_be_twice, refusal, repaid_how
from models.bills.bill import Bill
from models.bills.book import open_line
from models.ledger.ids import bill_repaid
from models.values.message import Message, Problem, msg
from tui.commands import done, setting_up
from tui.commands.command import Command, Group
from tui.commands.commit import commit, commit_bill
from tui.state.auto_debit import CONFIRMATION, why_not_confirm
from tui.state.checklist import Topic
from tui.state.happened import HAPPENED, may_have
from tui.state.question import AccountCommit, Commit, Edit, Extra, Leave, Next, Question, Then
from tui.words.coverage import covered

if TYPE_CHECKING:
    from tui.commands.host import Host


def _no_bill(host: Host) -> Message | None:
    order, bill, book = host.detail.order, host.detail.bill, host.working.book
    if bill is None:
        return msg("there is no bill here to repay")
    settled = order is not None and not host.selection.bill and open_line(book.schedules[order.id], book) is None
    by_itself = any(not each.order for each in bill.repayments)
    if order is not None and settled and bill.outstanding <= 0 and not by_itself:
        return msg("{title} is settled: nothing of it is to be repaid", title=order.title)
    return _twice(bill) or refusal(bill)


def _twice(bill: Bill) -> Message | None:
    """Why a bill that was repaid is not to be repaid, and what to do where it was paid twice; None of any other."""
    if not may_be_twice(bill):
        return None
    return msg(
        "this bill has been repaid: {amount} on {when} by {method}; if it was paid twice, say it with l",
        **repaid_how(bill),
    )


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
            setting_up.act(host, follows)
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


def _nothing_to_confirm(host: Host) -> Message | None:
    if host.detail.bill is None:
        return msg("no bill is shown")
    return why_not_confirm(host.detail.bill, host.session)


def _nothing_happened(host: Host) -> Message | None:
    if host.detail.bill is None:
        return msg("no bill is shown")
    if host.detail.bill.settles:
        return msg("this is an early settlement, not a bill of the institution")
    if not may_have(host.detail.bill):
        return refusal(host.detail.bill)
    return None


def _nothing_left(host: Host) -> Message | None:
    if host.detail.order is None:
        return msg("no order is selected")
    lines = host.working.book.schedules[host.detail.order.id]
    return None if any(line.outstanding for line in lines) else msg("nothing is left of this order")


def early(host: Host) -> None:
    """Show what settling the order early would cost."""
    if host.detail.order is not None:
        host.settle_early(host.detail.order.id)


def _no_checklist(host: Host) -> Message | None:
    record = host.conversation.record(host.session)
    return None if record is not None else msg("no checklist is open; p starts one")


def _nothing_to_go_back(host: Host) -> Message | None:
    return None if host.conversation.standing is not None else _no_checklist(host)


def back(host: Host) -> None:
    """Open the last finished step again, or drop the half answer."""
    bill = host.conversation.bill
    if bill is None:
        return
    if host.conversation.standing is not None:
        host.ask(None)
        return
    if setting_up.back(host):
        return
    label = msg("a step back for {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    now = host.session.now()
    commit_bill(host, bill.id, label, lambda ledger, newest: checklist.step_back(ledger, newest, now))


def abandon(host: Host) -> None:
    """Drop the checklist: nothing was paid."""
    bill = host.conversation.bill
    if bill is None or setting_up.drop(host):
        return
    label = msg("drop the checklist for {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    if commit_bill(host, bill.id, label, checklist.abandon):
        host.tell(msg("the checklist is dropped; no repayment was recorded. u brings it back"))
        host.show_pane("orders")


COMMANDS = (
    Command(
        id="pay",
        keys="p",
        group=Group.REPAY,
        label=msg("repay"),
        brief=msg("go through the bill's checklist"),
        help=msg("Go through the checklist of the bill that is shown; one that was interrupted goes on where it was."),
        run=pay,
        why_not=_no_bill,
        bar=True,
    ),
    Command(
        id="confirm",
        keys="c",
        group=Group.REPAY,
        label=msg("confirm"),
        brief=msg("say what was debited or shown"),
        help=msg(
            "Check the balance before an auto-debit, say whether it was taken, or that the app shows a repayment."
        ),
        run=lambda host: host.ask_about(Topic(CONFIRMATION.name)),
        why_not=_nothing_to_confirm,
    ),
    Command(
        id="happened",
        keys="l",
        group=Group.REPAY,
        label=msg("what happened"),
        brief=msg("what else happened to the bill"),
        help=msg("The bill was turned into instalments, deferred, lowered or paid twice, or the minimum was paid."),
        run=lambda host: host.ask_about(Topic(HAPPENED.name)),
        why_not=_nothing_happened,
    ),
    Command(
        id="reference",
        keys="n",
        group=Group.REPAY,
        label=msg("reference"),
        brief=msg("reference; record to show; copy"),
        help=msg("Note the reference that the app shows, right after a repayment was recorded."),
        run=done.note_reference,
        why_not=done.why_no_reference,
    ),
    Command(
        id="early",
        keys="f",
        group=Group.REPAY,
        label=msg("settle early"),
        brief=msg("settle early: cost and saving"),
        help=msg("What settling the order now would cost and save; p then starts its checklist."),
        run=early,
        why_not=_nothing_left,
    ),
    Command(
        id="back",
        keys="b",
        group=Group.REPAY,
        label=msg("step back"),
        brief=msg("step back; drop the checklist"),
        help=msg("Open the last finished step of the checklist again."),
        run=back,
        why_not=_nothing_to_go_back,
    ),
    Command(
        id="abandon",
        keys="x",
        group=Group.REPAY,
        label=msg("drop the checklist"),
        brief=msg("step back; drop the checklist"),
        help=msg("Drop this checklist, only if you have not paid."),
        run=abandon,
        why_not=_no_checklist,
    ),
)
