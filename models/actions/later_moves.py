"""A move of an account's days beside a later one that is noted already: from that on, the later one's days hold."""

from collections.abc import Iterable
from datetime import date

import msgspec

from models.channels.account import Account, as_held
from models.channels.channel import Channel
from models.channels.cycle import DueMove
from models.channels.due import bills_known, next_bills
from models.values.message import Problem

AHEAD = 36
"""So many bills are compared: of what is moved later than in three years nobody knows yet."""


def later_move(account: Account, move: DueMove) -> DueMove | None:
    """The first move of the account that is noted for a later date."""
    later = (each for each in account.moves if each.since > move.since)
    return min(later, key=lambda each: each.since, default=None)


def check_moves_any(account: Account, channel: Channel, move: DueMove) -> None:
    """Problem where the later move leaves no bill for this one, so that it would change nothing."""
    later = later_move(account, move)
    if later is None:
        return
    others = [each for each in account.moves if each.since != move.since]
    without, with_it = (_bills(account, channel, moves, move.since) for moves in (others, [*others, move]))
    if without == with_it == _bills(account, channel, account.moves, move.since):
        raise Problem(
            "the due day is moved to {due} from {since} on already, and no bill is made before that by this move; "
            "to change the later one, give its date",
            field="since",
            due=later.due_day,
            since=later.since.isoformat(),
        )


def _bills(account: Account, channel: Channel, moves: Iterable[DueMove], since: date) -> tuple[date, ...]:
    """The account's bills from that day on, with those moves; none where its days are not known."""
    made = msgspec.structs.replace(account, moves=tuple(sorted(moves, key=lambda each: each.since)))
    held = as_held(channel, made)
    return next_bills(held, since, AHEAD) if bills_known(held) else ()
