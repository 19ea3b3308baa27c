"""The due days that an institution allows, each with the bills that follow from it: what one sees before choosing."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

import msgspec

from models.actions.account_changes import account_named
from models.actions.later_moves import check_moves_any
from models.bills.contracts import contracts
from models.channels.account import Account, days_held
from models.channels.channel import Catalogue, Channel
from models.channels.cycle import DueMove
from models.channels.due import bills_known, next_bills
from models.channels.effective import channel_of, effective
from models.ledger.ledger import Ledger
from models.values.dates import days_between, months_after, on_day
from models.values.message import Problem

NEXT = 3
"""How many bills are shown for each day."""


class DayChoice(msgspec.Struct, frozen=True):
    """The `move` to a due day, and when the next bills are due then; without a move, as the days are now."""

    move: DueMove | None
    bills: tuple[date, ...]


def day_choices(ledger: Ledger, catalogue: Catalogue, ident: str, since: date) -> tuple[DayChoice, ...]:
    """What the days of an account may become for bills made from `since` on; first of all, what they are now.

    A bill that is made before `since` stays as it is. Problem where it is not known which days there are, or where a
    move that is noted for a later date leaves no bill to any of them.
    """
    account = account_named(ledger, catalogue, ident)
    channel = channel_of(contracts(ledger, catalogue), account.id)
    if not channel.due_days or not bills_known(channel):
        raise Problem(
            "which due days {name} may be moved to is not known here: its app says it. "
            "`fenqi account move {account} {days}` says the new one",
            name=channel.name,
            account=account.id,
            days="--due-day 20" if account.due_after is None else "--bill-day N --due-day N",
        )
    bill_day, due_day = days_held(account, since)
    others = tuple(each for each in account.moves if each.since != since)
    days = (day for day in channel.due_days if day != due_day)
    institution = channel_of(effective(catalogue, ledger.channels), account.channel)
    every = [DueMove(since, institution.billed_for(day) or bill_day, day) for day in days]
    moves = _that_move(account, channel, every)
    return (
        DayChoice(None, next_bills(channel, since, NEXT)),
        *(
            DayChoice(move, next_bills(msgspec.structs.replace(channel, due_moves=(*others, move)), since, NEXT))
            for move in moves
        ),
    )


def _that_move(account: Account, channel: Channel, moves: Sequence[DueMove]) -> list[DueMove]:
    """Those that change a bill; Problem where there are some, and none does."""
    found = list[DueMove]()
    refused: Problem | None = None
    for move in moves:
        try:
            check_moves_any(account, channel, move)
            found.append(move)
        except Problem as problem:
            refused = problem
    if refused and not found:
        raise refused
    return found


def since_payday(payday: int, due: date) -> int:
    """How many days before a due date the last payday was."""
    own = on_day(due.year, due.month, payday)
    if own > due:
        before = months_after(due.replace(day=1), -1)
        own = before.replace(day=min(payday, monthrange(before.year, before.month)[1]))
    return days_between(own, due)
