"""What is done about auto-debit of an account: it is set up step by step, or turned off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import done
from tui.commands.commit import commit
from tui.state.done import SET_UP
from tui.state.question import AccountCommit

if TYPE_CHECKING:
    from tui.commands.host import Host


def start(host: Host, account: str) -> None:
    """Ask what sets up auto-debit of the account, or goes on with it; where it is on already, what is to change.

    Nothing is on record before the first answer.
    """
    host.newest()
    host.ask_of(account)


def act(host: Host, follows: AccountCommit) -> None:
    """Keep what was answered about an account, and go on with its list; or say what holds where that is the end."""
    bill = host.conversation.bill
    if host.selection.extra:
        done.left(host, host.conversation.topic.about)
    if not commit(host, follows.label, follows.change):
        return
    host.ask(None)
    if follows.said is None or bill is None:
        host.ask_of(follows.account)
        return
    host.point_at(bill)
    host.show_pane("bill" if bill.lines else "orders")
    host.tell(follows.said)


def back(host: Host) -> bool:
    """Open the last finished step of an account's list again; False where none stands."""
    steps, case = host.conversation.checklist.own_steps, host.conversation.case(host.session)
    if steps is None or case is None:
        return False
    act(host, steps.back(case))
    return True


def drop(host: Host) -> bool:
    """Drop an account's list; False where none stands."""
    steps, case = host.conversation.checklist.own_steps, host.conversation.case(host.session)
    if steps is None or case is None:
        return False
    act(host, steps.drop(case))
    return True


def begin(host: Host) -> None:
    """Begin with the account for which it is suggested, else with that of the bill that is shown."""
    question = host.conversation.question
    suggestion = next((each for each in question.answers if each.id == SET_UP), None) if question else None
    follows = suggestion.leads() if suggestion else None
    if isinstance(follows, AccountCommit):
        act(host, follows)
    elif host.detail.bill is not None:
        start(host, host.detail.bill.channel.id)
