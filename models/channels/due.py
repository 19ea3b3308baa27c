"""When the bills of a channel fall due."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from models.channels.channel import Channel
from models.channels.cycle import (
    Cycle,
    CycleBill,
    DueMove,
    bill_after,
    bill_due,
    bill_in,
    complete,
    cycle_of,
    due_dates_in,
    held_on,
    month_of,
    put_off_from,
    since_known,
)
from models.channels.rules import Mode
from models.values.dates import due_dates, months_after


def first_due(channel: Channel, bought: date) -> date | None:
    """The first due date that the channel's rule implies for a purchase on `bought`; None where it has no rule.

    账单制: that of the first bill day after the purchase. 订单制: a month after the purchase.
    """
    if channel.mode is Mode.ORDER:
        (due,) = dues(channel, months_after(bought, 1), 1, bought.day)
        return due
    known = since_known(_cycle(channel), bought)
    return bill_after(known, bought) if known else None


def meant_day(channel: Channel, bought: date, first: date) -> int | None:
    """The day of the month that a first due date stands for which a short month clamped; None where it is its own."""
    if first.day != monthrange(first.year, first.month)[1]:
        return None
    cycle = _cycle(channel, bought.day if channel.mode is Mode.ORDER else None)
    day = held_on(cycle, first).due_day if complete(cycle) else None
    return None if day is None or day <= first.day else day


def dues(
    channel: Channel, first: date, count: int, day: int | None = None, bought: date | None = None
) -> tuple[date, ...]:
    """`count` monthly due dates from `first` on, as the channel's cycle of bills and its moves set them.

    Every date is counted from the first one, so that day 31 springs back; `day` is the day meant where `first` had to
    be clamped. `bought`, where it is known: a first date of the order's own, not the cycle's, is moved only by later
    moves.
    """
    statement = channel.mode is Mode.STATEMENT
    # A card's bill day follows from what is due. Elsewhere orders go on on their own day until it is known.
    cyclic = statement and channel.due_after and (channel.card or channel.bill_day)
    if not channel.due_moves and not cyclic:  # most; no cycle is made for them
        return due_dates(first, count, day)
    cycle = _cycle(channel)
    if cycle.bill_day is None and cycle.due_after is not None:
        billed = (first - timedelta(days=cycle.due_after)).day if channel.card else None
        cycle = msgspec.structs.replace(cycle, bill_day=billed, due_after=cycle.due_after if channel.card else None)
    known = sum(bought is not None and move.since <= bought for move in cycle.moves) if statement else 0
    return due_dates_in(cycle, first, count, day or first.day, known)


def due_before_move(channel: Channel, due: date) -> date | None:
    """When the bill that is due on `due` was due as it was made, where a move of the due day alone put it off since."""
    if channel.mode is not Mode.STATEMENT or all(move.bill_day is not None for move in channel.due_moves):
        return None
    cycle = _cycle(channel)
    return put_off_from(cycle, due) if complete(cycle) else None


def next_due(channel: Channel, due: date, day: int | None = None) -> date:
    """When the bill after that of `due` falls due.

    `day` is the day of the month that is meant where `due` had to be clamped and the channel does not say it.
    """
    _, after = dues(channel, due, 2, meant_day(channel, due, due) or day, due)
    return after


def _cycle(channel: Channel, own: int | None = None) -> Cycle:
    """The channel's cycle of bills; in 订单制, where nothing is billed, that of an order due on its `own` day."""
    if channel.mode is Mode.ORDER:
        return cycle_of(None, own, None, (DueMove(each.since, None, each.due_day) for each in channel.due_moves))
    return cycle_of(channel.bill_day, channel.due_day, channel.due_after, channel.due_moves)


def bills_known(channel: Channel) -> bool:
    """Whether it is known when the account's bills are made and due: 账单制, with its days, a move's aside."""
    return channel.mode is Mode.STATEMENT and channel.bill_day is not None and complete(_cycle(channel))


def bill_day_of(channel: Channel, due: date) -> date | None:
    """When the bill was made that is due then, or was before the days were moved; None where the days do not say it.

    What is due on no bill's date is on the bill that falls due nearest to it, of those made by then.
    """
    if channel.mode is Mode.ORDER:
        return None
    cycle = _cycle(channel)
    if cycle.bill_day is not None and not complete(cycle):  # a card whose due day nobody said
        cycle = msgspec.structs.replace(cycle, due_day=due.day)
    known = since_known(cycle, due)
    found = _nearest_bill(known, due).billed if known else None
    begun = cycle.moves[-1 - len(known.moves)].since if known and len(known.moves) < len(cycle.moves) else None
    if found is not None and (begun is None or found >= begun):
        return found
    return None if cycle.due_after is None else due - timedelta(days=cycle.due_after)


def _nearest_bill(cycle: Cycle, due: date) -> CycleBill:
    """The bill of the cycle that is due then, by its days of today or by those before a move; else the nearest."""
    for until in _until_each(cycle):
        month = bill_due(until, due)
        if month is not None:
            return bill_in(until, month)
    last = month_of(due)
    bills = (bill_in(cycle, month) for month in range(last, last - 4, -1))
    made = (each for each in bills if each.billed is not None and each.billed <= due)
    return min(made, key=lambda each: abs(each.due - due))


def asks_bill_day(channel: Channel) -> bool:
    """Whether the bill day is the user's own to say, and nobody has said it: 账单制 without one, moves aside."""
    return channel.mode is Mode.STATEMENT and channel.bill_day is None and not channel.due_moves


def is_on_bills(channel: Channel, due: date) -> bool:
    """Whether one of the bills is due then, or was before the days were moved; they are known."""
    return any(bill_due(each, due) is not None for each in _until_each(_cycle(channel)))


def _until_each(cycle: Cycle) -> Iterator[Cycle]:
    """The cycle with all its moves, and as it was before each, the last one first; as far as its days are known."""
    for moves in range(len(cycle.moves), -1, -1):
        until = msgspec.structs.replace(cycle, moves=cycle.moves[:moves])
        if complete(until):
            yield until


def bills_around(channel: Channel, due: date) -> tuple[date, ...]:
    """When the account's bills around that date are due, the nearest first, of two the later; they are known."""
    around = next_bills(channel, due - timedelta(days=45), 4)
    return tuple(sorted(around, key=lambda each: (abs(each - due), -each.toordinal())))


def next_bills(channel: Channel, day: date, count: int) -> tuple[date, ...]:
    """When the next `count` bills are due, from `day` on; they are known."""
    cycle, month = _cycle(channel), month_of(day) - 1
    while bill_in(cycle, month).due >= day:
        month -= 1
    while bill_in(cycle, month).due < day:
        month += 1
    return tuple(bill_in(cycle, month + k).due for k in range(count))
