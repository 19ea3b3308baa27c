"""Commands about repaying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from models.actions import checklist
from models.actions.reference import refer, unasked
from models.bills.book import open_line
from models.channels.effective import channel_of
from models.ledger.repayment import Repayment
from models.values.message import Message, Problem, msg
from models.values.money import yuan
from tui.commands.command import Command, Group
from tui.state.auto_debit import reply_look, why_not_look
from tui.state.conversation import Aside, Commit, Leave, reply
from tui.state.reference import Recorded

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


def _no_bill(desk: MainScreen) -> Message | None:
    order, bill = desk.shown.order, desk.shown.bill
    if bill is None:
        return msg("there is no bill here to repay")
    if order is not None and not desk.look.bill and open_line(desk.book.schedules[order.id], desk.book) is None:
        return msg("{title} is settled: nothing of it is to be repaid", title=order.title)
    return checklist.refusal(bill)


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
    bill, progress, aside = desk.walk.bill, desk.walk.progress, desk.walk.aside
    if bill is None:
        return
    if desk.walk.recorded is not None:
        _refer(desk, desk.walk.recorded, value)
        return
    try:
        if desk.walk.looking:
            result = reply_look(bill, aside, value, desk.session)
        elif progress is not None:
            result = reply(bill, progress, aside, value, desk.session)
        else:
            return
    except Problem as problem:
        desk.tell(problem.message, bad=True)
        return
    if isinstance(result, Leave):
        desk.walk = replace(desk.walk, aside=Aside())
        desk.show_pane("orders")
    elif isinstance(result, Aside):
        desk.walk = replace(desk.walk, aside=result)
    else:
        _record(desk, bill.id, result)


def _record(desk: MainScreen, ident: str, result: Commit) -> None:
    before = desk.snapshot.ledger.repayments
    if not desk.commit_bill(ident, result.label, result.change):
        return
    after = desk.snapshot.ledger.repayments
    made = next((after[each] for each in after.keys() - before.keys() if each.startswith(f"{ident}#")), None)
    if made in unasked(desk.snapshot.ledger):
        desk.ask_reference(made)
    elif desk.walk.active:
        desk.show_pane("checklist")
    else:
        _ended(desk, ident, made)


def _refer(desk: MainScreen, made: Recorded, text: str) -> None:
    """Take the reference of a repayment, or that there is none."""
    ident = made.repayment.id
    if desk.commit(made.label, lambda ledger: refer(ledger, ident, text), extra=True):
        _ended(desk, "" if made.repayment.order else ident.partition("#")[0], made.repayment)


def _ended(desk: MainScreen, bill: str, made: Repayment | None) -> None:
    """Say what is on disk, and go on to the list: to an order of the bill while that is not repaid whole."""
    desk.tell(_recorded(desk, made))
    desk.select(_owing(desk, bill) or desk.look.order)
    desk.show_pane("orders")


def _owing(desk: MainScreen, ident: str) -> str:
    """The order to stay on while the bill is not repaid whole: the one under the cursor, or the first that owes."""
    bill = desk.book.bills.get(ident)
    orders = [line.order_id for line in bill.lines if line.order and line.outstanding > 0] if bill else []
    return desk.look.order if desk.look.order in orders else next(iter(orders), "")


def _recorded(desk: MainScreen, made: Repayment | None) -> Message:
    """What to say once it is on disk: of a repayment how much went to whom."""
    if made is None:
        return msg("recorded; u undoes")
    payee = channel_of(desk.channels_now(), made.channel).name
    return msg("recorded: {amount} to {payee}; u undoes", amount=yuan(made.amount), payee=payee)


def _nothing_to_look_at(desk: MainScreen) -> Message | None:
    if desk.shown.bill is None:
        return msg("no bill is shown")
    return why_not_look(desk.shown.bill, desk.session)


def _nothing_left(desk: MainScreen) -> Message | None:
    if desk.shown.order is None:
        return msg("no order is selected")
    lines = desk.book.schedules[desk.shown.order.id]
    return None if any(line.outstanding for line in lines) else msg("nothing is left of this order")


def early(desk: MainScreen) -> None:
    """Show what settling the order early would cost."""
    if desk.shown.order is not None:
        desk.settle_early(desk.shown.order.id)


def _not_walking(desk: MainScreen) -> Message | None:
    return None if desk.walk.progress else msg("no checklist is open; p starts one")


def back(desk: MainScreen) -> None:
    """Open the last finished step again, or drop the half answer."""
    bill, progress = desk.walk.bill, desk.walk.progress
    if bill is None or progress is None:
        return
    if desk.walk.aside != Aside():
        desk.walk = replace(desk.walk, aside=Aside())
        return
    label = msg("a step back for {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    now = desk.session.now()
    desk.commit_bill(bill.id, label, lambda ledger, newest: checklist.step_back(ledger, newest, now))


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
        id="look",
        keys="c",
        group=Group.REPAY,
        label=msg("confirm"),
        help=msg(
            "Check the balance before an auto-debit, say whether it was taken, or that the app shows a repayment."
        ),
        run=lambda desk: desk.look_at(),
        why_not=_nothing_to_look_at,
    ),
    Command(
        id="early",
        keys="f",
        group=Group.REPAY,
        label=msg("settle early"),
        help=msg("What settling the order now would cost and save; p then walks its checklist."),
        run=early,
        why_not=_nothing_left,
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
