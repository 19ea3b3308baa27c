"""Pasting a message, and where it leads: never more than a step, and never past it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.actions.noticed import NextStep, Noticed, ToCompare, ToOrder, ToRecord, ToRefund, noticed
from models.channels.channel import AUTO_DEBIT
from models.channels.effective import effective
from models.values.message import msg
from models.values.money import plain
from tui.commands import dialogs, entering, repay
from tui.commands.commit import commit
from tui.commands.order_acts import refund_of
from tui.state.auto_debit import CONFIRMATION
from tui.state.checklist import Topic
from tui.state.confirming import why_not_confirm
from tui.state.from_message import topic_of_record
from tui.state.repayment import REPAYMENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.commands.host import Host


async def paste(host: Host) -> None:
    """Paste a message, and go where it leads."""
    from models.exchange.statement.message import read_messages

    session = host.session
    channels = effective(session.catalogue, host.working.ledger.channels)

    def read_it(text: str) -> Sequence[Noticed]:
        now, working = session.now(), host.working
        return [noticed(each, working.ledger, working.book, now) for each in read_messages(text, now, channels)]

    found = await dialogs.paste(host, channels, read_it)
    if found is not None:
        await _lead(host, found)


async def _lead(host: Host, found: Noticed) -> None:
    match found.leads:
        case ToOrder(cells=cells):
            await entering.add(host, cells)
            return
        case ToRefund(order=ident, amount=amount):
            host.find(ident)
            day = {"day": found.notice.at.date().isoformat()} if found.notice.at else {}
            await refund_of(host, host.working.ledger.orders[ident], {"amount": plain(amount), **day})
            return
        case _ if found.bill is None:
            return
    bill = host.working.book.bills.get(found.bill.id)
    if bill is None:
        return
    host.point_at(bill)
    match found.leads:
        case ToRecord(method=method) as to if method != AUTO_DEBIT or why_not_confirm(bill, host.session):
            host.ask_about(topic_of_record(to if method != AUTO_DEBIT else _unsaid(to)))
        case ToCompare(figure=figure):
            repay.pay(host)
            host.ask_about(Topic(REPAYMENT.name, plain(figure)))
        case _ if found.next in {NextStep.ALARM, NextStep.RECORD} and not why_not_confirm(bill, host.session):
            host.ask_about(Topic(CONFIRMATION.name))
        case _:
            if found.keeps:
                _keep(host, found)
            _show(host, found)


def _unsaid(to: ToRecord) -> ToRecord:
    """The same, with what it was paid by still to be said: no debit runs there that is known."""
    return ToRecord(bill=to.bill, amount=to.amount, paid_at=to.paid_at, confirmed=to.confirmed)


def _keep(host: Host, found: Noticed) -> None:
    """Keep the institution's figure with its bill, which agrees in its amount."""
    from models.actions.noticed_figure import noticed_figure

    now, bill = host.session.now(), found.bill
    if bill is None:
        return
    label = msg("what was seen of {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    commit(host, label, lambda ledger: noticed_figure(ledger, bill, found.notice, now))


def _show(host: Host, found: Noticed) -> None:
    """Show the bill, with what the ledger says to the message."""
    from tui.words.notice import notice_said

    host.show_pane("bill")
    facts = notice_said(found, effective(host.session.catalogue, host.working.ledger.channels)).facts
    host.tell(facts[-1], wrong=found.next is NextStep.ALARM)
