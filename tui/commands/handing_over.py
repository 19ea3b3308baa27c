"""What is given to somebody else: the record of a repayment, or an amount or a reference to paste elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.values.message import Message, msg
from models.values.money import plain, yuan
from tui.commands.command import Command, Group

if TYPE_CHECKING:
    from models.bills.bill import Bill
    from tui.commands.host import Host


def show_proof(host: Host) -> None:
    """Show the record of the bill that is shown."""
    from tui.commands import dialogs

    bill = host.detail.bill
    if bill is not None:
        dialogs.proof(host, bill)


async def copy(host: Host) -> None:
    """Copy the amount of the bill that is shown, or the reference of a repayment. Where there are both, the user
    chooses."""
    bill = host.detail.bill
    if bill is None:
        return
    t, found = host.session.language, _to_copy(bill)
    text = next(iter(found))
    if len(found) > 1:
        from tui.commands import dialogs

        question = t.t("What is to be copied?")
        chosen = await dialogs.choose(host, [question], {each: t.say(said) for each, said in found.items()}, text)
        if chosen is None:
            return
        text = chosen
    host.app.copy_to_clipboard(text)
    host.tell(copied(text))


def copied(text: str) -> Message:
    """Says that it was sent to the clipboard. No terminal says whether it arrived."""
    return msg("copied: {text}; if nothing arrives, the terminal does not allow it", text=text)


def _to_copy(bill: Bill) -> dict[str, Message]:
    """What there is, with its name: what is to be paid; of a settled bill the references, and what was paid."""
    amount = bill.outstanding or bill.paid or bill.amount
    name = (
        msg("to pay: {amount}", amount=yuan(amount))
        if bill.outstanding
        else msg("repaid: {amount}", amount=yuan(amount))
    )
    known = dict.fromkeys(each.reference for each in bill.repayments if each.reference)
    references = {each: msg("reference: {reference}", reference=each) for each in known}
    return {plain(amount): name} | references if bill.outstanding else references | {plain(amount): name}


def _no_bill(host: Host) -> Message | None:
    return None if host.detail.bill else msg("no bill is shown")


def _no_proof(host: Host) -> Message | None:
    if host.detail.bill is not None and host.detail.bill.settles:
        return msg("an estimate of an early settlement is no bill: there is nothing to show of it")
    return _no_bill(host)


COMMANDS = (
    Command(
        id="proof",
        keys="R",
        group=Group.REPAY,
        label=msg("record to show"),
        brief=msg("reference; record to show; copy"),
        help=msg("A record of the bill to show to others: owed, seen, paid, reference."),
        run=show_proof,
        why_not=_no_proof,
    ),
    Command(
        id="copy",
        keys="Y",
        group=Group.REPAY,
        label=msg("copy"),
        brief=msg("reference; record to show; copy"),
        help=msg("Copy the amount or the reference of the bill."),
        run=copy,
        why_not=_no_bill,
    ),
)
