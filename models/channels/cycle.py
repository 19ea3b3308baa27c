"""Billing cycles: the bill day and the due date of every calendar month, by days that the user may have moved.

Each calendar month has exactly one bill day of a channel: that of the days before a move where it has passed when the
move takes effect, else that of the days after it. Each bill has one due date: the next due day after its bill day, or
so many days after it. Where that is not after the due date of the bill before it (a bill due in the next month, then
one due in its own), the bill is due a day after that one. So no two bills fall together, and none is left out.

Months are counted from the year 0. The bill day may be unknown: then the due dates are what has passed or not.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import msgspec

from models.values.dates import days_between, on_day

DAY = timedelta(days=1)
_FAR = 3
"""How many months before a due date its bill can be, 60 days being the most."""


class DueMove(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The user moved the days of a channel: bills from `since` on are made on `bill_day` and due on the next `due_day`.

    Without a bill day it is the due day alone that was moved, of what was due on or after `since`; the bill day is that
    which held then.
    """

    since: date
    bill_day: int | None
    due_day: int


class Days(msgspec.Struct, frozen=True):
    """The days of the month that hold between two moves. `due_after`: so many days after the bill, not on a `due_day`.

    `lag`: how many months after that of its bill a due date is.
    """

    bill_day: int | None
    due_day: int | None
    due_after: int | None
    lag: int


class Cycle(msgspec.Struct, frozen=True):
    """The days that a channel began with, and its moves, the earliest first.

    `lag`: how many months after its bill something is due, while the bill day is not known.
    """

    bill_day: int | None
    due_day: int | None
    due_after: int | None = None
    moves: tuple[DueMove, ...] = ()
    lag: int = 0


class CycleBill(msgspec.Struct, frozen=True):
    """A month's bill: its day (None where it is not known), its due date, and how many moves it falls under."""

    billed: date | None
    due: date
    moves: int


def month_of(day: date) -> int:
    """The calendar month of `day`, counted from the year 0."""
    return day.year * 12 + day.month - 1


def in_month(month: int, day: int) -> date:
    """That day of the month, or its last."""
    return on_day(month // 12, month % 12 + 1, day)


def cycle_of(bill_day: int | None, due_day: int | None, due_after: int | None, moves: Iterable[DueMove]) -> Cycle:
    """The cycle of these days; of two moves on one day the last one counts.

    By an unknown bill day something is taken to be due as long after it as by the first bill day that a move said.
    """
    last = {move.since: move for move in moves}
    ordered = tuple(last[since] for since in sorted(last))
    lag = next((_lag(move.bill_day, move.due_day, 0) for move in ordered if move.bill_day is not None), 0)
    return Cycle(bill_day, due_day, due_after, ordered, lag)


def complete(cycle: Cycle) -> bool:
    """Whether the days before its first move are known well enough to say when something is due."""
    return cycle.due_day is not None or (cycle.due_after is not None and cycle.bill_day is not None)


def since_known(cycle: Cycle, bought: date) -> Cycle | None:
    """The cycle from where its bill day and its due date are known, which a move may have said; None on `bought`."""
    for number, held in enumerate(days(cycle)):
        known = Cycle(held.bill_day, held.due_day, held.due_after, cycle.moves[number:], cycle.lag)
        if number and cycle.moves[number - 1].since > bought:
            return None
        if known.bill_day is not None and complete(known):
            return known
    return None


@lru_cache(maxsize=256)
def days(cycle: Cycle) -> tuple[Days, ...]:
    """The days before the first move, after it, and so on."""
    bill_day = cycle.bill_day
    found = [Days(bill_day, cycle.due_day, cycle.due_after, _lag(bill_day, cycle.due_day, cycle.lag))]
    for move in cycle.moves:
        bill_day = move.bill_day or bill_day
        found.append(Days(bill_day, move.due_day, None, _lag(bill_day, move.due_day, cycle.lag)))
    return tuple(found)


def _lag(bill_day: int | None, due_day: int | None, unknown: int) -> int:
    """By the days that are meant: the last day of February may be the bill day and the due day at once."""
    return unknown if bill_day is None or due_day is None else int(due_day <= bill_day)


@lru_cache(maxsize=4096)
def _plain(cycle: Cycle, month: int) -> CycleBill:
    """The month's bill, due as its own days say."""
    held, *later = days(cycle)
    made = _by(held, month, 0)
    for number, (move, moved) in enumerate(zip(cycle.moves, later, strict=True), 1):
        passes = made.due if move.bill_day is None or made.billed is None else made.billed
        if passes < move.since:
            break
        made = _by(moved, month, number)
    return made


def _by(held: Days, month: int, moves: int) -> CycleBill:
    billed = in_month(month, held.bill_day) if held.bill_day is not None else None
    if held.due_after is not None and billed is not None:
        return CycleBill(billed, billed + timedelta(days=held.due_after), moves)
    if held.due_day is None:
        raise ValueError("a cycle needs a due day")
    return CycleBill(billed, in_month(month + held.lag, held.due_day), moves)


@lru_cache(maxsize=4096)
def bill_in(cycle: Cycle, month: int) -> CycleBill:
    """The month's bill, due after every bill before it."""
    made = _plain(cycle, month)
    if not cycle.moves:
        return made
    before = (_plain(cycle, month - back).due + back * DAY for back in range(1, _FAR + 1))
    return CycleBill(made.billed, max(made.due, *before), made.moves)


def bill_due(cycle: Cycle, due: date) -> int | None:
    """The month of the bill that is due on `due`; None where none is."""
    last = month_of(due)
    return next((month for month in range(last, last - _FAR - 1, -1) if bill_in(cycle, month).due == due), None)


def put_off_from(cycle: Cycle, due: date) -> date | None:
    """When the bill that is due on `due` was due before moves of the due day alone that came after it was made; None
    where they put off none. Older versions noted such moves: an institution leaves a bill that is out where it is."""
    month = bill_due(cycle, due)
    made = bill_in(cycle, month) if month is not None else None
    if month is None or made is None or made.billed is None:
        return None
    first = made.moves
    while first and cycle.moves[first - 1].bill_day is None and made.billed < cycle.moves[first - 1].since:
        first -= 1
    before = bill_in(_until(cycle, first), month).due
    return before if before < due else None


def held_on(cycle: Cycle, due: date) -> Days:
    """The days that the last bill due by `due` falls under."""
    month = month_of(due)
    while bill_in(cycle, month).due > due:
        month -= 1
    return days(cycle)[bill_in(cycle, month).moves]


def bill_after(cycle: Cycle, bought: date) -> date:
    """The due date of the first bill after a purchase on `bought`, of a cycle whose bill day is known."""
    month = month_of(bought)
    if _billed(cycle, month) <= bought:
        month += 1
    if bill_in(cycle, month).due <= _billed(cycle, month):  # a short month clamped both to its last day
        month += 1
    return bill_in(cycle, month).due


def _billed(cycle: Cycle, month: int) -> date:
    billed = bill_in(cycle, month).billed
    if billed is None:
        raise ValueError("the bill day is not known")
    return billed


@lru_cache(maxsize=4096)
def due_dates_in(cycle: Cycle, first: date, count: int, day: int, known: int) -> tuple[date, ...]:
    """`count` due dates on consecutive bills from that which is, or before a move was, due on `first`.

    A first date that never was one of the cycle is the order's own: it goes on so, on `day`, until the days are moved
    again. So many of the moves were `known` when it was bought.
    """
    for moves in range(len(cycle.moves), -1, -1):
        until = _until(cycle, moves)
        month = bill_due(until, first) if complete(until) else None
        if month is not None:
            return tuple(bill_in(cycle, month + k).due for k in range(count))
    held = days(cycle)[known]
    return _own_dates(Cycle(held.bill_day, day, held.due_after, cycle.moves[known:], cycle.lag), first, count)


def _own_dates(cycle: Cycle, first: date, count: int) -> tuple[date, ...]:
    """`first` where no move concerns it, and what follows it on the cycle; each after the one before."""
    unmoved, lag = _until(cycle, 0), days(cycle)[0].lag
    month = bill_due(unmoved, first)
    dates = [] if month is None else [bill_in(cycle, month).due]
    if month is None and cycle.due_after is None:
        month = month_of(first) - lag
        itself = msgspec.structs.replace(cycle, due_day=first.day)
        dates = [bill_in(itself, month_of(first) - days(itself)[0].lag).due]
    elif month is None:
        month = _nearest(unmoved, first)
        after = days_between(_billed(unmoved, month), first)
        dates = [bill_in(msgspec.structs.replace(cycle, due_after=after), month).due]
    for k in range(1, count):
        dates.append(max(bill_in(cycle, month + k).due, dates[-1] + DAY))
    return tuple(dates)


def _nearest(cycle: Cycle, due: date) -> int:
    """The month whose bill is due nearest to `due`."""
    last = month_of(due)
    return min(range(last - _FAR, last + 2), key=lambda month: abs(days_between(bill_in(cycle, month).due, due)))


def _until(cycle: Cycle, moves: int) -> Cycle:
    return msgspec.structs.replace(cycle, moves=cycle.moves[:moves])
