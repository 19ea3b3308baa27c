"""The bills of one account, in the order of their dates: what one leaves to the next."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

import msgspec

from models.bills.bill import Bill
from models.bills.schedule import Line


class Carried(msgspec.Struct, frozen=True):
    """The lines of no order that a bill leaves to the next one of its account."""

    lines: tuple[Line, ...] = ()


NOTHING = Carried()

Make = Callable[[date, Sequence[Line]], Bill | None]
"""Makes the account's bill on a date of its own lines and of those that were carried to it; None without its own."""


def left_by(_bill: Bill) -> Carried:
    """What a bill leaves to the next one of its account, by what stands on it alone: nothing so far."""
    return NOTHING


def fold(dues: Iterable[date], make: Make) -> Iterator[Bill]:
    """The account's bills on these dates, earliest first, each with what the one before it leaves."""
    carried = NOTHING
    for due in dues:
        bill = make(due, onto(carried, due) if carried.lines else ())
        if bill is not None:
            carried = left_by(bill)
            yield bill


def refold(
    dues: Sequence[date], changed: Collection[date], old: Callable[[date], Bill | None], make: Make
) -> Iterator[tuple[date, Bill | None]]:
    """Those of the account's bills that are made again: on a changed date, and on as far as what is carried is another.

    `dues` are all dates of its bills, as they were and as they are, earliest first; `old` is the bill that there was.
    """
    reached = -1
    for day in sorted(changed):
        index = bisect_left(dues, day)
        if index <= reached:
            continue
        # The bill before is as it was, or this one would have been reached from there.
        before = old(dues[index - 1]) if index else None
        was = now = left_by(before) if before else NOTHING
        while index < len(dues) and (dues[index] in changed or now != was):
            due, reached = dues[index], index
            there, bill = old(due), make(due, onto(now, due))
            yield due, bill
            was = left_by(there) if there else was
            now = left_by(bill) if bill else now
            index += 1


def onto(carried: Carried, due: date) -> Sequence[Line]:
    """The lines that are carried, as they stand on the bill of that date."""
    return [msgspec.structs.replace(line, due=due) for line in carried.lines]
