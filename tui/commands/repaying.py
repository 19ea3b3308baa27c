"""Commands about repaying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.actions.refusal import may_be_twice, may_have_happened, refusal, repaid_how
from models.bills.bill import Bill
from models.bills.book import open_line
from models.values.message import Message, msg
from tui.commands.command import Command, Group
from tui.state.checklist import Topic
from tui.state.confirming import why_not_confirm

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


def _nothing_to_confirm(host: Host) -> Message | None:
    if host.detail.bill is None:
        return msg("no bill is shown")
    return why_not_confirm(host.detail.bill, host.session)


def _nothing_happened(host: Host) -> Message | None:
    if host.detail.bill is None:
        return msg("no bill is shown")
    if host.detail.bill.settles:
        return msg("this is an early settlement, not a bill of the institution")
    if not may_have_happened(host.detail.bill):
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
    if host.conversation.record(host.session) is not None:
        return None
    return msg("no checklist is open; p starts one") if _no_bill(host) is None else msg("no checklist is open")


def _nothing_to_go_back(host: Host) -> Message | None:
    return None if host.conversation.standing is not None else _no_checklist(host)


def _pay(host: Host) -> None:
    from tui.commands.repay import pay

    pay(host)


def _confirm(host: Host) -> None:
    from tui.state.auto_debit import CONFIRMATION

    host.ask_about(Topic(CONFIRMATION.name))


def _say_what_happened(host: Host) -> None:
    from tui.state.happened import HAPPENED

    host.ask_about(Topic(HAPPENED.name))


def _no_reference(host: Host) -> Message | None:
    if host.conversation.question is not None:
        from tui.commands.done import asks_reference

        if asks_reference(host.conversation.question):
            return None
    return msg("a reference is noted right after its repayment was recorded")


def _note_reference(host: Host) -> None:
    from tui.commands.done import note_reference

    note_reference(host)


def _back(host: Host) -> None:
    from tui.commands.repay import back

    back(host)


def _abandon(host: Host) -> None:
    from tui.commands.repay import abandon

    abandon(host)


COMMANDS = (
    Command(
        id="pay",
        keys="p",
        group=Group.REPAY,
        label=msg("repay"),
        brief=msg("go through the bill's checklist"),
        help=msg("Go through the checklist of the bill that is shown; one that was interrupted goes on where it was."),
        run=_pay,
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
        run=_confirm,
        why_not=_nothing_to_confirm,
    ),
    Command(
        id="happened",
        keys="l",
        group=Group.REPAY,
        label=msg("what happened"),
        brief=msg("what else happened to the bill"),
        help=msg("The bill was turned into instalments, deferred, lowered or paid twice, or the minimum was paid."),
        run=_say_what_happened,
        why_not=_nothing_happened,
    ),
    Command(
        id="reference",
        keys="n",
        group=Group.REPAY,
        label=msg("reference"),
        brief=msg("reference; record to show; copy"),
        help=msg("Note the reference that the app shows, right after a repayment was recorded."),
        run=_note_reference,
        why_not=_no_reference,
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
        run=_back,
        why_not=_nothing_to_go_back,
    ),
    Command(
        id="abandon",
        keys="x",
        group=Group.REPAY,
        label=msg("drop the checklist"),
        brief=msg("step back; drop the checklist"),
        help=msg("Drop this checklist, only if you have not paid."),
        run=_abandon,
        why_not=_no_checklist,
    ),
)
