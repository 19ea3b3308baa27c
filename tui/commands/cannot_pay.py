"""The command for a bill that cannot be paid in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.actions.refusal import refusal
from models.values.message import Message, msg
from tui.commands.command import Command, Group
from tui.state.checklist import Topic

if TYPE_CHECKING:
    from tui.commands.host import Host


def _nothing_owed(host: Host) -> Message | None:
    bill = host.detail.bill
    if bill is None:
        return msg("no bill is shown")
    if bill.settles:
        return msg("this is an early settlement, not a bill of the institution")
    return refusal(bill)


def ask(host: Host) -> None:
    """Ask what can be done."""
    from tui.state.cannot_pay import CANNOT_PAY

    host.ask_about(Topic(CANNOT_PAY.name))


COMMANDS = (
    Command(
        id="cannot-pay",
        keys="N",
        group=Group.REPAY,
        label=msg("cannot pay"),
        brief=msg("cannot pay: whom to ask"),
        help=msg(
            "The bill cannot be paid in time: whom to ask and what to say, what a day costs, a promise with its day."
        ),
        run=ask,
        why_not=_nothing_owed,
    ),
)
