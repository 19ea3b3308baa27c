"""What follows a repayment on record: that it is shown, and that it was; on to the list, back to what was undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.actions.reference import asked, paid_at_once, unasked
from models.bills.overview import to_pay_next
from models.channels.effective import channel_of
from models.ledger.ids import bill_repaid
from models.values.message import Message, Problem, msg
from models.values.money import yuan
from tui.commands import dialogs
from tui.commands.commit import anothers, anothers_undone, note, redo, undo
from tui.run.viewers_clock import by_viewer
from tui.state.done import REFERENCE
from tui.state.question import Question
from tui.state.reference import on_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.ledger.repayment import Repayment
    from models.store import Undoable
    from tui.commands.host import Host


def left(host: Host, about: str) -> None:
    """What was recorded of that repayment was read and left: the next start does not say it again."""
    made = on_record(host.working.ledger, about, host.session)
    if made is not None and made.repayment in unasked(host.working.ledger):
        note(host, made.label, partial(asked, repayment=about))


def leave(host: Host) -> None:
    """Go on to the list, with the cursor on the bill to repay next."""
    about = host.conversation.topic.about
    made = host.working.ledger.repayments.get(about)
    left(host, about)
    host.selection = host.selection.onward
    to_list(host)
    host.tell(recorded(host, made))


def to_list(host: Host) -> None:
    """Show the list, with the cursor on the bill to repay next, if any."""
    host.show_pane("orders")
    bill = to_pay_next(host.working.book, host.session.moment())
    if bill is None:
        host.select(host.selection.order)
    else:
        host.point_at(bill)


def recorded(host: Host, made: Repayment | None) -> Message:
    """What to say once it is on disk: of a repayment how much went to whom."""
    if made is None:
        return msg("recorded; u undoes")
    payee = channel_of(host.working.channels(), made.account_id).name
    return msg(
        "recorded: {amount} to {payee}; u undoes", amount=yuan(paid_at_once(host.working.ledger, made)), payee=payee
    )


def asks_reference(question: Question) -> bool:
    """Whether one of its answers asks for the reference of the repayment that is shown."""
    return any(each.id == REFERENCE for each in question.answers)


def note_reference(host: Host) -> None:
    """Ask for the reference of the repayment that is shown."""
    made = host.working.ledger.repayments.get(host.conversation.topic.about)
    if made is not None:
        host.ask_reference(made)


def undo_and_go_back(host: Host) -> None:
    """Undo the last action, after asking where it was not done here; where a repayment was taken off, the cursor goes
    back to the bill that it was for."""
    found = anothers(host)
    if found is None:
        _undo_and_go_back(host)
    else:
        host.run_worker(_asked_first(host, found), group="undo")


async def _asked_first(host: Host, found: Undoable) -> None:
    """Undo what another terminal did, or an earlier run of this one, where that is meant."""
    action, at = host.session.language.say(found.label), by_viewer(found.at, host.session.zone)
    question = msg("Undo what was not done here: {action}?", action=action)
    note = msg("done {at}, on another terminal or before fenqi was opened here", at=at)
    yes, no = msg("undo it"), msg("do not undo it")
    if await dialogs.confirm(host, question, note=note, yes=yes, no=no, title=msg("undo")) and _is_it(
        host, anothers, found
    ):
        _undo_and_go_back(host)


def redo_what_is_meant(host: Host) -> None:
    """Redo what was undone last, after asking where it was not undone here."""
    found = anothers_undone(host)
    if found is None:
        redo(host)
    else:
        host.run_worker(_asked_to_redo(host, found), group="undo")


async def _asked_to_redo(host: Host, found: Undoable) -> None:
    """Redo what another terminal undid, or an earlier run of this one, where that is meant."""
    action, at = host.session.language.say(found.label), by_viewer(found.at, host.session.zone)
    question = msg("Redo what was not undone here: {action}?", action=action)
    note = msg("undone {at}, on another terminal or before fenqi was opened here", at=at)
    yes, no = msg("redo it"), msg("do not redo it")
    if await dialogs.confirm(host, question, note=note, yes=yes, no=no, title=msg("redo")) and _is_it(
        host, anothers_undone, found
    ):
        redo(host)


def _is_it(host: Host, taken: Callable[[Host], Undoable | None], asked: Undoable) -> bool:
    """Whether what would be taken is still what was asked about; else that is said, and nothing is taken."""
    host.newest()
    if taken(host) == asked:
        return True
    host.tell(msg("another terminal changed the file meanwhile; look at it again first"), bad=True)
    return False


def _undo_and_go_back(host: Host) -> None:
    if host.selection.extra:
        left(host, host.conversation.topic.about)
    answered = host.answering
    before = host.working.ledger.repayments
    undo(host)
    gone = next((each for each in before if each not in host.working.ledger.repayments), None)
    if gone is None:
        return
    try:
        bill = host.working.bill(bill_repaid(gone), host.working.ledger)
    except Problem:
        return
    host.point_at(bill)
    host.show_pane("checklist" if answered else "orders")
